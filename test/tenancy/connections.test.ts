import { request, type ClientRequest } from "node:http";
import { expect } from "chai";
import { Student } from "../../models/school/Student.js";
import { appPort, ask, closeApp, serveApp } from "../support/app.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { makeSchool, type School } from "../support/schools.js";
import { connectionsIn, poolHolds, until } from "./support.js";

const path = "/api/v1/school/students";
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("connections of requests", function () {
  this.timeout(60_000);
  let a: School;
  let b: School;
  before(async () => {
    await serveApp();
    a = await makeSchool();
    b = await makeSchool();
  });
  after(closeApp);

  const bodyFor = (lastName: string) =>
    JSON.stringify({ firstName: "Slow", lastName, gender: "female", dateOfBirth: "2011-02-28" });
  const open = (school: School, length: number): ClientRequest =>
    request({
      host: "127.0.0.1",
      port: appPort(),
      method: "POST",
      path,
      headers: {
        host: "localhost",
        authorization: `Bearer ${school.token}`,
        "content-type": "application/json",
        "content-length": length,
      },
    });
  const quiet = () => until(async () => poolHolds() === 0 && (await connectionsIn("idle in transaction")) === 0);

  it("are not held while a body comes in small slow pieces, and the row lands in the caller's school", async () => {
    const body = Buffer.from(bodyFor("Piecemeal"));
    const sending = open(a, body.length);
    const status = new Promise((resolve, reject) => {
      sending.on("response", (incoming) => (incoming.resume(), resolve(incoming.statusCode)));
      sending.on("error", reject);
    });
    for (let start = 0; start < body.length; start += 10) {
      sending.write(body.subarray(start, start + 10));
      await pause(20);
      expect(await quiet()).to.equal(true);
      if (start % 30 === 0) await ask("GET", path, { token: b.token });
    }
    sending.end();
    expect(await status).to.equal(201);
    const count = (school: School) => school.inside(() => Student.count({ where: { lastName: "Piecemeal" } }));
    expect([await count(a), await count(b)]).to.deep.equal([1, 0]);
  });

  it("are not held by a caller who breaks off in the middle of his body", async () => {
    for (let n = 0; n < 15; n++) {
      const sending = open(a, 1000);
      sending.on("error", () => undefined);
      sending.write('{"firstName":');
      await pause(10);
      sending.destroy();
    }
    expect(await quiet()).to.equal(true);
    expect((await ask("GET", path, { token: a.token })).status).to.equal(200);
  });

  it("are given back when the caller goes away while his work waits, and the work is whole or not there", async () => {
    await asSuperuser(await testDatabase(), async (client) => {
      await client.query(`BEGIN; LOCK TABLE "${a.schema}".students IN EXCLUSIVE MODE`);
      const waiting: ClientRequest[] = [];
      for (let n = 0; n < 5; n++) {
        const body = bodyFor("Gone");
        const sending = open(a, Buffer.byteLength(body));
        sending.on("error", () => undefined);
        sending.end(body);
        waiting.push(sending);
      }
      expect(await until(() => Promise.resolve(poolHolds() > 0))).to.equal(true);
      for (const one of waiting) one.destroy();
      await client.query("ROLLBACK");
    });
    expect(await quiet()).to.equal(true);
    expect(await a.inside(() => Student.count({ where: { lastName: "Gone" } }))).to.be.within(0, 5);
  });

  it("answer only after COMMIT: what was answered is seen by everybody at once", async () => {
    await asSuperuser(await testDatabase(), async (client) => {
      for (let n = 0; n < 15; n++) {
        const made = await ask("POST", path, { token: a.token, body: JSON.parse(bodyFor(`Committed ${n}`)) });
        const { rows } = await client.query(`SELECT 1 FROM "${a.schema}".students WHERE id = $1`, [
          (made.body as { id: string }).id,
        ]);
        expect(rows, made.text).to.have.length(1);
      }
    });
  });

  it("are given back after every kind of refusal", async () => {
    for (const [method, where, sent] of [
      ["POST", path, { body: { nonsense: 1 } }],
      ["POST", path, { raw: "{" }],
      ["GET", `${path}/none`, {}],
      ["GET", `${path}?sort=nothing`, {}],
      ["GET", path, { headers: { "x-schema-name": b.schema } }],
    ] as const)
      expect((await ask(method, where, { token: a.token, ...sent })).status).to.be.within(400, 499);
    expect(await quiet()).to.equal(true);
  });
});
