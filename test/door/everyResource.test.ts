import { expect } from "chai";
import { schoolResources } from "../../resources/index.js";
import { uuidv7 } from "../../app/ids.js";
import { makeUser } from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { describeList } from "./support/lists.js";
import { newBody, schoolRows } from "./support/rows.js";
import { changes, filled, parentName, routesByResource } from "./support/routes.js";
import { buildFor, updateBody } from "./support/values.js";

/** The shared suite: what the door promises, asked of every resource of a school through every route it has. */
describe("every resource of a school", () => {
  let a: School;
  let b: School;
  let nobody = "";
  const row = (school: School, name: string) => school.inside(async () => (await buildFor(name, schoolRows)).id);
  const auditOf = async (id: unknown) =>
    (await ask("GET", `/api/v1/school/audit?entityId=${String(id)}&pageSize=200`, { token: a.token })).body.data as {
      action: string;
    }[];

  before(async () => {
    a = await makeSchool();
    b = await makeSchool();
    nobody = (await makeUser(a, { permissions: [] })).token;
  });
  after(closeApp);

  const byResource = routesByResource("school");

  const readable = (name: string) => byResource.get(name)?.routes.some(({ kind }) => kind === "get");

  it("has a row for each of them, so that none escapes this suite", () => {
    const missing = [...byResource.keys(), ...schoolResources.map(({ name }) => name)].filter(
      (name) => !schoolRows[name],
    );
    expect(missing, "add these to test/door/support/rows.ts").to.deep.equal([]);
  });

  for (const [name, { resource, routes }] of byResource) {
    describe(name, () => {
      for (const route of routes) {
        const { method, path, kind, verb } = route;
        const takesId = path.includes(":id");
        const targetName = kind === "nested" || (kind === "create" && takesId) ? parentName(route) : name;
        const call = (id: string, more: Parameters<typeof ask>[2]) =>
          ask(method.toUpperCase(), filled(route, id), more);
        const body = method === "get" || method === "delete" ? undefined : {};
        /** What makes a row; what stands in the path is not repeated in the body. */
        const bodyFor = async () => {
          const all = await a.inside(() => newBody(resource));
          const field =
            takesId && [...resource.fields.create.values()].find(({ reference }) => reference === targetName);
          if (!field) return { id: "", body: all };
          const { [field.name]: id, ...rest } = all;
          return { id: String(id), body: rest };
        };

        it(`${method} ${path} asks who is there, and whether he may`, async () => {
          const id = takesId ? await row(a, targetName) : "";
          expect((await call(id, { host: a.host, body })).status, "without a credential").to.equal(401);
          const valid = kind === "create" && resource.create ? (await bodyFor()).body : body;
          const refused = await call(id, { token: nobody, body: valid });
          expect([refused.status, refused.body.code], refused.text).to.deep.equal([403, "forbidden"]);
        });

        if (takesId)
          it(`${method} ${path} finds neither the other school's rows nor what is none`, async () => {
            for (const id of [await row(b, targetName), uuidv7(), "1", "no-uuid", "%00", "..%2f.."]) {
              const missing = await call(id, { token: a.token, body });
              expect([missing.status, missing.body.code], `${id}: ${missing.text}`).to.deep.equal([404, "not_found"]);
            }
          });

        if (body)
          it(`${method} ${path} refuses a field it does not know, at the field`, async () => {
            const id = takesId ? await row(a, targetName) : "";
            const sent = verb?.on === "many" ? { ids: [await row(a, name)], nonsense: 1 } : { nonsense: 1 };
            const refused = await call(id, { token: a.token, body: sent });
            expect(refused.status, refused.text).to.equal(422);
            expect((refused.body.errors as { path: string }[]).map((one) => one.path)).to.include("/nonsense");
          });

        if (kind === "list" || kind === "nested") describeList(route, () => ({ a, b }));

        if (kind === "get")
          it(`${method} ${path} answers the row, with id and stamps`, async () => {
            const id = await row(a, name);
            const found = await call(id, { token: a.token });
            expect(found.status, found.text).to.equal(200);
            expect(found.body).to.include({ id });
            expect(found.body).to.include.keys("createdAt", "updatedAt", ...(resource.versioned ? ["version"] : []));
          });

        if (kind === "create" && resource.create)
          it(`${method} ${path} makes a row, says where, and tells the trail`, async () => {
            const { id, body: valid } = await bodyFor();
            const made = await call(id, { token: a.token, body: valid });
            expect(made.status, made.text).to.equal(201);
            expect(String(made.headers.location)).to.match(new RegExp(`^/api/v1/school/[^?]+/${made.body.id}$`));
            const there = await ask("GET", String(made.headers.location), { token: a.token });
            if (readable(resource.name)) expect(there.body).to.deep.equal(made.body);
            expect((await auditOf(made.body.id)).map(({ action }) => action)).to.include("create");
          });

        if (changes(route)) {
          it(`${method} ${path} changes what is sent, tells the trail, and refuses a stale version`, async () => {
            const id = await row(a, name);
            const { name: field, body: change } = await a.inside(() =>
              updateBody(verb?.fields ?? resource.fields.update, schoolRows),
            );
            const changed = await call(id, { token: a.token, body: change });
            expect(changed.status, changed.text).to.equal(200);
            expect(changed.body[field]).to.deep.equal(change[field]);
            expect((await auditOf(id)).map(({ action }) => action)).to.include("update");
            if (!resource.versioned) return;
            const stale = await call(id, { token: a.token, body: { ...change, version: changed.body.version - 1 } });
            expect([stale.status, stale.body.code], stale.text).to.deep.equal([409, "version_conflict"]);
          });

          it(`${method} ${path} with nothing in it changes nothing`, async () => {
            const id = await row(a, name);
            const before = (await ask("GET", filled(route, id), { token: a.token })).body ?? {};
            const same = await call(id, { token: a.token, body: {} });
            expect(same.status, same.text).to.equal(200);
            if (before.id) expect(same.body).to.deep.equal(before);
          });
        }

        if (kind === "remove")
          it(`${method} ${path} takes a row away once, tells the trail, and refuses a stale version`, async () => {
            const id = await row(a, name);
            if (resource.versioned) {
              const stale = await ask("DELETE", `${filled(route, id)}?version=99`, { token: a.token });
              expect([stale.status, stale.body.code]).to.deep.equal([409, "version_conflict"]);
            }
            const unknown = await ask("DELETE", `${filled(route, id)}?force=true`, { token: a.token });
            expect(unknown.status).to.equal(422);
            const gone = await call(id, { token: a.token });
            expect([gone.status, gone.text]).to.deep.equal([204, ""]);
            expect((await call(id, { token: a.token })).status).to.equal(404);
            expect((await auditOf(id)).map(({ action }) => action)).to.include("delete");
          });
      }
    });
  }
});
