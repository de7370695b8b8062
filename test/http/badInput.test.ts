import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { Student } from "../../models/school/Student.js";
import { ask, closeApp, type Answer } from "../support/app.js";
import { makeSchool, platformToken, type School } from "../support/schools.js";

const STUDENTS = "/api/v1/school/students";

/** Issue 3, "Bad input": a problem that names the field, or stored and shown right; nothing is left half-done. */
describe("bad input", () => {
  let a: School;
  const student = (more: object = {}) => ({
    firstName: "Rudo",
    lastName: "Dube",
    gender: "female",
    dateOfBirth: "2010-03-04",
    ...more,
  });
  const post = (body: unknown, path = STUDENTS) => ask("POST", path, { token: a.token, body });
  const raw = (text: string | Buffer, headers: Record<string, string> = {}) =>
    ask("POST", STUDENTS, { token: a.token, raw: text, headers });
  const count = () => a.inside(() => Student.count({ paranoid: false }));
  const seen = ({ status, body }: Answer) => [status, body?.code];

  before(async () => {
    a = await makeSchool();
  });
  after(closeApp);

  const fields: [string, object, string][] = [
    ["a number for a text", { firstName: 7 }, "/firstName"],
    ["an array for a text", { firstName: ["Rudo"] }, "/firstName"],
    ["an object for a text", { firstName: { $gt: "" } }, "/firstName"],
    ["null for what must be there", { lastName: null }, "/lastName"],
    ["nothing but spaces", { lastName: " \t\n" }, "/lastName"],
    ["an unknown field", { nickname: "Ru" }, "/nickname"],
    ["an unknown nested field", { demographics: { shoeSize: "38" } }, "/demographics/shoeSize"],
    ["an array for an object", { demographics: [] }, "/demographics"],
    ["an unknown gender", { gender: "f" }, "/gender"],
    ["30 February", { dateOfBirth: "2026-02-30" }, "/dateOfBirth"],
    ["29 February of no leap year", { dateOfBirth: "2025-02-29" }, "/dateOfBirth"],
    ["a month that is none", { dateOfBirth: "2010-13-01" }, "/dateOfBirth"],
    ["a year before the calendar", { dateOfBirth: "0000-01-01" }, "/dateOfBirth"],
    ["an instant for a day", { dateOfBirth: "2010-03-04T00:00:00Z" }, "/dateOfBirth"],
    ["a name of 10,000 characters", { firstName: "x".repeat(10_000) }, "/firstName"],
    ["a NUL byte", { firstName: "Ru\0do" }, "/firstName"],
    ["a NUL byte further in", { demographics: { address: "1\0" } }, "/demographics/address"],
    ["half of an emoji", { firstName: "Rudo \ud83c" }, "/firstName"],
    ["half of an emoji further in", { demographics: { address: "\udf93" } }, "/demographics/address"],
  ];
  for (const [what, more, path] of fields)
    it(`${what} is refused at its field, and nothing is left`, async () => {
      const before = await count();
      const refused = await post(student(more));
      expect(seen(refused), refused.text).to.deep.equal([422, "invalid"]);
      expect(refused.body.errors.map((one: { path: string }) => one.path)).to.include(path);
      expect(await count()).to.equal(before);
      const { body: made } = await post(student());
      const changed = await ask("PATCH", `${STUDENTS}/${made.id}`, { token: a.token, body: more });
      expect(seen(changed), "in a change too").to.deep.equal([422, "invalid"]);
      expect((await ask("GET", `${STUDENTS}/${made.id}`, { token: a.token })).body).to.deep.equal(made);
    });

  it("all wrong fields are named at once", async () => {
    const refused = await post({ firstName: 1, gender: "x", nickname: "Ru" });
    const paths = refused.body.errors.map((one: { path: string }) => one.path);
    expect(paths).to.include.members(["/firstName", "/lastName", "/gender", "/dateOfBirth", "/nickname"]);
  });

  it("what is no object is no body", async () => {
    for (const text of ["[]", "null", '"x"', "1", "true", '[{"firstName":"x"}]'])
      expect((await raw(text)).status, text).to.equal(422);
  });

  it("broken JSON is malformed_json, and so is what cannot be read", async () => {
    for (const text of ["{", '{"firstName":}', "{'firstName':'x'}", "\ufeff{", "firstName=Rudo", '{"a":NaN}'])
      expect(seen(await raw(text)), text).to.deep.equal([400, "malformed_json"]);
    const deep = await raw(`${"[".repeat(200_000)}${"]".repeat(200_000)}`);
    expect(seen(deep)).to.deep.equal([400, "malformed_json"]);
    const deeper = await raw(`{"demographics":${'{"a":'.repeat(5000)}1${"}".repeat(5000)}}`, {
      "idempotency-key": "deep",
    });
    expect(seen(deeper)).to.deep.equal([400, "malformed_json"]);
    const broken = await raw("not gzip at all", { "content-encoding": "gzip" });
    expect(seen(broken)).to.deep.equal([400, "malformed_json"]);
  });

  it("10 MB are too large, packed or not", async () => {
    const big = JSON.stringify(student({ firstName: "x".repeat(10_000_000) }));
    expect(seen(await raw(big))).to.deep.equal([413, "too_large"]);
    expect(seen(await raw(gzipSync(big), { "content-encoding": "gzip" }))).to.deep.equal([413, "too_large"]);
  });

  it("another content type or encoding is not supported", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/xml", "text/json", ""])
      expect(seen(await raw(JSON.stringify(student()), { "content-type": type })), type).to.deep.equal([
        415,
        "unsupported_media_type",
      ]);
    expect(seen(await raw("x", { "content-encoding": "magic" }))).to.deep.equal([415, "unsupported_media_type"]);
    expect(seen(await raw("{}", { "content-type": "application/json; charset=klingon" }))).to.deep.equal([
      415,
      "unsupported_media_type",
    ]);
  });

  it("a path that cannot be decoded leads to nothing", async () => {
    for (const path of ["%", "%zz", "%c0%80", "%00", "..", "%2e%2e", "x".repeat(4000)])
      expect((await ask("GET", `${STUDENTS}/${path}/registrations`, { token: a.token })).status, path).to.equal(404);
  });

  it("a duplicate admission number is told at its field", async () => {
    const { body: first } = await post(student({ admissionNumber: "A/1" }));
    expect((await post(student({ admissionNumber: "A/2" }))).status).to.equal(201);
    const again = await post(student({ admissionNumber: "A/1" }));
    expect([...seen(again), again.body.errors[0].path]).to.deep.equal([409, "duplicate", "/admissionNumber"]);
    const moved = await ask("PATCH", `${STUDENTS}/${first.id}`, { token: a.token, body: { admissionNumber: "A/2" } });
    expect([...seen(moved), moved.body.errors[0].path]).to.deep.equal([409, "duplicate", "/admissionNumber"]);
  });

  it("emoji, every script, quotes and markup are stored and shown as they came", async () => {
    for (const firstName of [
      "Zoë 🎓👩🏽‍🎓",
      "李小龍",
      "محمد",
      "Ñandú",
      `O'Brien "Ru" <b>&amp;</b>`,
      "\u202eodur",
      "$1 \\ %s {{x}}",
    ]) {
      const made = await post(student({ firstName }));
      expect(made.body.firstName, made.text).to.equal(firstName);
      const { body } = await ask("GET", `${STUDENTS}/${made.body.id}`, { token: a.token });
      expect(body.firstName).to.equal(firstName);
      const trail = await ask("GET", `/api/v1/school/audit?entityId=${made.body.id}`, { token: a.token });
      expect(trail.body.data[0].after.firstName).to.equal(firstName);
    }
    expect(
      (await ask("GET", `${STUDENTS}?search=${encodeURIComponent("李小龍")}`, { token: a.token })).body.page.total,
    ).to.equal(1);
    expect((await ask("GET", `${STUDENTS}?search=zoe`, { token: a.token })).body.page.total).to.equal(1);
  });

  it("the ends of a text are trimmed and 200 characters are taken, emoji counted as they are", async () => {
    expect((await post(student({ firstName: "  Rudo  " }))).body.firstName).to.equal("Rudo");
    expect((await post(student({ firstName: "x".repeat(200) }))).status).to.equal(201);
    expect((await post(student({ firstName: "x".repeat(201) }))).status).to.equal(422);
  });

  it("on the platform's side is told in the same way", async () => {
    const token = await platformToken();
    const school = (more: object) => ({
      name: "New",
      schemaName: `n${a.schema}`,
      country: "ZW",
      admin: { email: "a@n.example.test", firstName: "A", lastName: "B", password: "a long password" },
      ...more,
    });
    const wrong: [object, string][] = [
      [{ schemaName: "public" }, "/schemaName"],
      [{ schemaName: "pg_catalog" }, "/schemaName"],
      [{ schemaName: "A" }, "/schemaName"],
      [{ schemaName: 'x"; DROP SCHEMA public; --' }, "/schemaName"],
      [{ domain: "Upper.example" }, "/domain"],
      [{ domain: "a.example:3000" }, "/domain"],
      [{ country: "Zimbabwe" }, "/country"],
      [{ timezone: "Mars/Base" }, "/timezone"],
      [{ admin: { email: "x", firstName: "A", lastName: "B", password: "a long password" } }, "/admin/email"],
      [{ admin: { email: "x@y.example", firstName: "A", lastName: "B", password: "short" } }, "/admin/password"],
      [{ name: "N\0" }, "/name"],
    ];
    for (const [more, path] of wrong) {
      const refused = await ask("POST", "/api/v1/system/schools", { token, body: school(more) });
      expect([...seen(refused), refused.body.errors?.[0].path], JSON.stringify(more)).to.deep.equal([
        422,
        "invalid",
        path,
      ]);
    }
    const taken = await ask("POST", "/api/v1/system/schools", { token, body: school({ schemaName: a.schema }) });
    expect([...seen(taken), taken.body.errors[0].path]).to.deep.equal([409, "duplicate", "/schemaName"]);
    const user = {
      email: "superadmin@platform.example.test",
      firstName: "P",
      lastName: "Q",
      role: "support",
      password: "a long password",
    };
    const twice = await ask("POST", "/api/v1/system/users", { token, body: user });
    expect([...seen(twice), twice.body.errors[0].path]).to.deep.equal([409, "duplicate", "/email"]);
    const domain = await ask("POST", `/api/v1/system/schools/${a.client.id}/domains`, {
      token,
      body: { hostname: a.host },
    });
    expect([...seen(domain), domain.body.errors[0].path]).to.deep.equal([409, "duplicate", "/hostname"]);
  });
});
