import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { repository } from "../house/repository.js";
import { testDatabase } from "../support/database.js";
import { runTests } from "./childRun.js";

/** Suites that work over HTTP. They run in a process of their own, since the pool is made when it begins. */
const SUITES = ["test/school", "test/http"].flatMap((folder) =>
  readdirSync(join(repository, folder))
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(folder, name)),
);

describe("a pool of 1", function () {
  this.timeout(900_000); // 40 s on a quiet machine

  it("serves the whole HTTP suite: no request holds one connection while it asks for a second", async () => {
    const admin = new URL(await testDatabase());
    admin.pathname = "/postgres";
    const env = {
      ...process.env,
      DATABASE_POOL: "1",
      TEST_DATABASE_NAME: "frpool",
      TEST_DATABASE_ADMIN_URL: admin.href,
      LOG_LEVEL: "silent",
    };
    const { status, text } = await runTests([...SUITES, "test/tenancy/interleaved.test.ts"], env);
    expect(text.trim().split("\n").at(-1), text).to.match(/^\d{2,} passed, 0 failed/);
    expect(status, text).to.equal(0);
  });
});
