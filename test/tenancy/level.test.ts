import { expect } from "chai";
import { neededLevel } from "../../app/database/levels.js";
import { activeClients, forgetClients } from "../../app/tenancy/resolve.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, PASSWORD, type School } from "../support/schools.js";
import { superuser } from "./newSchools.js";

describe("a school below the level that this code needs", () => {
  let behind: School;
  let other: School;
  before(async () => {
    behind = await makeSchool();
    other = await makeSchool();
  });
  afterEach(async () => setLevel(await neededLevel()));
  after(closeApp);

  async function setLevel(level: string): Promise<void> {
    await superuser(`UPDATE public.clients SET schema_level = '${level}' WHERE id = '${behind.client.id}'`);
    forgetClients();
  }
  const list = ({ token, host }: School) => ask("GET", "/api/v1/school/students", { token, host });

  it("is answered 503 with Retry-After, by its token, by its host and at sign-in; the others are served", async () => {
    await setLevel("0001-school");
    const body = { email: `admin@${behind.schema}.example.test`, password: PASSWORD };
    for (const answer of [
      await list(behind),
      await ask("POST", "/api/v1/school/auth/login", { host: behind.host, body }),
      await ask("POST", "/api/v1/school/auth/login", { body: { ...body, schemaName: behind.schema } }),
    ]) {
      expect([answer.status, answer.body.code], answer.text).to.deep.equal([503, "client_unavailable"]);
      expect(answer.headers["retry-after"]).to.match(/^\d+$/);
    }
    expect((await list(other)).status).to.equal(200);
  });

  it("is worked for by no pump until it is migrated", async () => {
    const ids = async () => (await activeClients()).map(({ id }) => id);
    expect(await ids()).to.include(behind.client.id);
    await setLevel("0001-school");
    expect(await ids()).not.to.include(behind.client.id);
    expect(await ids()).to.include(other.client.id);
  });

  it("is served again once it is there, and stays served when a newer release has gone further", async () => {
    await setLevel("0001-school");
    expect((await list(behind)).status).to.equal(503);
    await setLevel(await neededLevel());
    expect((await list(behind)).status).to.equal(200);
    await setLevel("9998-of-a-newer-release");
    expect((await list(behind)).status).to.equal(200);
  });
});
