import { expect } from "chai";
import { assessmentSchema } from "../../app/commands/settings/schemas.js";
import { catalogueOf, LANGUAGES } from "../../app/locale/catalogue.js";
import { describeSettings } from "../../app/panel/describe/settings.js";
import type { PanelField } from "../../app/panel/describe/types.js";
import { FIRST, left, moved, rankingOf, rankingText } from "../../app/panel/client/work/settings/ranking.js";
import { Actor } from "../../app/policies/Actor.js";
import type { Browser } from "./support.js";
import { schoolWithPanel, usePanel, userWith } from "./support.js";
import { PASSWORD, type School } from "../support/schools.js";

const person = (kind: "user" | "platform", ...permissions: string[]) =>
  new Actor({ kind, id: "1", name: "Ada Admin", permissions });

describe("the pages of settings", () => {
  it("are told to who may change them, and to nobody else", () => {
    expect(describeSettings(person("user", "settings.read"), "school", "en")).to.equal(undefined);
    expect(describeSettings(person("platform", "platform.read"), "platform", "en")).to.equal(undefined);
    const pages = describeSettings(person("user", "settings.write"), "school", "en") ?? [];
    expect(pages.map(({ page }) => page)).to.deep.equal(["general", "assessment", "reports", "promotions"]);
    expect((describeSettings(person("platform", "settings.write"), "platform", "en") ?? []).length).to.equal(1);
  });

  it("hold every field of their schema under a heading", () => {
    for (const { groups, write } of all("en"))
      expect(groups.flatMap(([, names]) => names).sort()).to.deep.equal(write.fields.map(({ name }) => name).sort());
  });

  it("have every word in every language, and no word that nothing asks for", () => {
    const said = new Set<string>();
    for (const page of all("en")) {
      said.add(page.page);
      for (const field of [...page.write.fields, ...page.facts]) told(field, `${page.page}.${field.name}`, said);
    }
    for (const language of LANGUAGES) {
      const words = catalogueOf(language).settings ?? {};
      expect(
        [...said].filter((key) => !words[key]),
        language,
      ).to.deep.equal([]);
      const idle = Object.keys(words).filter((key) => !/^heading\.|\.help$/.test(key) && !said.has(key));
      expect(idle, language).to.deep.equal([]);
      expect(Object.keys(words).sort()).to.deep.equal(Object.keys(catalogueOf("en").settings ?? {}).sort());
    }
    expect(all("fr")[0]?.write.fields.find(({ name }) => name === "schoolWeek")?.values?.[0]?.label).to.equal("lundi");
  });

  /** The keys of a field, its inner fields and its choices. */
  function told(field: PanelField, path: string, said: Set<string>): void {
    said.add(path);
    for (const one of field.fields ?? []) told(one, `${path}.${one.name}`, said);
    if (/^(schoolWeek|decimals)$/.test(field.name)) return;
    for (const { value } of field.values ?? []) said.add(`value.${field.name}.${value}`);
  }
  const all = (language: "en" | "fr") => [
    ...(describeSettings(person("user", "settings.write"), "school", language) ?? []),
    ...(describeSettings(person("platform", "settings.write"), "platform", language) ?? []),
  ];
});

describe("the rule of positions in its form", () => {
  it("is written as it was read, so that nothing changed is nothing sent", () => {
    for (const ranking of [{ default: null }, { default: FIRST, byLevel: { Senior: null } }]) {
      const text = JSON.stringify(ranking, null, 2);
      expect(rankingText(rankingOf(text))).to.equal(text);
      expect(assessmentSchema.shape.ranking.safeParse(rankingOf(text)).success).to.equal(true);
    }
    expect(rankingOf("no JSON")).to.deep.equal({ default: null });
    expect(rankingText({ default: FIRST, byLevel: {} })).not.to.include("byLevel");
  });

  it("moves steps within the chain and offers those that it has not", () => {
    expect(moved(["average", "total", "points"], 2, -1)).to.deep.equal(["average", "points", "total"]);
    expect(moved(["average", "total"], 0, -1)).to.deep.equal(["average", "total"]);
    expect(left(["average", "points"])).to.deep.equal(["total", "passes", "gradeProfile"]);
  });
});

describe("settings and preferences at the panel", function () {
  this.timeout(60_000);
  usePanel();
  let school: School;
  let browser: Browser;
  before(async () => ({ school, browser } = await schoolWithPanel()));
  const stateOf = async (one: Browser) => {
    const page = await one.ask("GET", "/admin/pages/settings");
    return JSON.parse(/window\.FORMROOM=(\{.*?\});document/.exec(page.text)?.[1] ?? "null") as {
      house: { name: string; crest?: string; accent?: { light: string } };
      settings?: unknown[];
    };
  };

  it("changes the school's name and colour, which the frame then wears", async () => {
    const body = { name: "Escola Nova", colours: { main: "#ffcc00", accent: "#000000" } };
    expect((await browser.ask("PATCH", "/admin/data/settings/general", { body })).status).to.equal(200);
    const { house, settings } = await stateOf(browser);
    expect(house.name).to.equal("Escola Nova");
    expect(house.accent?.light)
      .to.match(/^#[0-9a-f]{6}$/)
      .and.not.equal("#ffcc00");
    expect(settings).to.have.lengthOf(4);
    expect((await stateOf(await userWith(school, ["students.read"]))).settings).to.equal(undefined);
  });

  it("changes one's own password, and the session goes on with the new one only", async () => {
    const mine = await userWith(school, ["students.read"]);
    const { id: userId, email: name } = (await mine.ask("GET", "/admin/data/auth/me")).body as Record<string, string>;
    const body = { currentPassword: PASSWORD, newPassword: "four words of our own" };
    expect((await mine.ask("POST", "/admin/data/auth/change-password", { body })).status).to.equal(204);
    expect((await mine.list("students")).status).to.equal(401);
    for (const [password, status] of [
      [PASSWORD, 401],
      [body.newPassword, 204],
    ] as const)
      expect((await mine.ask("POST", "/admin/session", { body: { userId, name, password } })).status).to.equal(status);
    expect((await mine.list("students")).status).to.equal(200);
  });
});
