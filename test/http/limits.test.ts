import { expect } from "chai";
import { forgetLimits } from "../../app/http/limits.js";
import { makeUser } from "../factories.js";
import { appPort, ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";

/** A request that does not forget the counts, as `ask` does between tests. */
const counted = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${appPort()}${path}`, init);

describe("limits", () => {
  let a: School;
  before(async () => {
    a = await makeSchool();
  });
  afterEach(forgetLimits);
  after(closeApp);

  it("tell every answer how much is left", async () => {
    const { headers } = await ask("GET", "/api/v1/school/students", { token: a.token });
    expect(headers).to.include({ "ratelimit-limit": "600", "ratelimit-remaining": "599" });
    expect(Number(headers["ratelimit-reset"])).to.be.within(1, 60);
  });

  it("let an actor ask 600 times a minute, others no less for it", async () => {
    forgetLimits();
    const authorization = `Bearer ${a.token}`;
    const statuses: Record<number, number> = {};
    for (let n = 0; n < 602; n += 20) {
      const some = Array.from({ length: Math.min(20, 602 - n) }, () =>
        counted("/api/v1/system/schools", { headers: { authorization } }),
      );
      for (const { status } of await Promise.all(some)) statuses[status] = (statuses[status] ?? 0) + 1;
    }
    expect(statuses).to.deep.equal({ 403: 600, 429: 2 });
    const refused = await counted("/api/v1/school/auth/me", { headers: { authorization } });
    expect(refused.status).to.equal(429);
    expect(Number(refused.headers.get("retry-after"))).to.be.within(1, 60);
    expect(refused.headers.get("ratelimit-remaining")).to.equal("0");
    expect(await refused.json()).to.include({ code: "rate_limited", status: 429 });
    const self = await counted("/api/v1/school/auth/change-password", {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: "{}",
    });
    expect(self.status, "a route that opens its own scopes").to.equal(429);
    forgetLimits();
    const other = await makeUser(a, { preset: "viewer" });
    expect(
      (await counted("/api/v1/school/students", { headers: { authorization: `Bearer ${other.token}` } })).status,
    ).to.equal(200);
  });

  it("let an address try to sign in 20 times a minute", async () => {
    const body = JSON.stringify({ email: "x@y.example", password: "x", schemaName: "nothing_here" });
    const statuses = [];
    for (let n = 0; n < 21; n += 1)
      statuses.push(
        (
          await counted("/api/v1/school/auth/login", {
            method: "POST",
            body,
            headers: { "content-type": "application/json" },
          })
        ).status,
      );
    expect(statuses.slice(0, 20)).to.deep.equal(Array.from({ length: 20 }, () => 404));
    expect(statuses[20]).to.equal(429);
  });
});
