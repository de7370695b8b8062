import { expect } from "chai";
import { platformResources } from "../../resources/index.js";
import { uuidv7 } from "../../app/ids.js";
import { Actor, actAs } from "../../app/policies/Actor.js";
import { PLATFORM_PERMISSIONS } from "../../app/policies/permissions.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, platformToken, type School } from "../support/schools.js";
import { platformRows } from "./support/platformRows.js";
import { changes, filled, parentName, routesByResource } from "./support/routes.js";
import { buildFor, updateBody, type RowsOf } from "./support/values.js";

/** The shared suite once more, for what stands on the platform. */
describe("every resource of the platform", () => {
  let school: School;
  let rows: RowsOf;
  let token = "";
  let support = "";
  let me = "";
  const inside = <T>(work: () => Promise<T>) =>
    withPlatform(async () => {
      const permissions = PLATFORM_PERMISSIONS.superadmin;
      actAs(new Actor({ kind: "platform", id: me, name: "Pat", role: "superadmin", permissions }));
      return work();
    });
  const row = (name: string) => inside(async () => (await buildFor(name, rows)).id);

  before(async () => {
    school = await makeSchool();
    token = await platformToken();
    support = await platformToken("support");
    me = (await ask("GET", "/api/v1/system/auth/me", { token })).body.id;
    rows = platformRows(school);
  });
  after(closeApp);

  const byResource = routesByResource("system");

  it("has a row for each of them, so that none escapes this suite", () => {
    const names = [...byResource.keys(), ...platformResources.map(({ name }) => name)];
    expect(
      names.filter((name) => !rows[name]),
      "add these to test/door/support/platformRows.ts",
    ).to.deep.equal([]);
  });

  for (const [name, { resource, routes }] of byResource) {
    describe(name, () => {
      for (const route of routes) {
        const { method, path, kind, verb } = route;
        const takesId = path.includes(":id");
        const targetName = kind === "nested" ? parentName(route) : name;
        const body = method === "get" || method === "delete" ? undefined : {};
        const call = (id: string, more: Parameters<typeof ask>[2]) =>
          ask(method.toUpperCase(), filled(route, id), more);
        const target = async () => (takesId ? row(targetName) : "");

        it(`${method} ${path} asks who is there, and refuses a school's user and who may not`, async () => {
          const id = await target();
          expect((await call(id, { body })).status, "without a credential").to.equal(401);
          const wrong = await call(id, { token: school.token, body });
          expect([wrong.status, wrong.body.code], wrong.text).to.deep.equal([403, "wrong_audience"]);
          if (kind === "create") return;
          const refused = await call(id, { token: support, body });
          const readable = method === "get" && name !== "platform-api-keys";
          expect(refused.status, refused.text).to.equal(readable ? 200 : 403);
        });

        if (takesId)
          it(`${method} ${path} finds nothing by an id that leads nowhere`, async () => {
            for (const id of [uuidv7(), "1", school.schema]) {
              const missing = await call(id, { token, body });
              expect([missing.status, missing.body.code], missing.text).to.deep.equal([404, "not_found"]);
            }
          });

        if (body)
          it(`${method} ${path} refuses a field it does not know, at the field`, async () => {
            const refused = await call(await target(), { token, body: { nonsense: 1 } });
            expect(refused.status, refused.text).to.equal(422);
            expect((refused.body.errors as { path: string }[]).map((one) => one.path)).to.include("/nonsense");
          });

        if (kind === "get")
          it(`${method} ${path} answers the row`, async () => {
            const id = await row(name);
            const found = await call(id, { token });
            expect([found.status, found.body.id], found.text).to.deep.equal([200, id]);
          });

        if (kind === "list" || kind === "nested")
          it(`${method} ${path} answers a page, sorts, and refuses unknown parameters`, async () => {
            const { status, text, body: page } = await call(await target(), { token });
            expect(status, text).to.equal(200);
            expect(page.page).to.have.all.keys("number", "size", "total", "pages");
            const url = filled(route, await target());
            for (const sort of [...resource.sort, ...Object.keys(resource.moreSorts ?? {})])
              expect((await ask("GET", `${url}?sort=-${sort}`, { token })).status, sort).to.equal(200);
            for (const query of [
              "pageSize=0",
              "pageSize=201",
              "pageSize=abc",
              "page=0",
              "sort=roleName",
              "nonsense=1",
            ]) {
              const refused = await ask("GET", `${url}?${query}`, { token });
              expect([refused.status, refused.body.code], query).to.deep.equal([422, "invalid"]);
            }
          });

        if (changes(route))
          it(`${method} ${path} changes what is sent, tells the trail, and refuses a stale version`, async () => {
            const id = await row(name);
            const { name: field, body: change } = await inside(() =>
              updateBody(verb?.fields ?? resource.fields.update, rows),
            );
            const changed = await call(id, { token, body: change });
            expect(changed.status, changed.text).to.equal(200);
            expect(changed.body[field]).to.deep.equal(change[field]);
            const trail = await ask("GET", `/api/v1/system/audit?entityId=${id}&action=update`, { token });
            expect(trail.body.data[0].actor).to.include({ id: me, kind: "platform" });
            const stale = await call(id, { token, body: { ...change, version: changed.body.version - 1 } });
            expect([stale.status, stale.body.code], stale.text).to.deep.equal([409, "version_conflict"]);
          });

        if (method === "delete")
          it(`${method} ${path} takes a row away once and tells the trail`, async () => {
            const id = await row(name);
            const gone = await call(id, { token });
            expect([gone.status, gone.text]).to.deep.equal([204, ""]);
            expect((await call(id, { token })).status).to.equal(404);
            const trail = await ask("GET", `/api/v1/system/audit?entityId=${id}&action=delete`, { token });
            expect(trail.body.data).to.have.length(1);
          });
      }
    });
  }
});
