import { expect } from "chai";
import type { PanelState } from "../../app/panel/describe/state.js";
import type { Browser } from "./support.js";
import { schoolWithPanel, stateOf, usePanel } from "./support.js";

describe("the panel's language", function () {
  this.timeout(60_000);
  usePanel();
  let browser: Browser;
  before(async () => {
    ({ browser } = await schoolWithPanel());
  });

  /** The page of somebody who asks for a locale: its language, which file of words it fetches, and what stands in it. */
  async function pageIn(preferences: object): Promise<{ lang?: string; words?: string; state: PanelState }> {
    const changed = await browser.ask("PATCH", "/admin/data/preferences", { body: preferences });
    if (changed.status !== 200) throw new Error(changed.text);
    const page = await browser.ask("GET", "/admin/");
    const { text } = page;
    return {
      lang: /<html lang="([^"]*)"/.exec(text)?.[1],
      words: /words-(\w+)/.exec(text)?.[1],
      state: stateOf(page),
    };
  }
  const students = ({ resources }: PanelState) => resources.find((one) => one.name === "students");

  it("is the person's: the page says so, fetches its words, and names lists, fields and choices in it", async () => {
    const { lang, words, state } = await pageIn({ language: "pt", locale: null });
    expect([lang, words, state.language, state.locale]).to.deep.equal(["pt", "pt", "pt", "pt-ZW"]);
    const found = students(state);
    expect([found?.many, found?.create?.label]).to.deep.equal(["Alunos", "Adicionar um aluno"]);
    const gender = found?.fields.find((one) => one.name === "gender");
    expect([gender?.label, gender?.values?.[0]?.label]).to.deep.equal(["Sexo", "Feminino"]);
    expect(found?.verbs.find((one) => one.name === "erase")?.confirm).to.match(/^Tornar \{\{title\}\} anónimo/);
    expect(found?.groups?.[0]?.[0]).to.equal("Pessoa");
  });

  it("is English for a locale whose language is none of ours, which still writes days and numbers", async () => {
    const { lang, words, state } = await pageIn({ language: null, locale: "sn-ZW" });
    expect([lang, words, state.language, state.locale]).to.deep.equal(["en", "en", "en", "sn-ZW"]);
    expect(students(state)?.many).to.equal("Students");
  });

  it("follows a locale of ours", async () => {
    const { lang, state } = await pageIn({ language: null, locale: "fr-SN" });
    expect([lang, state.locale, students(state)?.one]).to.deep.equal(["fr", "fr-SN", "élève"]);
  });
});
