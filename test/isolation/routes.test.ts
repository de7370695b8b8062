import { expect } from "chai";
import "../../app/api/app.js";
import { accessToken } from "../../app/auth/tokens.js";
import { described } from "../../app/http/route.js";
import { closeApp } from "../support/app.js";
import { claimsOf, makeSchool, type School } from "../support/schools.js";
import { attempt, codes, faults, leaks, others, statuses } from "./support/walk.js";
import { forgetVictims, keyOfSchool, makeVictim, watch, type Victim, type Watch } from "./support/victim.js";

/** What refuses a row that is not there, or what was sent to it. */
const REFUSED = [403, 404, 409, 413, 415, 422];

/** Every route that was told, from another school's login: a new route is here without being named. */
describe("every route, tried from another school", function () {
  this.timeout(120_000);
  let attacker: School;
  let key: string;
  let victim: Victim;
  let userId: string;
  let watched: Watch;
  before(async () => {
    attacker = await makeSchool();
    victim = await makeVictim();
    key = await keyOfSchool(attacker);
    userId = claimsOf(attacker.token).sub;
    watched = await watch(victim);
  });
  after(async () => {
    await watched?.end();
    await forgetVictims();
    await closeApp();
  });

  for (const route of described) {
    const name = `${route.method.toUpperCase()} ${route.mount}${route.path}`;
    const closed = route.may !== "nobody";
    // A route that opens its own scopes may look at what was sent before it looks at who sends.
    const early = route.scope === "self" ? [401, 403, 422] : [];

    it(`${name}: its own login and key find nothing of the other's rows, and write none`, async () => {
      for (const who of [{ token: attacker.token }, { key }, { token: attacker.token, host: victim.host }]) {
        const found = await attempt(route, victim, { host: attacker.host, ...who });
        expect(leaks(found), "tells").to.deep.equal([]);
        expect(faults(found), "fails").to.deep.equal([]);
        if (!closed) continue;
        if (route.mount === "system") expect(others(found, [403, ...early])).to.deep.equal([]);
        else {
          // Else the walk would knock at a closed door only, and prove nothing.
          if (early.length === 0) expect(statuses(found)).not.to.include(401);
          expect(
            others(
              found.filter(({ byId }) => byId),
              REFUSED,
            ),
            "answers",
          ).to.deep.equal([]);
        }
      }
      expect(await watched.changed(), "changed").to.deep.equal([]);
    });

    if (!closed || route.mount === "system") continue;

    it(`${name}: the other's name in X-Schema-Name is refused`, async () => {
      const headers = { "x-schema-name": victim.schema };
      for (const who of [{ token: attacker.token }, { key }]) {
        const found = await attempt(route, victim, { host: attacker.host, headers, ...who });
        expect(others(found, [403, ...early]), "not refused").to.deep.equal([]);
        if (early.length === 0) expect(codes(found)).to.deep.equal(["schema_not_allowed"]);
      }
    });

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
      ])
        expect(others(await attempt(route, victim, { host: attacker.host, ...who }), [401, ...early])).to.deep.equal(
          [],
        );
    });
  }
});
