import { expect } from "chai";
import "../../app/api/app.js";
import { described, type Described } from "../../app/http/route.js";
import { schoolResources } from "../../resources/index.js";
import { claimsOf, makeSchool, type School } from "../support/schools.js";
import { superuser } from "../tenancy/newSchools.js";
import { Browser, usePanel } from "../panel/support.js";
import { attempt, faults, leaks, others, statuses, type Outcome } from "./support/walk.js";
import { idFor } from "./support/bodies.js";
import { forgetVictims, makeVictim, watch, type Victim, type Watch } from "./support/victim.js";

/** The panel's ways to the same data, with one school's cookie: at its own host after the other's rows, and at the other's host. */
describe("the panel, tried from another school", function () {
  this.timeout(180_000);
  usePanel();
  let attacker: School;
  let victim: Victim;
  let browser: Browser;
  let watched: Watch;
  before(async () => {
    attacker = await makeSchool();
    browser = new Browser(attacker.host);
    await browser.signIn(`admin@${attacker.schema}.example.test`);
    victim = await makeVictim();
    watched = await watch(victim);
  });
  after(async () => {
    await watched?.end();
    await forgetVictims();
  });

  /** The attacker's browser, sent to another host: the cookie goes along. */
  const at = (host: string) => {
    const other = new Browser(host);
    other.cookie = browser.cookie;
    return other;
  };
  const clean = async (found: Outcome[]) => {
    expect(leaks(found), "tells").to.deep.equal([]);
    expect(faults(found), "fails").to.deep.equal([]);
    expect(await watched.changed(), "changed").to.deep.equal([]);
  };
  /** The session ends with a sign-out or a new password: those are not walked. */
  const ends = ({ path }: Described) => /^\/auth\//.test(path);

  for (const route of described.filter((one) => one.mount === "school" && !ends(one)))
    it(`/admin/data: ${route.method.toUpperCase()} ${route.path}`, async () => {
      const below = { ...route, mount: "data" as never };
      const own = await attempt(below, victim, {}, "/admin", (...call) => browser.ask(...call));
      expect(statuses(own), "signed in").not.to.include(401);
      expect(
        others(
          own.filter(({ byId }) => byId),
          [403, 404, 409, 413, 415, 422],
        ),
      ).to.deep.equal([]);
      const headers = { "x-schema-name": victim.schema };
      const named = await attempt(below, victim, { headers }, "/admin", (...call) => browser.ask(...call));
      expect(
        others(
          named.filter(({ byId }) => byId),
          [403, 404, 409, 413, 415, 422],
        ),
      ).to.deep.equal([]);
      const away = await attempt(below, victim, {}, "/admin", (...call) => at(victim.host).ask(...call));
      expect(others(away, [401])).to.deep.equal([]);
      await clean([...own, ...named, ...away]);
    });

  for (const { name } of schoolResources)
    it(`/admin/view and /admin/api: ${name}, every action`, async () => {
      const id = idFor(name === "users" ? "users" : name, victim);
      const calls: [string, string, object?][] = [
        ["GET", `/admin/view/${name}`],
        ["GET", `/admin/view/${name}?search=zqleakqz`],
        ["GET", `/admin/view/counts/${name}`],
        ["GET", `/admin/view/${name}/${id}`],
        ["GET", `/admin/api/resources/${name}/actions/list`],
        ["GET", `/admin/api/resources/${name}/actions/search/zqleakqz`],
        ["POST", `/admin/api/resources/${name}/actions/new`, { id, studentId: idFor("students", victim), name: "x" }],
        ...["show", "edit", "delete"].map((action): [string, string] => [
          "GET",
          `/admin/api/resources/${name}/records/${id}/${action}`,
        ]),
        ...["edit", "delete"].map((action): [string, string, object] => [
          "POST",
          `/admin/api/resources/${name}/records/${id}/${action}`,
          { name: "changed", firstName: "changed" },
        ]),
        ["POST", `/admin/api/resources/${name}/bulk/bulkDelete?recordIds=${id}`, {}],
        ...described
          .filter(({ verb, resource }) => verb && resource?.name === name)
          .flatMap(({ verb }): [string, string, object][] => [
            ["POST", `/admin/api/resources/${name}/records/${id}/${verb!.name}`, {}],
            ["POST", `/admin/api/resources/${name}/bulk/${verb!.name}?recordIds=${id}`, {}],
            ["POST", `/admin/view/${name}/bulk/${verb!.name}`, { ids: [id] }],
          ]),
      ];
      const found: Outcome[] = [];
      for (const [method, path, body] of calls) {
        const own = await browser.ask(method, path, body ? { body } : {});
        expect(own.status, `${path}: signed in`).not.to.equal(401);
        const away = await at(victim.host).ask(method, path, body ? { body } : {});
        expect(away.status, `${path} at the other's host`).to.equal(401);
        for (const answer of [own, away]) found.push({ what: `${method} ${path}`, answer, byId: path.includes(id) });
      }
      await clean(found);
    });

  it("proved: with the other's own cookie the same calls tell", async () => {
    const theirs = new Browser(victim.host);
    const email = `admin@${victim.schema}.example.test`;
    await superuser(`UPDATE public.users SET email = '${email}' WHERE id = '${claimsOf(victim.token).sub}'`);
    await theirs.signIn(email);
    for (const path of ["/admin/view/students", "/admin/data/students", "/admin/api/resources/students/actions/list"]) {
      const answer = await theirs.ask("GET", path);
      expect(leaks([{ what: path, answer, byId: false }]), `${path} ${answer.text.slice(0, 200)}`).to.have.length(1);
    }
  });
});
