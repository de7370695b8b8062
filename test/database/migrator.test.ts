import { expect } from "chai";
import { forgetMigrator, withMigrator } from "../../app/database/migrator.js";
import { closeApp } from "../support/app.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import type pg from "pg";

const pidOf = async (client: pg.Client) =>
  (await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]?.pid;
const pid = () => withMigrator(pidOf);

describe("the migrator's connection", () => {
  before(testDatabase);
  beforeEach(forgetMigrator);
  after(async () => {
    await forgetMigrator();
    await closeApp();
  });

  it("is used again, one after the other, and never by two at once", async () => {
    const first = await pid();
    expect(await pid()).to.equal(first);
    const two = await withMigrator(async (client) => [await pidOf(client), await pid()]);
    expect(two[0]).to.equal(first);
    expect(two[1]).not.to.equal(first);
  });

  it("is not used again after work that failed", async () => {
    let failed: number | undefined;
    const work = withMigrator(async (client) => {
      failed = await pidOf(client);
      await client.query("BEGIN");
      throw new Error("half-way");
    });
    expect(await work.catch((error: Error) => error.message)).to.equal("half-way");
    expect(await pid()).not.to.equal(failed);
  });

  it("that the server ended while it waited is made anew", async () => {
    const first = await pid();
    await asSuperuser(await testDatabase(), (client) => client.query("SELECT pg_terminate_backend($1)", [first]));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await pid())
      .to.be.a("number")
      .that.does.not.equal(first);
  });
});
