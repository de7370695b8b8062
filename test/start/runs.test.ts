import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { repository } from "../house/repository.js";

const right = `describe("right", () => { it("is", () => new Promise((done) => setTimeout(done, 200))); });`;
const around = (body: string): string => `describe("wrong", () => { it("is", async () => { ${body} }); });`;

describe("a run of the tests in two processes", function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "formroom-runs-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs these files as all tests are run, without a database. */
  const run = (files: Record<string, string>): Promise<{ status: number | null; text: string; last?: string }> => {
    const paths = Object.keys(files).map((name) => join(folder, `${name}.mjs`));
    Object.values(files).forEach((source, i) => writeFileSync(paths[i]!, source));
    const args = ["node_modules/mocha/bin/mocha.js", "--parallel", "--jobs", "2", ...paths];
    const env = { ...process.env, TEST_DATABASE_ADMIN_URL: "none" };
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, args, { cwd: repository, env });
      let text = "";
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (part: string) => (text += part));
      child
        .on("error", reject)
        .on("close", (status) => resolve({ status, text, last: text.trim().split("\n").at(-1)! }));
    });
  };

  it("fails for an ended process, a lost rejection and a server left open, names their files, and runs the rest", async () => {
    const { status, text, last } = await run({
      ended: around("process.exit(0);"),
      lost: around(`Promise.reject(new Error("nobody awaits")); await new Promise(() => undefined);`),
      open: `import { createServer } from "node:http"; ${around("createServer().listen(0);")}`,
      empty: "export {};",
      right,
      again: right,
    });
    expect([status, last], text).to.deep.equal([3, "3 passed, 3 failed"]);
    expect(text).to.match(/ended\.mjs: Uncaught error/);
    expect(text).to.match(/Error: nobody awaits\s+at .*lost\.mjs/);
    expect(text).to.match(/left open by .*open\.mjs: TCPServerWrap/);
  });

  it("fails for a process that crashes when its file is over", async () => {
    const late = around(`setTimeout(() => { throw new Error("too late"); }, 50);`);
    const { status, text, last } = await run({ late, right: right.replace("200", "2_000") });
    expect([status, last], text).to.deep.equal([1, "2 passed, 1 failed"]);
    expect(text).to.contain("Error: too late");
  });
});
