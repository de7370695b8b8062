import { expect } from "chai";
import "../../app/api/app.js";
import { accessToken } from "../../app/auth/tokens.js";
import { described } from "../../app/http/route.js";
import { closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { attempt, faults, leaks, others } from "./support/walk.js";
import { keyOfSchool, makeVictim, watching, type Victim } from "./support/victim.js";

/** Statuses that refuse what was asked of a row, or what was sent to it. */
const REFUSED = [400, 401, 403, 404, 409, 413, 415, 422];

/** Every route that was told, from another school's login: a new route is here without being named. */
describe("every route, tried from another school", function () {
  this.timeout(60_000);
  let attacker: School;
  let key: string;
  let victim: Victim;
  let userId: string;
  before(async function () {
    this.timeout(120_000);
    attacker = await makeSchool();
    victim = await makeVictim();
    key = await keyOfSchool(attacker);
    userId = String(JSON.parse(Buffer.from(attacker.token.split(".")[1] ?? "", "base64url").toString()).sub);
  });
  after(closeApp);

  for (const route of described) {
    const name = `${route.method.toUpperCase()} ${route.mount}${route.path}`;
    const system = route.mount === "system";

    it(`${name}: with its own login and key it finds nothing of the other's rows, and writes none`, async () => {
      await watching(victim, async (changed) => {
        for (const who of [{ token: attacker.token }, { key }, { token: attacker.token, host: victim.host }]) {
          const found = await attempt(route, victim, { host: attacker.host, ...who });
          expect(leaks(found), "tells").to.deep.equal([]);
          expect(faults(found), "fails").to.deep.equal([]);
          if (route.may !== "nobody")
            expect(
              others(
                found,
                system
                  ? [403]
                  : found
                      .filter((one) => !one.byId)
                      .map((one) => one.answer.status)
                      .concat(REFUSED.slice(2)),
              ),
            ).to.deep.equal([]);
          if (route.may !== "nobody") expect(found.filter((one) => one.answer.status === 401)).to.deep.equal([]);
        }
        expect(await changed(), "changed").to.deep.equal([]);
      });
    });

    if (route.may !== "nobody" && !system)
      it(`${name}: the other's name in X-Schema-Name is refused`, async () => {
        const headers = { "x-schema-name": victim.schema };
        for (const who of [{ token: attacker.token }, { key }]) {
          const found = await attempt(route, victim, { host: attacker.host, headers, ...who });
          expect(others(found, [403]), "not refused").to.deep.equal([]);
          expect(found.map(({ answer }) => answer.body.code)).to.include("schema_not_allowed");
        }
      });

    if (route.may !== "nobody" && !system)
      it(`${name}: a credential that names the other, in any part, is no credential`, async () => {
        const [a, b] = [attacker.client, victim.client];
        const theirs = victim.ids.get("users")?.[0] ?? "";
        const signed = (id: string, client: { id: string; schemaName: string }) =>
          accessToken({ id, tokenVersion: 0, client: { id: client.id, schemaName: client.schemaName } });
        for (const who of [
          { token: signed(userId, b) },
          { token: signed(theirs, a) },
          { token: signed(userId, { id: b.id, schemaName: a.schemaName }) },
          { key: key.replace(attacker.schema, victim.schema) },
          { headers: { cookie: `formroom=${attacker.token}; formroom.sid=${attacker.token}` }, host: victim.host },
        ]) {
          const found = await attempt(route, victim, { host: attacker.host, ...who });
          expect(others(found, [401])).to.deep.equal([]);
        }
      });
  }
});
