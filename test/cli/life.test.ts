import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { adminUrl } from "../support/cluster.js";
import { asSuperuser } from "../support/database.js";
import { freshKey } from "../support/keys.js";
import { formroom } from "./formroom.js";

describe("the life of a school at the command line", function () {
  this.timeout(240_000);
  const [first, second] = [`frlife_a`, `frlife_b`];
  const keys = freshKey("k");
  let home: string;
  const runOn = (database: string, ...argv: string[]) => {
    const url = new URL(adminUrl());
    url.pathname = `/${database}`;
    return formroom({ home: join(home, database), url: url.href, keys }, ...argv);
  };
  const run = (...argv: string[]) => runOn(first, ...argv);
  const schools = async (database: string) => {
    const { out } = await runOn(database, "tenants", "list", "--json");
    return out
      .trim()
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, string>);
  };
  const statuses = async (database = first) =>
    (await schools(database)).map(({ schemaName, status }) => `${schemaName} ${status}`);

  before(async () => {
    home = await mkdtemp(join(tmpdir(), "formroom-cli-"));
    await asSuperuser(adminUrl(), async (client) => {
      for (const name of [first, second]) await client.query(`CREATE DATABASE ${name}`);
    });
    const made = await run(
      "tenants",
      "create",
      "one",
      "--name",
      "One",
      "--admin-email",
      "a@one.test",
      "--admin-password",
      "long enough 1",
      "--country",
      "ZW",
    );
    expect(made.status, made.err).to.equal(0);
  });
  after(() => rm(home, { recursive: true, force: true }));

  it("clones, exports and imports, and says where a name is taken", async () => {
    const cloned = await run("tenants", "clone", "one", "two", "--name", "Two");
    expect([cloned.status, cloned.out], cloned.err).to.deep.equal([0, "two is there now.\n"]);
    const taken = await run("tenants", "clone", "one", "two");
    expect([taken.status, taken.err.includes("taken")], taken.err).to.deep.equal([1, true]);
    const file = join(home, "one.tar.gz");
    const exported = await run("tenants", "export", "one", file, "--json");
    expect(exported.status, exported.err).to.equal(0);
    const { result } = JSON.parse(exported.out) as { result: { bytes: number } };
    expect((await readFile(file)).length).to.equal(result.bytes);
    const imported = await run("tenants", "import", file, "three", "--name", "Three");
    expect(imported.status, imported.err).to.equal(0);
    expect(await statuses()).to.deep.equal(["one active", "three active", "two active"]);
    await writeFile(file, "no archive");
    const refused = await run("tenants", "import", file, "four");
    expect([refused.status, refused.err.includes("no export")], refused.err).to.deep.equal([1, true]);
    expect((await run("tenants", "import", file)).status).to.equal(2);
    expect((await run("tenants", "export", "none", file)).status).to.equal(1);
  });

  it("deletes only when it is meant, restores, and purges only what is deleted", async () => {
    const unasked = await run("tenants", "delete", "three");
    expect([unasked.status, unasked.err.includes("--yes")]).to.deep.equal([1, true]);
    expect((await run("tenants", "purge", "three", "--yes")).status).to.equal(1);
    expect((await run("tenants", "delete", "three", "--yes")).status).to.equal(0);
    expect(await statuses()).to.include("three deleted");
    expect((await run("tenants", "restore", "three")).status).to.equal(0);
    expect(await statuses()).to.include("three active");
    expect((await run("tenants", "delete", "three", "--yes")).status).to.equal(0);
    expect((await run("tenants", "purge", "three", "--yes")).status).to.equal(0);
    expect(await statuses()).to.deep.equal(["one active", "two active"]);
  });

  it("carries a whole installation to another database, and refuses one that is not empty or a file that was changed", async () => {
    await run("users", "create", "--superadmin", "--email", "root@x.test", "--password", "long enough 2");
    await run("tenants", "suspend", "two");
    const file = join(home, "all.tar");
    const backup = await run("backup", file);
    expect([backup.status, backup.out], backup.err).to.deep.equal([0, `${file}: 2 schools\n`]);
    const full = await run("restore", file);
    expect([full.status, full.err.includes("empty")], full.err).to.deep.equal([1, true]);
    const bytes = await readFile(file);
    const changed = join(home, "changed.tar");
    const at = bytes.indexOf("root@x.test");
    expect(at).to.be.greaterThan(0);
    await writeFile(changed, Buffer.concat([bytes.subarray(0, at), Buffer.from("evil"), bytes.subarray(at + 4)]));
    const refused = await runOn(second, "restore", changed);
    expect([refused.status, refused.err.includes("was changed")], refused.err).to.deep.equal([1, true]);
    expect(await statuses(second)).to.deep.equal([]);
    const restored = await runOn(second, "restore", file);
    expect([restored.status, restored.out], restored.err).to.deep.equal([0, "All schools are back.\n"]);
    const stable = (list: Record<string, string>[]) =>
      list.map(({ id, schemaName, name, status, primaryDomain, code }) => ({
        id,
        schemaName,
        name,
        status,
        primaryDomain,
        code,
      }));
    expect(stable(await schools(second))).to.deep.equal(stable(await schools(first)));
    const again = await runOn(
      second,
      "users",
      "create",
      "--superadmin",
      "--email",
      "root@x.test",
      "--password",
      "long enough 2",
    );
    expect(again.status).to.equal(1);
  });
});
