import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "chai";
import { migratePublic } from "../../app/database/migratePublic.js";
import { publicMigrations } from "../../app/database/streams.js";
import { repository } from "../house/repository.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { tablesOf, withScratch } from "./scratch.js";

const run = promisify(execFile);

async function cli(command: string, env: NodeJS.ProcessEnv): Promise<{ status: number; text: string }> {
  const found = { ...process.env, DATABASE_ADMIN_URL: undefined, DATABASE_URL: undefined, ...env };
  return run(process.execPath, ["node_modules/sequelize-cli/lib/sequelize", ...command.split(" ")], {
    cwd: repository,
    env: found,
  }).then(
    ({ stdout, stderr }) => ({ status: 0, text: stdout + stderr }),
    (error: { code?: number; stdout: string; stderr: string }) => ({
      status: error.code ?? 1,
      text: error.stdout + error.stderr,
    }),
  );
}

describe("sequelize-cli", function () {
  this.timeout(120_000);
  let names: string[];
  before(async () => {
    await testDatabase();
    names = (await publicMigrations()).map(({ name }) => `${name}.js`);
  });
  const lines = (text: string, word: string) =>
    text
      .split("\n")
      .filter((line) => line.startsWith(`${word} `))
      .map((line) => line.slice(word.length + 1).trim());

  it("shows every migration of public as done in our database: one ledger for both", async () => {
    const { status, text } = await cli("db:migrate:status", { DATABASE_ADMIN_URL: await testDatabase() });
    expect(status, text).to.equal(0);
    expect(lines(text, "up")).to.deep.equal(names);
    expect(lines(text, "down")).to.deep.equal([]);
  });

  it("takes DATABASE_URL where there is no other, and says what is missing where there is none", async () => {
    expect((await cli("db:migrate:status", { DATABASE_URL: await testDatabase() })).status).to.equal(0);
    const none = await cli("db:migrate:status", { FORMROOM_HOME: "/nonexistent" });
    expect(none.status).not.to.equal(0);
    expect(none.text).to.contain("start Formroom first (npm start), or set DATABASE_ADMIN_URL");
  });

  it("migrates public up, and down by one; our migrator goes on from there", () =>
    withScratch(async ({ address, names: roles }) => {
      const env = { DATABASE_ADMIN_URL: address };
      const before = await cli("db:migrate:status", env);
      expect(lines(before.text, "down"), before.text).to.deep.equal(names);
      const up = await cli("db:migrate", env);
      expect(up.status, up.text).to.equal(0);
      const undo = await cli("db:migrate:undo", env);
      expect(undo.status, undo.text).to.equal(0);
      expect(lines((await cli("db:migrate:status", env)).text, "down")).to.deep.equal(names.slice(-1));
      await asSuperuser(address, async (client) => {
        expect((await migratePublic(client, roles)).map((name) => `${name}.js`)).to.deep.equal(names.slice(-1));
        expect(await tablesOf(client, "public")).to.include.members(["clients", "users"]);
        const { rows } = await client.query(
          "SELECT DISTINCT pg_get_userbyid(relowner) AS owner FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'migrations'",
        );
        expect(rows).to.deep.equal([{ owner: roles.owner }]);
      });
    }));
});
