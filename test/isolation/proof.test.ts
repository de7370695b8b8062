import { expect } from "chai";
import "../../app/api/app.js";
import { described } from "../../app/http/route.js";
import { closeApp } from "../support/app.js";
import { brokenFor } from "../support/breakWall.js";
import { makeSchool, type School } from "../support/schools.js";
import { rawAttack } from "./support/rawAttack.js";
import { attempt, faults, leaks } from "./support/walk.js";
import { forgetVictims, makeVictim, watching, type Victim } from "./support/victim.js";

/** Each wall is taken down on purpose, and its own check must tell: a suite that cannot fail would prove nothing. */
describe("the attacks, proved", function () {
  this.timeout(240_000);
  let attacker: School;
  let victim: Victim;
  before(async () => {
    attacker = await makeSchool();
    victim = await makeVictim();
  });
  after(async () => {
    await forgetVictims();
    await closeApp();
  });

  const role = () => `"${attacker.client.roleName}"`;
  const roleWall = () => [
    `GRANT USAGE ON SCHEMA "${victim.schema}" TO ${role()}`,
    `GRANT ALL ON ALL TABLES IN SCHEMA "${victim.schema}" TO ${role()}`,
  ];
  /** What a lost search_path would be: the other school's, under one's own role. */
  const lost = (): School => ({ ...attacker, client: { ...attacker.client, schemaName: victim.schema } });
  const shared = () => victim.tables.filter((table) => table.shared);
  const own = () => victim.tables.filter((table) => !table.shared);

  it("the path alone: the role still holds", async () => {
    expect(await brokenFor([], (client) => rawAttack(client, lost(), victim))).to.deep.equal([]);
  });

  it("the role: every table of the other school is read, written, changed and emptied", async () => {
    const found = await brokenFor(roleWall(), (client) => rawAttack(client, attacker, victim));
    for (const { name } of own())
      for (const verb of ["select", "count", "insert", "update", "delete", "lock", "truncate"])
        expect(
          found.some((line) => line.startsWith(`${verb} ${name}: `)),
          `${verb} ${name}`,
        ).to.equal(true);
    expect(found.filter((line) => line.startsWith("unqualified"))).to.deep.equal([]);
    expect(found.filter((line) => line.includes(" public."))).to.deep.equal([]);
  });

  it("path and role: the other's rows come without a name before them", async () => {
    const found = await brokenFor(roleWall(), (client) => rawAttack(client, lost(), victim));
    for (const { name } of own())
      expect(
        found.some((line) => line.startsWith(`unqualified select ${name}: `)),
        name,
      ).to.equal(true);
  });

  it("row-level security, one shared table at a time: its rows are told, and no other's", async () => {
    for (const { name, sql } of shared()) {
      const broken = [`GRANT SELECT ON ${sql} TO ${role()}`, `ALTER TABLE ${sql} DISABLE ROW LEVEL SECURITY`];
      const found = await brokenFor(broken, (client) => rawAttack(client, attacker, victim));
      expect(found.join("\n"), name).to.match(new RegExp(`^select public\\.${name}: [1-9]`, "m"));
      expect(
        found.filter((line) => !line.includes(` public.${name}: `)),
        name,
      ).to.deep.equal([]);
    }
  });

  it("a policy that lets others' rows be written, on one shared table: the insert is told", async () => {
    const broken = [`CREATE POLICY planted ON public.users TO ${role()} USING (false) WITH CHECK (true)`];
    const found = await brokenFor(broken, (client) => rawAttack(client, attacker, victim));
    expect(found).to.have.length(1);
    expect(found[0]).to.match(/^insert public\.users: /);
  });

  it("all of them: the attack comes home with rows of every table", async () => {
    const open = shared().flatMap(({ sql }) => [
      `GRANT ALL ON ${sql} TO ${role()}`,
      `ALTER TABLE ${sql} DISABLE ROW LEVEL SECURITY`,
    ]);
    const found = await brokenFor([...roleWall(), ...open], (client) => rawAttack(client, lost(), victim));
    for (const { name, shared: isShared } of victim.tables)
      expect(
        found.some(
          (line) => line.startsWith(`select ${isShared ? "public." : ""}${name}: `) && !line.endsWith(": 0 rows"),
        ),
        name,
      ).to.equal(true);
  });

  it("the walk over routes: with the other's own token it tells of leaks in every list, and of rows that changed", async () => {
    const lists = described.filter(
      ({ mount, kind, method }) => mount === "school" && method === "get" && (kind === "list" || kind === "get"),
    );
    expect(lists.length).to.be.greaterThan(30);
    const silent: string[] = [];
    for (const route of lists) {
      const found = await attempt(route, victim, { token: victim.token, host: attacker.host });
      if (!leaks(found).length && !faults(found).length)
        silent.push(`${route.path}: ${found.map(({ answer }) => answer.status).join()}`);
    }
    expect(silent).to.deep.equal([]);
    const patch = described.find(
      ({ mount, method, path }) => mount === "school" && method === "patch" && path === "/students/:id",
    );
    await watching(victim, async (changed) => {
      if (patch) await attempt({ ...patch }, victim, { token: victim.token, host: victim.host });
      const remove = described.find(
        ({ mount, method, path }) => mount === "school" && method === "delete" && path === "/guardians/:id",
      );
      if (remove) await attempt(remove, victim, { token: victim.token, host: victim.host });
      expect(await changed()).not.to.deep.equal([]);
    });
  });
});
