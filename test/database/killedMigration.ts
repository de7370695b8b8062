import { namesFor } from "../../app/database/names.js";
import { migrateSchools } from "../../app/database/migrateSchools.js";
import { schoolMigrations } from "../../app/database/streams.js";

/** A migrator in a process of its own, which a test kills: says each school as it is done. */
const [address = "", database = "", ...up] = process.argv.slice(2);
const migrations = [...(await schoolMigrations()), { name: "9999-of-tests", up, down: [] }];
await migrateSchools(address, namesFor(database), {
  migrations,
  tell: ({ schema }) => void process.stdout.write(`${schema}\n`),
});
