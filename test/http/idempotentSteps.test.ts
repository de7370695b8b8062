import { expect } from "chai";
import { sequelize } from "../../app/database/connection.js";
import { forgetClients } from "../../app/tenancy/resolve.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import { User } from "../../models/public/User.js";
import { ask, closeApp } from "../support/app.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { makeSchool, PASSWORD, platformToken, signIn, type School } from "../support/schools.js";

const SCHOOLS = "/api/v1/system/schools";
const USERS = "/api/v1/school/users";
let made = 0;
/** Takes a school's tables and users away, and its rows in the directory too when `row`. */
async function emptied(id: string, drop: string, row = false): Promise<void> {
  await asSuperuser(await testDatabase(), async (client) => {
    await client.query(drop);
    for (const table of [
      "idempotency_keys",
      "refresh_tokens",
      "users",
      "schema_migrations",
      ...(row ? ["domains"] : []),
    ])
      await client.query(`DELETE FROM public.${table} WHERE client_id = $1`, [id]);
    if (row) await client.query("DELETE FROM public.clients WHERE id = $1", [id]);
  });
  forgetClients();
}
const newName = () => `idem${Date.now().toString(36)}${++made}`;

describe("an Idempotency-Key where the route opens its own scopes", () => {
  let a: School;
  let token: string;
  const school = (schemaName: string, more: object = {}) => ({
    name: "Idem",
    schemaName,
    admin: { email: "admin@idem.example.test", firstName: "I", lastName: "D", password: PASSWORD },
    ...more,
  });
  const post = (path: string, key: string, body: object, by = token) =>
    ask("POST", path, { token: by, body, headers: { "idempotency-key": key } });
  const keysOf = (key: string) =>
    withPlatform(async () => {
      const [rows] = await sequelize.query(
        "SELECT body_hash, answer FROM public.platform_idempotency_keys WHERE key = $1 UNION ALL SELECT body_hash, answer FROM public.idempotency_keys WHERE key = $1",
        { bind: [key] },
      );
      return rows as { body_hash: string; answer: unknown }[];
    });

  before(async () => {
    a = await makeSchool();
    token = await platformToken();
  });
  after(closeApp);

  describe("of a new school", () => {
    it("makes it once and answers it twice", async () => {
      const name = newName();
      const [first, again] = [await post(SCHOOLS, name, school(name)), await post(SCHOOLS, name, school(name))];
      expect(first.status, first.text).to.equal(201);
      expect([again.status, again.body, again.headers.location], again.text).to.deep.equal([
        201,
        first.body,
        first.headers.location,
      ]);
      expect([first.headers["idempotency-replayed"], again.headers["idempotency-replayed"]]).to.deep.equal([
        undefined,
        "true",
      ]);
      expect(first.body.status).to.equal("active");
    });

    it("is refused with another body", async () => {
      const name = newName();
      await post(SCHOOLS, name, school(name));
      const other = await post(SCHOOLS, name, school(name, { name: "Other" }));
      expect([other.status, other.body.code]).to.deep.equal([422, "idempotency_mismatch"]);
    });

    it("lets all others wait for the first of several at once", async () => {
      const name = newName();
      const answers = await Promise.all([1, 2, 3].map(() => post(SCHOOLS, name, school(name))));
      expect(answers.map(({ status }) => status)).to.deep.equal([201, 201, 201]);
      expect(new Set(answers.map(({ body }) => body.id)).size).to.equal(1);
    });

    it("leaves no key when nothing was made", async () => {
      const key = newName();
      expect((await post(SCHOOLS, key, school(a.schema))).status).to.equal(409);
      expect(await keysOf(key)).to.deep.equal([]);
      expect((await post(SCHOOLS, key, school(newName()))).status).to.equal(201);
    });

    it("waits for one that may live, and carries on what a process that died had begun, at each step", async () => {
      // As a death there leaves it: the key without its answer, a school that is not active, and less and less of it.
      const deaths: Record<string, (id: string, name: string) => Promise<unknown>> = {
        "before the last step": async () => undefined,
        "before the tables": (id, name) => emptied(id, `DROP SCHEMA "${name}" CASCADE`),
        "after all was taken back": (id, name) => emptied(id, `DROP SCHEMA "${name}" CASCADE`, true),
      };
      for (const [when, die] of Object.entries(deaths)) {
        const name = newName();
        const { body: first } = await post(SCHOOLS, name, school(name));
        await withPlatform(async () => {
          await sequelize.query("UPDATE public.clients SET status = 'creating' WHERE id = $1", { bind: [first.id] });
          await sequelize.query(
            "UPDATE public.platform_idempotency_keys SET answer = NULL, lease_until = now() + interval '1 second' WHERE key = $1",
            { bind: [name] },
          );
        });
        await die(first.id, name);
        const started = Date.now();
        const carried = await post(SCHOOLS, name, school(name));
        const { id, status } = carried.body;
        expect([carried.status, id, status], `${when}: ${carried.text}`).to.deep.equal([201, first.id, "active"]);
        expect(Date.now() - started, when).to.be.above(300);
        await signIn(`${name}.localhost`, "admin@idem.example.test");
        expect((await post(SCHOOLS, name, school(name))).headers["idempotency-replayed"], when).to.equal("true");
      }
    });
  });

  describe("of a new user", () => {
    const user = (email: string) => ({ email, firstName: "U", lastName: "V", roleIds: [], password: PASSWORD });

    it("makes him once, also of two at once, and answers him again", async () => {
      const email = `${newName()}@example.test`;
      const answers = await Promise.all([1, 2].map(() => post(USERS, email, user(email), a.token)));
      answers.push(await post(USERS, email, user(email), a.token));
      expect(
        answers.map(({ status }) => status),
        answers[1]?.text,
      ).to.deep.equal([201, 201, 201]);
      expect(new Set(answers.map(({ body }) => body.id)).size).to.equal(1);
      expect(answers.at(-1)?.headers.location).to.equal(answers[0]?.headers.location);
      expect(await a.inside(() => User.count({ where: { email } }))).to.equal(1);
      const other = await post(USERS, email, { ...user(email), password: `${PASSWORD}!` }, a.token);
      expect([other.status, other.body.code], "another password is another body").to.deep.equal([
        422,
        "idempotency_mismatch",
      ]);
    });

    it("is no way round a lost permission", async () => {
      const email = `${newName()}@example.test`;
      await post(USERS, email, user(email), a.token);
      expect(
        (await ask("POST", USERS, { host: a.host, body: user(email), headers: { "idempotency-key": email } })).status,
      ).to.equal(401);
    });
  });

  it("keeps neither a password that could be tried nor a key that could be read", async () => {
    const key = newName();
    const answer = await post("/api/v1/school/api-keys", key, { name: "K", permissions: ["students.read"] }, a.token);
    expect(answer.status, answer.text).to.equal(201);
    const [row] = await keysOf(key);
    expect(JSON.stringify(row)).not.to.contain(answer.body.key);
    expect(row?.body_hash).to.match(/^test\.[\w-]{43}$/);
    const again = await post("/api/v1/school/api-keys", key, { name: "K", permissions: ["students.read"] }, a.token);
    expect(again.body).to.deep.equal(answer.body);
  });
});
