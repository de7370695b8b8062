import { expect } from "chai";
import type { AnyResource } from "../../../app/door/define.js";
import { rangeName } from "../../../app/door/query.js";
import type { Described } from "../../../app/http/route.js";
import { ask, type Answer } from "../../support/app.js";
import type { School } from "../../support/schools.js";
import { schoolRows } from "./rows.js";
import { filled, parentName } from "./routes.js";
import { buildFor } from "./values.js";

interface Row {
  id: string;
  [field: string]: unknown;
}
const ids = (answer: Answer) => (answer.body.data as Row[]).map(({ id }) => id);

/** What every list promises: its envelope, its own rows only, and no parameter that it does not know. */
export function describeList(route: Described, schools: () => { a: School; b: School }): void {
  const resource = route.resource as AnyResource;
  const { path, kind } = route;

  /** The list's address for a school, its parent and a row of it. */
  async function standing(school: School): Promise<{ url: string; id: string }> {
    const id = await school.inside(async () => (await buildFor(resource.name, schoolRows)).id);
    if (kind === "list") return { url: filled(route, ""), id };
    const parent = await school.inside(async () => {
      const field = [...resource.fields.answer.values()].find(({ reference }) => reference === parentName(route));
      const found = await resource.model.findByPk(id, { rejectOnEmpty: true });
      return field ? String(found.get(field.name)) : (await buildFor(parentName(route), schoolRows)).id;
    });
    return { url: filled(route, parent), id };
  }

  it(`get ${path} answers pages of its own school's rows`, async () => {
    const { a, b } = schools();
    const { url, id } = await standing(a);
    const page = await ask("GET", `${url}?pageSize=200`, { token: a.token });
    expect(page.status, page.text).to.equal(200);
    expect(page.body).to.have.all.keys("data", "page");
    expect(page.body.page).to.have.all.keys("number", "size", "total", "pages");
    expect(page.body.page).to.include({ number: 1, size: 200 });
    if (page.body.page.pages === 1) expect(ids(page)).to.include(id);
    const theirs = await ask("GET", `${url}?pageSize=200`, { token: b.token });
    if (kind === "nested") expect(theirs.status).to.equal(404);
    else expect(ids(theirs)).not.to.include(id);
    const far = await ask("GET", `${url}?page=9999&pageSize=1`, { token: a.token });
    expect([far.status, far.body.data], far.text).to.deep.equal([200, []]);
  });

  it(`get ${path} refuses what it does not know, and pages that are none`, async () => {
    const { a } = schools();
    const { url } = await standing(a);
    const wrong = [
      ...["pageSize=0", "pageSize=201", "pageSize=abc", "pageSize=-1", "pageSize=1e2", "pageSize=1&pageSize=2"],
      ...["page=0", "page=x", "page=1.5", "page=", "sort=nonsense", "sort=searchText", "sort=constructor", "sort="],
      ...["nonsense=1", "id=1", "__proto__=1", "constructor=1", "limit=5", "sort=id%00", "a%00=1"],
      ...(resource.search ? ["search=a%00b", "search=a&search=b"] : ["search=a"]),
      ...(resource.softDelete ? ["deleted=yes"] : ["deleted=true"]),
    ];
    for (const query of wrong) {
      const refused = await ask("GET", `${url}?${query}`, { token: a.token });
      expect([refused.status, refused.body.code], `${query}: ${refused.text}`).to.deep.equal([422, "invalid"]);
      const [name = ""] = query.split("=");
      expect(refused.body.errors[0].path).to.equal(`/${decodeURIComponent(name)}`);
    }
  });

  it(`get ${path} sorts and filters by what it says it can`, async () => {
    const { a } = schools();
    const { url, id } = await standing(a);
    for (const sort of [...resource.sort, ...Object.keys(resource.moreSorts ?? {})]) {
      const both = await ask("GET", `${url}?sort=${sort},-${sort}`, { token: a.token });
      expect(both.status, `${sort}: ${both.text}`).to.equal(200);
    }
    const all = await ask("GET", `${url}?pageSize=200`, { token: a.token });
    const found = (all.body.data as Row[]).find((row) => row.id === id);
    for (const [name, how] of Object.entries((resource.filters ?? {}) as Record<string, string>)) {
      const value = found?.[name];
      if (value === undefined || (value === null && how !== "equals")) continue;
      const text = encodeURIComponent(String(value));
      const query = how === "range" ? `${rangeName(name)}From=${text}&${rangeName(name)}To=${text}` : `${name}=${text}`;
      const kept = await ask("GET", `${url}?pageSize=200&${query}`, { token: a.token });
      expect(kept.status, `${query}: ${kept.text}`).to.equal(200);
      expect(ids(kept), query).to.include(id);
      for (const row of kept.body.data as Row[]) expect(row[name], query).to.deep.equal(value);
      const twice = await ask("GET", `${url}?${query}&${query}`, { token: a.token });
      expect(twice.status, `${query} twice`).to.equal(422);
    }
  });
}
