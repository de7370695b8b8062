import { expect } from "chai";
import { trail } from "../../app/audit/guards.js";
import { sequelize } from "../../app/database/connection.js";
import "../../models/index.js";
import { User } from "../../models/public/User.js";
import { AuditEntry } from "../../models/school/AuditEntry.js";
import { Setting } from "../../models/school/Setting.js";
import { Student } from "../../models/school/Student.js";
import { Subject } from "../../models/school/Subject.js";
import { buildStudent, buildSubject } from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { refusal } from "../support/breakWall.js";
import { makeSchool, PASSWORD, type School } from "../support/schools.js";
import { trailOf } from "./support.js";

describe("the trail", () => {
  let a: School;
  before(async () => void (a = await makeSchool()));
  after(closeApp);

  it("tells of a creation: who, what, all values, no noise", async () => {
    const { id } = await a.inside(() => buildSubject({ code: "MAT", name: "Mathematics" }));
    const [entry, ...more] = await trailOf(a, id);
    expect(more).to.deep.equal([]);
    expect(entry).to.deep.include({ action: "create", entity: "Subject", before: null, actorName: "tests" });
    expect(entry?.after).to.deep.include({ id, code: "MAT", name: "Mathematics" });
    expect(entry?.after).not.to.have.any.keys("createdAt", "updatedAt", "version");
  });

  it("tells of a change: only what changed, before and after", async () => {
    const { id } = await a.inside(() => buildSubject({ code: "OLD", name: "Old name" }));
    await a.inside(async () => (await Subject.findByPk(id, { rejectOnEmpty: true })).update({ name: "New name" }));
    expect((await trailOf(a, id)).at(-1)).to.deep.include({
      action: "update",
      before: { name: "Old name" },
      after: { name: "New name" },
    });
  });

  it("tells of a removal and of a return, and of what was removed for good", async () => {
    const { id } = await a.inside(() => buildStudent({ lastName: "Leaving" }));
    await a.inside(async () => (await Student.findByPk(id, { rejectOnEmpty: true })).destroy());
    await a.inside(async () => (await Student.findByPk(id, { rejectOnEmpty: true, paranoid: false })).restore());
    const [, removed, back] = await trailOf(a, id);
    expect(removed).to.deep.include({ action: "delete", after: null });
    expect(removed?.before).to.deep.include({ lastName: "Leaving" });
    expect(back).to.deep.include({ action: "restore" });
    const subject = await a.inside(() => buildSubject());
    await a.inside(async () => (await Subject.findByPk(subject.id, { rejectOnEmpty: true })).destroy());
    expect((await trailOf(a, subject.id)).map((entry) => entry.action)).to.deep.equal(["create", "delete"]);
  });

  it("tells of nothing when a save changed nothing", async () => {
    const { id } = await a.inside(() => buildSubject());
    await a.inside(async () => {
      const subject = await Subject.findByPk(id, { rejectOnEmpty: true });
      await subject.save();
      await subject.update({ name: subject.name });
      subject.changed("name", true);
      await subject.save();
    });
    const entries = await trailOf(a, id);
    expect(entries.map((entry) => entry.action)).to.deep.equal(["create"]);
  });

  it("tells of a value inside a document, before and after", async () => {
    const row = await a.inside(() => Setting.create({ key: "of_tests", value: { deep: { n: 1 } } }));
    await a.inside(async () =>
      (await Setting.findByPk(row.id, { rejectOnEmpty: true })).update({ value: { deep: { n: 2 } } }),
    );
    expect((await trailOf(a, row.id)).at(-1)).to.deep.include({
      before: { value: { deep: { n: 1 } } },
      after: { value: { deep: { n: 2 } } },
    });
  });

  it("hides what proves who one is, and says that it changed", async () => {
    const { id } = await a.inside(() =>
      User.create({
        clientId: a.client.id,
        email: "s@s.example.test",
        firstName: "S",
        lastName: "S",
        passwordHash: "hash-one",
      }),
    );
    await a.inside(async () => (await User.findByPk(id, { rejectOnEmpty: true })).update({ passwordHash: "hash-two" }));
    const entries = await trailOf(a, id);
    expect(JSON.stringify(entries)).not.to.match(/hash-(one|two)/);
    expect(entries.at(-1)).to.deep.include({
      before: { passwordHash: "(secret)" },
      after: { passwordHash: "(secret)" },
    });
  });

  it("hides every secret that a model has: each attribute so named is known to the list", () => {
    const told = [...trail].flatMap((model) =>
      Object.keys(model.getAttributes()).map((name) => `${model.name}.${name}`),
    );
    const suspicious = told.filter((name) => /pass|secret|token|hash|code$/i.test(name));
    const hidden = /password|token|secret|keyHash|codeHash|verificationCode/i;
    const open = suspicious.filter((name) => !hidden.test(name));
    // A school's, subject's code and a card's fingerprint are public.
    expect(open.filter((name) => !/^(Client|Subject)\.code$|^ReportCard\.hash$/.test(name))).to.deep.equal([]);
  });

  it("holds no password, token or key after a life over HTTP", async () => {
    const S = "/api/v1/school";
    const roleIds = (await ask("GET", `${S}/roles`, { token: a.token })).body.data
      .map((role: { id: string }) => role.id)
      .slice(0, 1);
    const user = { email: "life@s.example.test", firstName: "L", lastName: "L", roleIds, password: PASSWORD };
    await ask("POST", `${S}/users`, { token: a.token, body: user });
    const key = await ask("POST", `${S}/keys`, { token: a.token, body: { name: "k", permissions: ["students.read"] } });
    const rows = await a.inside(() => AuditEntry.findAll({ raw: true }));
    const text = JSON.stringify(rows);
    expect(text).not.to.contain(PASSWORD);
    expect(text).not.to.match(/\$argon2/);
    for (const value of Object.values((key.body ?? {}) as Record<string, unknown>))
      if (typeof value === "string" && /^fr/.test(value)) expect(text).not.to.contain(value);
  });

  it("tells through HTTP who did it and by which request", async () => {
    const requestId = "request-of-the-tests";
    const made = await ask("POST", "/api/v1/school/subjects", {
      token: a.token,
      body: { code: "HTTP", name: "By HTTP" },
      headers: { "x-request-id": requestId },
    });
    const me = (await ask("GET", "/api/v1/school/auth/me", { token: a.token })).body as { id?: string };
    const row = await a.inside(() =>
      AuditEntry.findOne({ where: { entityId: (made.body as { id: string }).id }, rejectOnEmpty: true }),
    );
    expect(row).to.deep.include({ requestId, actorKind: "user" });
    expect(row.actorName).to.contain("Ada");
    if (me.id) expect(row.actorId).to.equal(me.id);
  });

  it("stands in the same transaction: what is rolled back leaves no entry", async () => {
    const ids: string[] = [];
    const said = await refusal(() =>
      a.inside(async () => {
        ids.push((await buildSubject()).id);
        throw new Error("undo");
      }),
    );
    expect(said).to.equal("undo");
    expect(await trailOf(a, ids[0] ?? "")).to.deep.equal([]);
  });

  it("takes its row with it: when the entry cannot be written, the work is not kept", async () => {
    const code = "UNTOLD";
    const said = await refusal(() =>
      a.inside(async () => {
        await buildSubject({ code });
        await sequelize.query("insert into audit_log (id) values (null)").catch(() => undefined);
      }),
    );
    expect(said).not.to.equal("");
    expect(await a.inside(() => Subject.count({ where: { code } }))).to.equal(0);
  });

  it("is of the school it happened in: another school and the platform have no entry of it", async () => {
    const b = await makeSchool();
    const { id } = await a.inside(() => buildSubject());
    expect(await trailOf(b, id)).to.deep.equal([]);
  });
});
