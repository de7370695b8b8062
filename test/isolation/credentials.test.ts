import { expect } from "chai";
import { accessToken } from "../../app/auth/tokens.js";
import { signedLink } from "../../app/files/signedLinks.js";
import { keyOf } from "../../app/files/keys.js";
import { storage } from "../../app/files/openStorage.js";
import * as models from "../../models/index.js";
import { useHome } from "../engine/papers.js";
import { ask, closeApp } from "../support/app.js";
import { testKeys } from "../support/database.js";
import { freshKey, withKeys } from "../support/keys.js";
import { claimsOf, makeSchool, PASSWORD, type School } from "../support/schools.js";
import { superuser } from "../tenancy/newSchools.js";
import { MARK } from "./support/plant.js";
import { betrays, forgetVictims, makeVictim, watching, type Victim } from "./support/victim.js";

/** What is handed out and carried about: refresh tokens, Idempotency-Keys, links of files, codes of cards. */
describe("what one school was handed, used on another", function () {
  this.timeout(120_000);
  let attacker: School;
  let other: School;
  let victim: Victim;
  let fileId: string;
  let leaveHome: () => void;
  before(async () => {
    leaveHome = await useHome();
    [attacker, other] = [await makeSchool(), await makeSchool()];
    victim = await makeVictim();
    fileId = await fileIn(victim, `${MARK} of a file`);
  });
  after(async () => {
    await forgetVictims();
    await closeApp();
    leaveHome();
  });

  async function fileIn(school: School, text: string): Promise<string> {
    const key = keyOf(school.schema, "tests", "a.txt");
    const stored = await storage().put(key, Buffer.from(text));
    const row = { key, name: "a.txt", contentType: "text/plain", purpose: "test", ...stored };
    return (await school.inside(() => models.StoredFile.create(row))).id;
  }
  const auth = (path: string, host: string, body: object) => ask("POST", `/api/v1/school/auth/${path}`, { host, body });
  const signIn = async ({ host, schema }: School) =>
    (await auth("login", host, { email: `admin@${schema}.example.test`, password: PASSWORD })).body
      .refreshToken as string;

  it("a refresh token opens its own school only, whatever host it is brought to and whatever name is put before it", async () => {
    const mine = await signIn(attacker);
    const renamed = mine.replace(attacker.schema, other.schema);
    for (const host of [attacker.host, other.host, "localhost"])
      expect((await auth("refresh", host, { refreshToken: renamed })).status).to.equal(401);
    const there = await auth("refresh", other.host, { refreshToken: mine });
    if (there.status === 200) expect(claimsOf(there.body.accessToken as string).schema).to.equal(attacker.schema);
    else expect(there.status).to.equal(401);
  });

  it("a refresh token of another's ends nothing there when it is brought under one's own name", async () => {
    const theirs = await signIn(other);
    await auth("logout", attacker.host, { refreshToken: theirs.replace(other.schema, attacker.schema) });
    await auth("refresh", attacker.host, { refreshToken: theirs.replace(other.schema, attacker.schema) });
    expect((await auth("refresh", other.host, { refreshToken: theirs })).status).to.equal(200);
  });

  it("a password of one school's is none at the other's host", async () => {
    const body = { email: `admin@${attacker.schema}.example.test`, password: PASSWORD };
    expect((await auth("login", victim.host, body)).status).to.equal(401);
    expect((await auth("login", "localhost", { ...body, schemaName: victim.schema })).status).to.equal(401);
  });

  it("an Idempotency-Key of another's, with the same body on the same route, replays nothing of theirs", async () => {
    const body = { code: "ISO", name: `${MARK} subject` };
    const headers = { "idempotency-key": "known to both" };
    const post = ({ token, host }: School, sent: object) =>
      ask("POST", "/api/v1/school/subjects", { token, host, headers, body: sent });
    const theirs = await post(other, body);
    expect(theirs.status, theirs.text).to.equal(201);
    const mine = await post(attacker, body);
    expect([mine.status, mine.headers["idempotency-replayed"]], mine.text).to.deep.equal([201, undefined]);
    expect(mine.body.id).not.to.equal(theirs.body.id);
    const stays = await post(other, body);
    expect([stays.body.id, stays.headers["idempotency-replayed"]]).to.deep.equal([theirs.body.id, "true"]);
  });

  it("a link opens its own school's file at its own host; no part of it can be changed into another's", async () => {
    const mine = await fileIn(attacker, "mine");
    const link = (clientId: string, file: string) =>
      signedLink({ clientId, fileId: file, name: "a.txt", purpose: "download" });
    const own = link(attacker.client.id, mine);
    expect((await ask("GET", own, { host: attacker.host })).text).to.equal("mine");
    await watching(victim, async (changed) => {
      for (const [url, host] of [
        [own.replace(mine, fileId), attacker.host],
        [own.replace(attacker.client.id, victim.client.id), victim.host],
        [own.replace(attacker.client.id, victim.client.id).replace(mine, fileId), "localhost"],
        [link(attacker.client.id, fileId), attacker.host],
        [link(victim.client.id, fileId), attacker.host],
        [own, victim.host],
      ] as const) {
        const { status, text } = await ask("GET", url, { host });
        expect(status, url).to.be.oneOf([403, 404]);
        expect(betrays(text), url).to.equal(false);
      }
      expect(await changed()).to.deep.equal([]);
    });
  });

  it("a code of a card is answered to whoever holds it, with no more than a card says; guesses find none", async () => {
    const { rows } = await superuser(
      `SELECT code FROM public.verification_codes WHERE client_id = '${victim.client.id}'`,
    );
    const codes = (rows as { code: string }[]).map(({ code }) => encodeURIComponent(code));
    for (const code of [...codes, "TESTS0000001", victim.client.id, victim.ids.get("report_cards")?.[0] ?? ""])
      for (const headers of [{ accept: "application/json" }, { accept: "text/html" }]) {
        const { status, text } = await ask("GET", `/verify/${code}`, { host: attacker.host, headers });
        expect(status, code).to.equal(404);
        expect(betrays(text.replaceAll(code, "")), text).to.equal(false);
      }
  });

  describe("proved: with the wall broken, its check tells", () => {
    const foreign = freshKey("foreign");
    /** Under keys that are not this installation's: what a forger makes; then with his among ours. */
    const forged = <T>(make: () => T) => withKeys(foreign, make);
    const amongOurs = <T>(work: () => Promise<T>) => withKeys(`${testKeys()},${foreign}`, work);

    it("the signature of a link: with the forger's key among ours, the other's file comes", async () => {
      const link = await forged(() =>
        signedLink({ clientId: victim.client.id, fileId, name: "a.txt", purpose: "download" }),
      );
      const get = () => ask("GET", link, { host: victim.host });
      expect((await get()).status).to.equal(403);
      expect(betrays((await amongOurs(get)).text)).to.equal(true);
    });

    it("the signature of a token: with the forger's key among ours, he is let in", async () => {
      const { client, token } = victim;
      const { sub } = claimsOf(token);
      const made = await forged(() =>
        accessToken({ id: sub, tokenVersion: 0, client: { id: client.id, schemaName: client.schemaName } }),
      );
      const get = () => ask("GET", "/api/v1/school/students", { host: victim.host, token: made });
      expect((await get()).status).to.equal(401);
      expect(betrays((await amongOurs(get)).text)).to.equal(true);
    });

    it("the user of a token's school: without row-level security, one's own user with the other's school is let in", async () => {
      const { sub } = claimsOf(attacker.token);
      const crossed = accessToken({
        id: sub,
        tokenVersion: 0,
        client: { id: victim.client.id, schemaName: victim.schema },
      });
      const get = () => ask("GET", "/api/v1/school/auth/me", { host: victim.host, token: crossed });
      expect((await get()).status).to.equal(401);
      const policy = `CREATE POLICY broken ON public.users USING (true)`;
      const clients = `CREATE POLICY broken ON public.clients USING (true)`;
      try {
        await superuser(`${policy}; ${clients}`);
        expect((await get()).status).not.to.equal(401);
      } finally {
        await superuser("DROP POLICY IF EXISTS broken ON public.users; DROP POLICY IF EXISTS broken ON public.clients");
      }
      expect((await get()).status).to.equal(401);
    });
  });
});
