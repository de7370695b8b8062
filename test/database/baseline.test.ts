import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { levelOf, printSchema } from "../../app/database/baseline.js";
import { newestLevel } from "../../app/database/levels.js";
import { baselineFile, schoolMigrations } from "../../app/database/streams.js";
import { closeApp } from "../support/app.js";
import { asSuperuser, freshBaseline, testDatabase } from "../support/database.js";
import { makeSchool } from "../support/schools.js";

/** The lines that one text has and the other lacks: a difference that one can read. */
function difference(found: string, wanted: string): string {
  const [mine, theirs] = [found.split("\n"), wanted.split("\n")];
  const less = mine.filter((line) => !theirs.includes(line)).map((line) => `+ ${line}`);
  return [...theirs.filter((line) => !mine.includes(line)).map((line) => `- ${line}`), ...less].join("\n");
}

describe("the baseline of a school", () => {
  after(closeApp);

  it("is what the migrations make (mend: npm run formroom -- baseline)", async () => {
    const [committed, fresh] = [await readFile(baselineFile, "utf8"), await freshBaseline(await testDatabase())];
    expect(fresh === committed, difference(fresh, committed)).to.equal(true);
  });

  it("makes a school that prints as itself", async () => {
    const school = await makeSchool();
    const committed = await readFile(baselineFile, "utf8");
    const printed = await asSuperuser(await testDatabase(), (client) => printSchema(client, school.schema));
    const body = committed.slice(committed.indexOf("\n") + 1);
    expect(printed === body, difference(printed, body)).to.equal(true);
  });

  it("names the level of the last migration, and sees a column, check, index or key that was added", async () => {
    expect(levelOf(await readFile(baselineFile, "utf8"))).to.equal(await newestLevel());
    const school = await makeSchool();
    await asSuperuser(await testDatabase(), async (client) => {
      const before = await printSchema(client, school.schema);
      for (const statement of [
        "ALTER TABLE marks ADD COLUMN planted text DEFAULT 'x'",
        "ALTER TABLE marks ADD CONSTRAINT planted CHECK (score < 1e6)",
        "CREATE INDEX planted_index ON marks (score)",
        "ALTER TABLE marks ADD COLUMN other uuid REFERENCES students (id)",
      ]) {
        await client.query("BEGIN");
        await client.query(`SET LOCAL search_path = "${school.schema}", ext`);
        await client.query(statement);
        expect(await printSchema(client, school.schema), statement).not.to.equal(before);
        await client.query("ROLLBACK");
      }
    });
  });

  it("holds no name of a schema: the path decides", async () => {
    expect(await readFile(baselineFile, "utf8")).not.to.match(/formroom_scratch|public\.|\bON \w+\.\w+/);
  });
});

describe("the migrations of a school", () => {
  it("are single statements, one an entry", async () => {
    for (const { name, up, down } of await schoolMigrations())
      for (const statement of [...up, ...down]) {
        const bare = statement.replace(/'(?:[^']|'')*'/g, "''");
        expect(bare, name).not.to.contain(";");
      }
  });

  it("add a column and its rule apart, and make no enum type, trigger, sequence or identity", async () => {
    for (const { name, up } of await schoolMigrations())
      for (const statement of up) {
        if (/ADD COLUMN/i.test(statement)) expect(statement, name).not.to.match(/\b(CHECK|REFERENCES|UNIQUE)\b/i);
        expect(statement, name).not.to.match(
          /CREATE (TYPE|TRIGGER|SEQUENCE|FUNCTION)|\bSERIAL\b|GENERATED|DEFERRABLE/i,
        );
      }
  });

  it("can be taken back, the last one first, and leave an empty schema", async () => {
    const migrations = await schoolMigrations();
    await asSuperuser(await testDatabase(), async (client) => {
      await client.query("BEGIN; CREATE SCHEMA undone; SET LOCAL search_path = undone, ext");
      try {
        for (const { up } of migrations) for (const statement of up) await client.query(statement);
        for (const { name, down } of [...migrations].reverse()) {
          expect(down, name).not.to.deep.equal([]);
          for (const statement of down) await client.query(statement);
        }
        const { rows } = await client.query("SELECT relname FROM pg_class WHERE relnamespace = 'undone'::regnamespace");
        expect(rows).to.deep.equal([]);
      } finally {
        await client.query("ROLLBACK");
      }
    });
  });
});
