import { expect } from "chai";
import { testDatabase } from "../support/database.js";
import { runTests } from "./childRun.js";
import { poolerInstalled, startPooler, type Pooler } from "./pooler.js";

/** What a transaction pooler could break: scopes, their first question, savepoints, lost connections, requests side by side. */
const FILES = [
  ...["interleaved", "opening", "savepoint", "busy", "connections"].map((name) => `test/tenancy/${name}.test.ts`),
  "test/school/people.test.ts",
  "test/school/assessment.test.ts",
  "test/api/signIn.test.ts",
];
const DATABASE = "frpooler";

describe("PgBouncer in transaction mode", function () {
  this.timeout(300_000); // 40 s on a quiet machine
  let pooler: Pooler;
  before(async function () {
    if (!poolerInstalled()) return this.skip();
    const server = new URL(await testDatabase());
    server.pathname = `/${DATABASE}`;
    pooler = await startPooler(server, { user: `${DATABASE}_people`, password: "an-operators-own" }, 3);
  });
  after(() => pooler?.stop());

  it("carries the application's login: ten connections of ours share three of the server's", async () => {
    const admin = new URL(await testDatabase());
    admin.pathname = "/postgres";
    const { status, text } = await runTests(FILES, {
      ...process.env,
      TEST_DATABASE_NAME: DATABASE,
      TEST_DATABASE_ADMIN_URL: admin.href,
      TEST_DATABASE_APP_URL: pooler.url,
      LOG_LEVEL: "silent",
    });
    expect(text.trim().split("\n").at(-1), text).to.match(/^\d{2,} passed, 0 failed/);
    expect(status, text).to.equal(0);
    expect(pooler.output(), "it went through the pooler").to.include(`${DATABASE}/${DATABASE}_people`);
  });
});
