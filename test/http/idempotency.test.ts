import { expect } from "chai";
import { sequelize } from "../../app/database/connection.js";
import { Student } from "../../models/school/Student.js";
import { Subject } from "../../models/school/Subject.js";
import { makeUser } from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, platformToken, type School } from "../support/schools.js";

const STUDENTS = "/api/v1/school/students";
let keys = 0;
const newKey = () => `key-${++keys}`;

describe("a write that is repeated under one Idempotency-Key", () => {
  let a: School;
  const body = (more: object = {}) => ({
    firstName: "Rudo",
    lastName: "Dube",
    gender: "female",
    dateOfBirth: "2010-03-04",
    ...more,
  });
  const post = (key: string, sent: object = body(), token = a.token, path = STUDENTS) =>
    ask("POST", path, { token, body: sent, headers: { "idempotency-key": key } });
  const count = () => a.inside(() => Student.count());

  before(async () => {
    a = await makeSchool();
  });
  after(closeApp);

  it("happens once and is answered twice, with status and Location", async () => {
    const before = await count();
    const key = newKey();
    const [first, again] = [await post(key), await post(key)];
    expect(first.status, first.text).to.equal(201);
    expect([again.status, again.body, again.headers.location]).to.deep.equal([201, first.body, first.headers.location]);
    expect([first.headers["idempotency-replayed"], again.headers["idempotency-replayed"]]).to.deep.equal([
      undefined,
      "true",
    ]);
    expect(await count()).to.equal(before + 1);
    expect((await post(key, body(), a.token, `${STUDENTS}/`)).body.id, "with a slash at the end").to.equal(
      first.body.id,
    );
  });

  it("is refused with another body", async () => {
    const key = newKey();
    await post(key);
    const other = await post(key, body({ firstName: "Other" }));
    expect([other.status, other.body.code]).to.deep.equal([422, "idempotency_mismatch"]);
  });

  it("is the same body with its fields in another order", async () => {
    const key = newKey();
    const first = await post(key);
    const again = await post(key, Object.fromEntries(Object.entries(body()).reverse()));
    expect([again.status, again.body.id]).to.deep.equal([201, first.body.id]);
  });

  it("waits for the first of two at once and replays its answer", async () => {
    const before = await count();
    const key = newKey();
    const answers = await Promise.all([post(key), post(key), post(key)]);
    expect(answers.map(({ status }) => status)).to.deep.equal([201, 201, 201]);
    expect(new Set(answers.map(({ body: made }) => made.id)).size).to.equal(1);
    expect(await count()).to.equal(before + 1);
  });

  it("leaves no key when it was refused", async () => {
    const key = newKey();
    expect((await post(key, body({ gender: "x" }))).status).to.equal(422);
    expect((await post(key)).status).to.equal(201);
    const taken = newKey();
    await post(newKey(), body({ admissionNumber: "I/1" }));
    expect((await post(taken, body({ admissionNumber: "I/1" }))).status).to.equal(409);
    expect((await post(taken, body({ admissionNumber: "I/2" }))).status).to.equal(201);
  });

  it("is another's own, and of another route, method or school apart", async () => {
    const key = newKey();
    const first = await post(key);
    const office = await makeUser(a, { preset: "registrar" });
    const theirs = await post(key, body(), office.token);
    expect([theirs.status, theirs.body.id === first.body.id]).to.deep.equal([201, false]);
    const guardian = await post(
      key,
      { firstName: "G", lastName: "D", phone: "+12005550177" },
      a.token,
      "/api/v1/school/guardians",
    );
    expect(guardian.status, guardian.text).to.equal(201);
    const b = await makeSchool();
    const elsewhere = await post(key, body(), b.token);
    expect([elsewhere.status, elsewhere.body.id === first.body.id]).to.deep.equal([201, false]);
  });

  it("replays changes and deletions too", async () => {
    const { body: subject } = await post(newKey(), { code: "IDM", name: "Idem" }, a.token, "/api/v1/school/subjects");
    const path = `/api/v1/school/subjects/${subject.id}`;
    const headers = { "idempotency-key": newKey() };
    const change = () => ask("PATCH", path, { token: a.token, body: { name: "Same" }, headers });
    const [first, again] = [await change(), await change()];
    expect([again.status, again.body]).to.deep.equal([200, first.body]);
    const gone = () => ask("DELETE", path, { token: a.token, headers: { "idempotency-key": "delete-it" } });
    expect([(await gone()).status, (await gone()).status]).to.deep.equal([204, 204]);
    expect(await a.inside(() => Subject.count({ where: { id: subject.id } }))).to.equal(0);
  });

  it("is asked anew whether he may: a replay is no way round a lost permission", async () => {
    const clerk = await makeUser(a, { permissions: ["students.read", "students.write"] });
    const key = newKey();
    expect((await post(key, body(), clerk.token)).status).to.equal(201);
    await ask("PATCH", `/api/v1/school/users/${clerk.id}`, { token: a.token, body: { status: "disabled" } });
    expect((await post(key, body(), clerk.token)).status).to.equal(401);
  });

  it("is kept for 24 hours", async () => {
    const key = newKey();
    const first = await post(key);
    await a.inside(() =>
      sequelize.query(
        "UPDATE public.idempotency_keys SET created_at = now() - interval '23 hours 59 minutes' WHERE key = $1",
        { bind: [key] },
      ),
    );
    expect((await post(key)).body.id).to.equal(first.body.id);
    await a.inside(() =>
      sequelize.query(
        "UPDATE public.idempotency_keys SET created_at = now() - interval '24 hours 1 minute' WHERE key = $1",
        { bind: [key] },
      ),
    );
    expect((await post(key)).body.id).not.to.equal(first.body.id);
  });

  it("asks for a key of 1 to 200 characters", async () => {
    for (const key of ["", "x".repeat(201)]) expect((await post(key)).status, key).to.equal(422);
  });

  it("works on the platform's side", async () => {
    const token = await platformToken();
    const hostname = `idem.${a.schema}.test`;
    const path = `/api/v1/system/schools/${a.client.id}/domains`;
    const key = `${a.schema}-1`;
    const [first, again] = [await post(key, { hostname }, token, path), await post(key, { hostname }, token, path)];
    expect([first.status, again.status, again.body], again.text).to.deep.equal([201, 201, first.body]);
  });
});
