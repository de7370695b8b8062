import { expect } from "chai";
import { bulkCreate, bulkUpdate } from "../../app/audit/audited.js";
import { trail } from "../../app/audit/guards.js";
import { uuidv7 } from "../../app/ids.js";
import { context } from "../../app/tenancy/context.js";
import "../../models/index.js";
import { AuditEntry } from "../../models/school/AuditEntry.js";
import { Subject } from "../../models/school/Subject.js";
import { buildSubject } from "../factories.js";
import { closeApp } from "../support/app.js";
import { refusal } from "../support/breakWall.js";
import { makeSchool, type School } from "../support/schools.js";
import { trailOf } from "./support.js";

describe("bulk writes of audited models", () => {
  let a: School;
  before(async () => void (a = await makeSchool()));
  after(closeApp);

  const where = { code: "NONE" };
  const row = { code: "X", name: "X" };
  const ways: [name: string, work: (more: object) => Promise<unknown>][] = [
    ["Model.update", (more) => Subject.update({ name: "y" }, { where, ...more })],
    ["Model.destroy", (more) => Subject.destroy({ where, ...more })],
    ["Model.bulkCreate", (more) => Subject.bulkCreate([row], more)],
    ["Model.upsert", (more) => Subject.upsert(row as never, more)],
    ["Model.truncate", (more) => Subject.truncate(more)],
  ];
  for (const [name, work] of ways) {
    it(`refuses ${name}, which runs no hook for a row`, async () => {
      expect(await refusal(() => a.inside(() => work({})))).to.contain("use the bulk functions");
    });
    it(`refuses ${name} with hooks: false, which runs none at all`, async () => {
      expect(await refusal(() => a.inside(() => work({ hooks: false })))).to.contain("leaves no trail");
    });
  }
  it("refuses Model.restore", async () => {
    const { Student } = await import("../../models/school/Student.js");
    expect(await refusal(() => a.inside(() => Student.restore({ where: { lastName: "x" } })))).to.contain(
      "use the bulk functions",
    );
  });
  it("refuses increment and decrement, of a model and of a row", async () => {
    const works = [
      () => Subject.increment("version", { where }),
      () => Subject.decrement("version", { where }),
      async () => (await buildSubject()).increment("version" as never),
      async () => (await buildSubject()).decrement("version" as never),
    ];
    for (const work of works)
      expect(await refusal(() => a.inside(work as () => Promise<unknown>))).to.contain("leave no trail");
  });
  it("lets them pass with individualHooks, an entry a row", async () => {
    const one = await a.inside(() => buildSubject({ name: "singly" }));
    await a.inside(() => Subject.update({ name: "each" }, { where: { name: "singly" }, individualHooks: true }));
    expect((await trailOf(a, one.id)).at(-1)).to.deep.include({ before: { name: "singly" }, after: { name: "each" } });
  });

  it("guards every audited model", async () => {
    expect(trail.size).to.be.greaterThan(25);
    for (const model of trail)
      expect(await refusal(() => a.inside(() => model.update({}, { where: { id: uuidv7() } }))), model.name).to.contain(
        "use the bulk functions",
      );
  });

  it("bulkCreate makes rows with one statement and an entry each, 1,001 of them too", async () => {
    const rows = Array.from({ length: 1001 }, (_, n) => ({ code: `B${n}`, name: `Bulk ${n}` }));
    const sent = await spied(() => bulkCreate(Subject, rows));
    expect(sent.filter((sql) => /INSERT INTO "subjects"/.test(sql))).to.have.length(2);
    const entries = await a.inside(() => AuditEntry.findAll({ where: { action: "create", entity: "Subject" } }));
    const told = new Set(entries.map((entry) => (entry.after as { code: string }).code));
    expect(rows.every(({ code }) => told.has(code))).to.equal(true);
  });

  it("bulkUpdate tells each row's before and after, counts its version and touches nothing else", async () => {
    const made = await a.inside(async () => [await buildSubject({ name: "one" }), await buildSubject({ name: "two" })]);
    const ids = made.map(({ id }) => id);
    const before = await a.inside(() => Subject.findAll({ where: { id: ids }, raw: true, order: ["id"] }));
    const changed = await a.inside(() => bulkUpdate(Subject, { name: "same" }, { id: ids }));
    expect(changed.map((subject) => [subject.name, subject.version])).to.deep.equal([
      ["same", 1],
      ["same", 1],
    ]);
    const after = await a.inside(() => Subject.findAll({ where: { id: ids }, raw: true, order: ["id"] }));
    after.forEach((subject, n) => {
      const { name, version, updatedAt, ...rest } = before[n] as Subject;
      expect([name, version]).to.deep.equal([made.find(({ id }) => id === rest.id)?.name, 0]);
      expect(subject).to.deep.include({ ...rest, name: "same", version: 1 });
      expect(subject.updatedAt.getTime()).to.be.at.least(updatedAt.getTime());
    });
    for (const { id, name } of made)
      expect((await trailOf(a, id)).at(-1)).to.deep.include({
        action: "update",
        before: { name },
        after: { name: "same" },
      });
  });

  it("bulkUpdate of no row writes and tells nothing", async () => {
    const count = () => a.inside(() => AuditEntry.count());
    const before = await count();
    expect(await a.inside(() => bulkUpdate(Subject, { name: "y" }, where))).to.deep.equal([]);
    expect(await count()).to.equal(before);
  });

  /** The statements of a scope, as the connection got them. */
  async function spied(work: () => Promise<unknown>): Promise<string[]> {
    const sent: string[] = [];
    await a.inside(async () => {
      const { connection } = context();
      const { query } = connection;
      connection.query = ((sql: string, ...more: never[]) => (sent.push(sql), query(sql, ...more))) as typeof query;
      await work();
      connection.query = query;
    });
    return sent;
  }
});
