import { expect } from "chai";
import { ACTIONS } from "../../app/audit/actions.js";
import { catalogueOf } from "../../app/locale/catalogue.js";
import { keyBeginnings, literalKeys, sourcesOf } from "./support/client.js";

/** Asked for by what the server answers (base/problemWords.ts), not by a page. */
const BY_THE_SERVER = /^(problem|said)\./;

describe("the words of the pages", () => {
  const sources = sourcesOf("app/panel/client");
  const frame = catalogueOf("en").frame ?? {};
  const has = (key: string) => key in frame || `${key}_other` in frame;

  it("are in the catalogue, every one that a page asks for", () => {
    const asked = [...new Set(sources.flatMap(literalKeys))];
    expect(asked.length).to.be.above(100);
    expect(asked.filter((key) => !has(key)).sort()).to.deep.equal([]);
  });

  it("are asked for by a page, every one that is in the catalogue", () => {
    const all = sources.join("\n");
    const beginnings = [...new Set(sources.flatMap(keyBeginnings))];
    const unused = Object.keys(frame)
      .filter((key) => !BY_THE_SERVER.test(key))
      .map((key) => key.replace(/_(one|other)$/, ""))
      .filter((key) => !all.includes(`"${key}"`) && !beginnings.some((start) => key.startsWith(start)));
    expect([...new Set(unused)].sort()).to.deep.equal([]);
  });

  it("name every work page, and every kind of row that the search finds", () => {
    const [pages = ""] = sources.filter((text) => text.includes("export const workPages"));
    const named = [...pages.matchAll(/^ {2}"?([\w-]+)"?: \{/gm)].map(([, name = ""]) => `page.${name}`);
    const found = sourcesOf("app/commands/frame").flatMap((text) =>
      [...text.matchAll(/\bkind: "([a-z-]+)",/g)].map(([, kind = ""]) => `kind.${kind}`),
    );
    expect([named.length > 0, found.length > 4]).to.deep.equal([true, true]);
    expect([...named, ...found].filter((key) => !has(key))).to.deep.equal([]);
  });

  it("say of everything that the trail can hold that it was done", () => {
    expect(ACTIONS.map((action) => `history.${action}`).filter((key) => !has(key))).to.deep.equal([]);
  });

  it("name every group of the menu", () => {
    const groups = sources.flatMap((text) =>
      [...text.matchAll(/group: "(\w+)"/g)].map(([, name = ""]) => `group.${name}`),
    );
    expect(groups.filter((key) => !has(key))).to.deep.equal([]);
  });
});
