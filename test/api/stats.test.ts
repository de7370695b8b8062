import { expect } from "chai";
import { OutboxMessage } from "../../models/public/OutboxMessage.js";
import { WhatsappContact } from "../../models/public/WhatsappContact.js";
import { Report } from "../../models/school/Report.js";
import { StoredFile } from "../../models/school/StoredFile.js";
import { current } from "../../app/tenancy/context.js";
import * as build from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, platformToken, type School } from "../support/schools.js";

describe("a school's figures for the platform", function () {
  this.timeout(30_000);
  let school: School;
  let other: School;
  before(async () => {
    school = await makeSchool();
    other = await makeSchool();
  });
  after(closeApp);
  const stats = async (of: School, token?: string) =>
    ask("GET", `/api/v1/system/schools/${of.client.id}/stats`, { token: token ?? (await platformToken("support")) });

  it("count what is the school's own, and nobody else's", async () => {
    const before = (await stats(school)).body;
    const elsewhere = (await stats(other)).body;
    await school.inside(async () => {
      await build.buildStudent();
      await build.buildStudent();
      await build.buildStudent({ status: "withdrawn" });
      await (await build.buildStudent()).destroy();
      await build.buildStaff();
      const file = { name: "a.pdf", contentType: "application/pdf", sha256: "0".repeat(64), purpose: "report" };
      await StoredFile.create({ ...file, key: `${school.schema}/a/1`, bytes: 3_000_000_000 });
      await StoredFile.create({ ...file, key: `${school.schema}/a/2`, bytes: 5 });
      await Report.create({ kind: "report-card", requestedBy: "tests" });
      const old = await Report.create({ kind: "report-card", requestedBy: "tests" });
      await old.sequelize.query("UPDATE reports SET created_at = now() - interval '31 days' WHERE id = $1", {
        bind: [old.id],
      });
      const { clientId, role: clientRole } = current();
      const contact = await WhatsappContact.create({ clientId, clientRole, waId: "263771234567" } as never);
      for (const [place, state] of ["sent", "read", "queued", "failed"].entries())
        await OutboxMessage.create({
          clientId,
          clientRole,
          channel: "whatsapp",
          kind: "answer",
          contactId: contact.id,
          place,
          phoneNumberId: "1",
          payload: {},
          notBefore: new Date(),
          state,
        } as never);
    });
    const { body, status, text } = await stats(school);
    expect(status, text).to.equal(200);
    const grown = (name: string) => body[name] - before[name];
    expect(["students", "staff", "storageBytes", "messages30d", "reports30d"].map(grown)).to.deep.equal([
      2, 1, 3_000_000_005, 2, 1,
    ]);
    expect(body.schemaLevel).to.equal(school.client.schemaLevel);
    expect((await stats(other)).body).to.deep.equal(elsewhere);
  });

  it("tell when the school's own people were last there, not the platform's or the system's", async () => {
    const first = (await stats(school)).body.lastActivityAt as string;
    await school.inside(() => build.buildStudent());
    await ask("POST", "/api/v1/school/students", {
      token: await platformToken(),
      headers: { "x-schema-name": school.schema },
      body: { firstName: "By", lastName: "Platform", gender: "male", dateOfBirth: "2011-01-01" },
    });
    expect((await stats(school)).body.lastActivityAt).to.equal(first);
    const made = await ask("POST", "/api/v1/school/students", {
      token: school.token,
      body: { firstName: "By", lastName: "School", gender: "male", dateOfBirth: "2011-01-01" },
    });
    expect(made.status, made.text).to.equal(201);
    expect((await stats(school)).body.lastActivityAt > first).to.equal(true);
  });

  it("are for the platform's people, of a suspended school too, and of no school that is none", async () => {
    expect((await stats(school, school.token)).body.code).to.equal("wrong_audience");
    const token = await platformToken();
    for (const id of ["01a20fad-63f0-7210-ba60-1fb532bcf15b", "none"])
      expect((await ask("GET", `/api/v1/system/schools/${id}/stats`, { token })).status).to.equal(404);
    await ask("POST", `/api/v1/system/schools/${other.client.id}/suspend`, { token, body: {} });
    expect((await stats(other)).status).to.equal(200);
  });
});
