import { expect } from "chai";
import { neededLevel, newestLevel } from "../../app/database/levels.js";
import { pumpOperations } from "../../app/commands/life/pump.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, platformToken, type School } from "../support/schools.js";
import { superuser } from "../tenancy/newSchools.js";

describe("/system/migrations", function () {
  this.timeout(60_000);
  let school: School;
  let token: string;
  before(async () => {
    school = await makeSchool();
    await makeSchool();
    token = await platformToken("support");
  });
  afterEach(async () => {
    await superuser(
      `INSERT INTO public.schema_migrations (client_id, name, client_role) VALUES ('${school.client.id}', '0003-frame', '${school.client.roleName}') ON CONFLICT DO NOTHING`,
    );
    await set(`schema_level = '${await newestLevel()}', migration_error = NULL`);
  });
  after(closeApp);

  const set = (what: string) => superuser(`UPDATE public.clients SET ${what} WHERE id = '${school.client.id}'`);
  const get = async (query = "") => ask("GET", `/api/v1/system/migrations${query}`, { token });
  const ours = (body: { data: { id: string }[] }) => body.data.find(({ id }) => id === school.client.id);

  it("tells of a current school, of one below the needed level and of what it lacks and why", async () => {
    const { status, body } = await get("?pageSize=200");
    expect(status).to.equal(200);
    expect([body.level, body.needed]).to.deep.equal([await newestLevel(), await neededLevel()]);
    expect(ours(body)).to.deep.include({ schemaName: school.schema, state: "current", missing: [], error: null });
    await superuser(
      `DELETE FROM public.schema_migrations WHERE client_id = '${school.client.id}' AND name = '0003-frame'`,
    );
    expect(ours((await get("?state=behind")).body)).to.deep.include({ missing: ["0003-frame"] });
    await set("schema_level = '0002-chatbot', migration_error = '0003-frame: no'");
    const failed = (await get("?state=below&failed=true&pageSize=200")).body;
    expect(ours(failed)).to.deep.include({ state: "below", schemaLevel: "0002-chatbot", error: "0003-frame: no" });
    expect(failed.data.every((one: { state: string; error: unknown }) => one.state === "below" && one.error)).to.equal(
      true,
    );
    expect(ours((await get("?failed=false&pageSize=200")).body)).to.equal(undefined);
  });

  it("pages by schema name, and refuses what it does not know", async () => {
    const { body } = await get("?pageSize=1&page=2");
    expect(body.data).to.have.length(1);
    expect(body.page).to.deep.include({ number: 2, size: 1, pages: body.page.total });
    for (const query of ["?state=well", "?pageSize=0", "?pageSize=201", "?sort=name", "?failed=yes"])
      expect((await get(query)).status, query).to.equal(422);
  });

  describe("POST", () => {
    const post = async (body: object, role: "operator" | "support" = "operator") =>
      ask("POST", "/api/v1/system/migrations", { token: await platformToken(role), body });
    const operation = async (id: string) => (await ask("GET", `/api/v1/system/operations/${id}`, { token })).body;
    async function lower(): Promise<void> {
      await superuser(
        `DELETE FROM public.schema_migrations WHERE client_id = '${school.client.id}' AND name = '0003-frame'`,
      );
      for (const table of ["recent_records", "preferences", "saved_views"])
        await superuser(`DROP TABLE "${school.schema}".${table}`);
    }

    it("answers 202 with an operation that brings the school up to date, after a killed worker too", async () => {
      await lower();
      const { status, body, headers } = await post({ schemaName: school.schema });
      expect(status).to.equal(202);
      expect(headers.location).to.equal(`/api/v1/system/operations/${body.id}`);
      expect(body).to.deep.include({ kind: "migrate", status: "queued", clientId: null });
      expect((await post({})).body.code, "one at a time").to.equal("invalid_transition");
      // What a worker that was killed leaves behind.
      await superuser(
        `UPDATE public.operations SET status = 'running', attempts = 1, lease_token = gen_random_uuid(), lease_until = now() - interval '1 minute' WHERE id = '${body.id}'`,
      );
      await pumpOperations();
      expect(await operation(body.id as string)).to.deep.include({ status: "done", error: null });
      expect(ours((await get("?pageSize=200")).body)).to.deep.include({ state: "current", missing: [] });
    });

    it("fails with the reason of each school that could not be, and may be asked for again", async () => {
      await lower();
      await superuser(`CREATE TABLE "${school.schema}".preferences (id uuid)`);
      const { body } = await post({ schemaName: school.schema });
      await pumpOperations();
      const failed = await operation(body.id as string);
      expect(failed.status).to.equal("failed");
      expect(failed.error).to.match(new RegExp(`${school.schema} \\(0003-frame: .*already exists`));
      await superuser(`DROP TABLE "${school.schema}".preferences`);
      const again = (await post({})).body;
      await pumpOperations();
      expect((await operation(again.id as string)).status).to.equal("done");
    });

    it("is for whoever may run migrations; a school that is none is refused at the field", async () => {
      expect((await post({}, "support")).status).to.equal(403);
      const unknown = await post({ schemaName: "no_such" });
      expect([unknown.status, unknown.body.errors[0].path]).to.deep.equal([422, "/schemaName"]);
      expect((await post({ all: true })).status).to.equal(422);
    });
  });

  it("is the platform's: a school's login gets nothing of it", async () => {
    const answer = await ask("GET", "/api/v1/system/migrations", { token: school.token, host: school.host });
    expect([answer.status, answer.body.code]).to.deep.equal([403, "wrong_audience"]);
  });
});
