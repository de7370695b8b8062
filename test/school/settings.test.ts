import { expect } from "chai";
import { aroundNumber } from "../../app/locale/admissionPattern.js";
import { assessmentSettings } from "../../app/commands/settings/read.js";
import { Setting } from "../../models/school/Setting.js";
import { makeUser, type SignedIn } from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";

describe("settings", () => {
  let a: School;
  let b: School;
  let viewer: SignedIn;
  const at = (page: string) => `/api/v1/school/settings/${page}`;
  const patch = (page: string, body: unknown, token = a.token) => ask("PATCH", at(page), { token, body });

  before(async () => {
    a = await makeSchool();
    b = await makeSchool("PT");
    viewer = await makeUser(a, { preset: "viewer" });
  });
  after(closeApp);

  it("gives a new school the settings of its country", async () => {
    const zw = (await ask("GET", at("assessment"), { token: a.token })).body;
    expect(zw).to.deep.include({ absentCounts: "zero", gradeFrom: "exact", decimals: 2, shownOutOf: 100 });
    expect(zw.ranking).to.deep.equal({
      default: { chain: ["passes", "gradeProfile", "total"], ties: "competition" },
    });
    const pt = (await ask("GET", at("assessment"), { token: b.token })).body;
    expect(pt.shownOutOf).to.equal(20);
    expect((await ask("GET", at("general"), { token: b.token })).body).to.deep.include({
      name: b.client.name,
      schoolWeek: [1, 2, 3, 4, 5],
      timezone: "Europe/Lisbon",
      demonstration: false,
    });
    expect((await ask("GET", at("promotions"), { token: a.token })).body.basis).to.equal("meanOfTerms");
  });

  it("changes only what is sent, replaces `ranking` whole, and tells other commands", async () => {
    const ranking = { default: { chain: ["average"], ties: "dense" }, byLevel: { "A Level": null } };
    const answer = await patch("assessment", { ranking, decimals: 1 });
    expect(answer.status).to.equal(200);
    expect(answer.body).to.deep.include({ ranking, decimals: 1, absentCounts: "zero" });
    expect(await a.inside(assessmentSettings)).to.deep.include({ ranking, decimals: 1, gradeFrom: "exact" });
    expect((await ask("GET", at("assessment"), { token: b.token })).body.decimals, "the other school's").to.equal(2);
  });

  it("refuses a stale version", async () => {
    const { version } = (await ask("GET", at("general"), { token: a.token })).body;
    expect((await patch("general", { motto: "Pamberi", version })).body.motto).to.equal("Pamberi");
    expect((await patch("general", { motto: "Late", version })).body.code).to.equal("version_conflict");
  });

  const wrong: [string, unknown, string][] = [
    ["general", { colours: { main: "red", accent: "#b07d2b" } }, "/colours/main"],
    ["general", { schoolWeek: [1, 1] }, "/schoolWeek"],
    ["general", { schoolWeek: [8] }, "/schoolWeek/0"],
    ["general", { admissionNumberPattern: "{YEAR}" }, "/admissionNumberPattern"],
    ["general", { admissionNumberPattern: "{NUMBER}{PLACE}" }, "/admissionNumberPattern"],
    ["general", { demonstration: true }, "/demonstration"],
    ["general", { timezone: "UTC" }, "/timezone"],
    ["general", { name: "x\0y" }, "/name"],
    ["general", { name: "x".repeat(10_000) }, "/name"],
    ["assessment", { decimals: 3 }, "/decimals"],
    ["assessment", { ranking: { default: { chain: [], ties: "dense" } } }, "/ranking/default/chain"],
    ["assessment", { ranking: { default: { chain: ["luck"], ties: "dense" } } }, "/ranking/default/chain/0"],
    ["assessment", { shownOutOf: "20" }, "/shownOutOf"],
    ["reports", { requiredComments: ["parents"] }, "/requiredComments/0"],
    ["promotions", { basis: "mood" }, "/basis"],
    ["promotions", { surprise: 1 }, "/surprise"],
  ];
  for (const [page, body, path] of wrong) {
    it(`names the field: ${page} ${JSON.stringify(body).slice(0, 70)}`, async () => {
      const answer = await patch(page, body);
      expect(answer.status, answer.text).to.equal(422);
      expect(answer.body.errors[0].path).to.equal(path);
    });
  }

  it("keeps an emoji, and leaves a trail with before and after", async () => {
    expect((await patch("general", { motto: "Forward 🎓" })).body.motto).to.equal("Forward 🎓");
    const row = await a.inside(() => Setting.findOne({ where: { key: "general" }, rejectOnEmpty: true }));
    const trail = await ask("GET", `/api/v1/school/audit?entity=Setting&entityId=${row.id}`, { token: a.token });
    expect(trail.status, trail.text).to.equal(200);
    expect(trail.body.data[0].after.value.motto).to.equal("Forward 🎓");
    expect(trail.body.data[0].before.value.motto).to.equal("Pamberi");
  });

  it("puts the papers' settings back", async () => {
    const changed = await patch("reports", { requiredComments: ["head"], paper: "letter" });
    expect(changed.body).to.deep.include({ requiredComments: ["head"], paper: "letter" });
    const reset = await ask("POST", at("reports/reset"), { token: a.token });
    expect(reset.body).to.deep.include({ requiredComments: [], paper: "A4" });
    expect(reset.body.version).to.be.greaterThan(changed.body.version);
  });

  it("lets a viewer look and not touch, a stranger neither", async () => {
    expect((await ask("GET", at("general"), { token: viewer.token })).status).to.equal(200);
    expect((await patch("general", { motto: "Mine" }, viewer.token)).status).to.equal(403);
    expect((await ask("POST", at("reports/reset"), { token: viewer.token })).status).to.equal(403);
    const nobody = await ask("GET", at("general"), { host: a.host });
    expect(nobody.status).to.equal(401);
  });

  it("reads a number's pattern", () => {
    const parts = { code: "GP", year: "2026" };
    expect(aroundNumber("{CODE}/{YEAR}/{NUMBER:4}", parts)).to.deep.equal({ before: "GP/2026/", after: "", width: 4 });
    expect(aroundNumber("{NUMBER}-{CODE}", parts)).to.deep.equal({ before: "", after: "-GP", width: 1 });
  });
});
