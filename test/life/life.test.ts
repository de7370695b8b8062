import { testDatabase } from "../support/database.js";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { pumpOperations } from "../../app/commands/life/pump.js";
import { findClient, forgetClients } from "../../app/tenancy/resolve.js";
import { StoredFile } from "../../models/school/StoredFile.js";
import { Student } from "../../models/school/Student.js";
import { fullSchool, sums } from "../dump/support.js";
import { ask, closeApp } from "../support/app.js";
import { inside, makeSchool, platformToken, signIn, type School } from "../support/schools.js";
import { freshName, superuser, traces } from "../tenancy/newSchools.js";
import {
  clone,
  filesBelow,
  form,
  keep,
  OPERATIONS,
  orphans,
  ownStorage,
  passOverOthers,
  SCHOOLS,
  worked,
} from "./support.js";

describe("the life of a school", function () {
  this.timeout(120_000);
  let own: Awaited<ReturnType<typeof ownStorage>>;
  let school: School;
  let token: string;
  before(async () => {
    own = await ownStorage();
    await testDatabase();
    await passOverOthers();
    school = await fullSchool(new Map());
    await keep(`${school.schema}/uploads/crest.png`, "a crest, more or less");
    token = await platformToken("operator");
  });
  after(async () => {
    await own.remove();
    await closeApp();
  });

  const clientOf = async (schemaName: string) => {
    forgetClients();
    const client = await findClient({ schemaName });
    if (!client) throw new Error(`there is no ${schemaName}`);
    return client;
  };

  it("clones it: equal rows, its files, its people with logins of their own, under its new name", async () => {
    const schemaName = freshName();
    const { body } = await worked(clone(school.client.id, token, { name: "Second", schemaName }), token);
    expect(body).to.deep.include({ kind: "clone", status: "done", error: null, clientId: school.client.id });
    expect([body.done, body.result.schemaName, body.result.stayedBehind]).to.deep.equal([
      body.total,
      schemaName,
      { api_keys: 1, verification_codes: 466, domains: 1 },
    ]);
    const client = await clientOf(schemaName);
    expect(client).to.deep.include({ name: "Second", status: "active" });
    const [a, b] = [await sums(school.client), await sums(client, school.schema)];
    for (const table of ["students", "marks", "report_cards", "files", "registrations"])
      expect(b[table]).to.equal(a[table]);
    const files = await inside(client, () => StoredFile.findAll());
    expect(files.map(({ key }) => key)).to.deep.equal([`${schemaName}/uploads/crest.png`]);
    expect(await readFile(join(own.folder, "files", schemaName, "uploads/crest.png"), "utf8")).to.equal(
      "a crest, more or less",
    );
    expect(await filesBelow(own.folder, schemaName)).to.deep.equal(["crest.png"]);
    const theirs = await signIn(`${schemaName}.localhost`, `admin@${school.schema}.example.test`);
    const settings = await ask("GET", "/api/v1/school/settings/general", {
      host: `${schemaName}.localhost`,
      token: theirs,
    });
    expect(settings.body.name, settings.text).to.equal("Second");
  });

  it("clones it without people: structure, settings and administrators, and nobody else", async () => {
    const schemaName = freshName();
    await worked(clone(school.client.id, token, { name: "Empty", schemaName, withData: false }), token);
    const counts = async (name: string) =>
      Object.fromEntries(
        Object.entries(await sums(await clientOf(name))).map(([table, sum]) => [table, Number(sum.split(" ")[0])]),
      );
    const [full, empty] = [await counts(school.schema), await counts(schemaName)];
    for (const table of [
      "forms",
      "classes",
      "subjects",
      "terms",
      "grade_scales",
      "roles",
      "settings",
      "class_sessions",
    ])
      expect(empty[table], table).to.equal(full[table]);
    for (const table of [
      "students",
      "guardians",
      "marks",
      "registrations",
      "report_cards",
      "audit_log",
      "public.whatsapp_contacts",
    ])
      expect([table, empty[table], full[table]! > 0 || table === "audit_log"]).to.deep.equal([
        table,
        table === "audit_log" ? empty[table] : 0,
        true,
      ]);
    const { rows: admins } = await superuser(
      `SELECT count(DISTINCT user_id)::int AS n FROM "${school.schema}".role_assignments a JOIN "${school.schema}".roles r ON r.id = a.role_id AND r.preset = 'admin'`,
    );
    const { n } = admins[0] as { n: number };
    expect([n < full.staff!, empty["public.users"], empty.staff, empty.role_assignments]).to.deep.equal([
      true,
      n,
      n,
      n,
    ]);
    await signIn(`${schemaName}.localhost`, `admin@${school.schema}.example.test`);
  });

  let file: Buffer;
  it("exports it to a file behind a signed link, which the platform's host alone gives out", async () => {
    const { body } = await worked(ask("POST", `${SCHOOLS}/${school.client.id}/export`, { token, body: {} }), token);
    expect([body.status, Object.keys(body.result).sort()]).to.deep.equal(["done", ["bytes", "sha256", "url"]]);
    const got = await ask("GET", body.result.url);
    expect([got.status, got.headers["content-length"], got.headers.etag]).to.deep.equal([
      200,
      String(body.result.bytes),
      `"${body.result.sha256}"`,
    ]);
    file = await readFile(join(own.folder, "files", school.schema, "dumps", body.id, "school.tar.gz"));
    expect(file.length).to.equal(body.result.bytes);
    expect((await ask("GET", body.result.url, { host: school.host })).status).to.equal(404);
    expect((await ask("GET", body.result.url.replace(/signature=.{5}/, "signature=AAAAA"))).status).to.equal(403);
    const support = await ask("GET", `${OPERATIONS}/${body.id}`, { token: await platformToken("support") });
    expect(support.body.result).to.deep.equal({ bytes: body.result.bytes, sha256: body.result.sha256 });
  });

  const send = (bytes: Buffer, fields: Record<string, string>, by = token) =>
    ask("POST", `${SCHOOLS}/import`, { token: by, ...form(bytes, fields) });

  it("imports the file as another school, and answers 202 with where it is", async () => {
    const schemaName = freshName();
    const { body } = await worked(send(file, { schemaName, name: "Third", domain: `${schemaName}.third.test` }), token);
    expect(body).to.deep.include({ kind: "import", status: "done" });
    const [a, b] = [await sums(school.client), await sums(await clientOf(schemaName), school.schema)];
    for (const table of ["students", "marks", "report_cards"]) expect(b[table]).to.equal(a[table]);
    await signIn(`${schemaName}.third.test`, `admin@${school.schema}.example.test`);
    expect(await filesBelow(own.folder, schemaName)).to.deep.equal(["crest.png"]);
  });

  it("refuses a file that is none, is cut, or a name that is taken or reserved, and leaves nothing", async () => {
    const name = () => ({ schemaName: freshName() });
    const tried = [name(), name(), { schemaName: school.schema }, { schemaName: "public" }, { schemaName: "A b" }, {}];
    const answers = [
      await send(Buffer.from("no archive"), tried[0]!),
      await send(file.subarray(0, file.length - 100), tried[1]!),
      ...[await send(file, tried[2]!), await send(file, tried[3]!), await send(file, tried[4]!), await send(file, {})],
    ];
    expect(answers.map(({ status, body }) => [status, body.errors?.[0]?.path])).to.deep.equal([
      [422, "/file"],
      [422, "/file"],
      [409, "/schemaName"],
      [422, "/schemaName"],
      [422, "/schemaName"],
      [422, "/schemaName"],
    ]);
    for (const { schemaName } of tried.slice(0, 2) as { schemaName: string }[]) {
      expect(await traces(schemaName)).to.deep.equal([]);
      expect(await filesBelow(own.folder, schemaName)).to.deep.equal([]);
    }
    expect(await orphans()).to.deep.equal([]);
  });

  it("refuses names that are reserved, too long, quoted or of other letters, and host names that are taken or none, for a clone", async () => {
    const other = await makeSchool();
    const refusal = async (body: object) => {
      const { status, body: said } = await clone(school.client.id, token, {
        name: "X",
        schemaName: freshName(),
        ...body,
      });
      return [status, said.errors?.[0]?.path];
    };
    for (const schemaName of [
      "public",
      "pg_x",
      "information_schema",
      "a".repeat(42),
      'a"b',
      "schüle",
      "1a",
      "A",
      "a-b",
      "a b",
      "x",
    ])
      expect(await refusal({ schemaName }), schemaName).to.deep.equal([422, "/schemaName"]);
    expect(await refusal({ schemaName: other.schema })).to.deep.equal([409, "/schemaName"]);
    expect(await refusal({ domain: other.host })).to.deep.equal([409, "/domain"]);
    expect(await refusal({ domain: "localhost" })).to.deep.equal([409, "/domain"]);
    for (const domain of ["X.test", "x.test:80", "münchen.test", "[::1]", "x..test", ""])
      expect(await refusal({ domain }), domain).to.deep.equal([422, "/domain"]);
    expect(await orphans()).to.deep.equal([]);
    for (const domain of [`xn--mnchen-3ya.${freshName()}.test`, "10.1.2.3"]) {
      const { body } = await worked(
        clone(other.client.id, token, { name: "Y", schemaName: freshName(), domain }),
        token,
      );
      expect(body.status, domain).to.equal("done");
    }
  });

  it("refuses a second operation while one is open, and lets it in afterwards", async () => {
    const id = school.client.id;
    const first = await ask("POST", `${SCHOOLS}/${id}/export`, { token, body: {} });
    const [second, third] = [
      await clone(id, token, { name: "No", schemaName: freshName() }),
      await ask("DELETE", `${SCHOOLS}/${id}`, { token, body: { confirm: school.schema } }),
    ];
    expect([first.status, second.status, second.body.code, third.status]).to.deep.equal([
      202,
      409,
      "invalid_transition",
      409,
    ]);
    expect(second.body.detail).to.match(/export/);
    await pumpOperations();
    const again = await worked(ask("POST", `${SCHOOLS}/${id}/export`, { token, body: {} }), token);
    expect(again.body.status).to.equal("done");
  });

  it("cancels what waits: nothing is left of it", async () => {
    const schemaName = freshName();
    const { body } = await clone(school.client.id, token, { name: "Cancelled", schemaName });
    const cancelled = await ask("POST", `${OPERATIONS}/${body.id}/cancel`, { token, body: {} });
    expect(cancelled.status, cancelled.text).to.equal(200);
    await pumpOperations();
    const after = await ask("GET", `${OPERATIONS}/${body.id}`, { token });
    expect(after.body.status).to.equal("cancelled");
    expect(await traces(schemaName)).to.deep.equal([]);
    expect((await ask("POST", `${OPERATIONS}/${body.id}/cancel`, { token, body: {} })).body.code).to.equal(
      "invalid_transition",
    );
  });

  it("takes back a clone that fails, and tells why", async () => {
    const schemaName = freshName();
    const { body } = await worked(clone(school.client.id, token, { name: "Failing", schemaName }), token, {
      between: (moment) => {
        if (moment === "after files") throw new Error("the disk is full");
      },
    });
    expect(body).to.deep.include({ status: "failed", error: "the disk is full" });
    expect(await traces(schemaName)).to.deep.equal([]);
    expect(await filesBelow(own.folder, schemaName)).to.deep.equal([]);
    expect(await orphans()).to.deep.equal([]);
  });

  it("lets none but the platform's operators begin any of it, and shows a school's login nothing", async () => {
    const support = await platformToken("support");
    const id = school.client.id;
    const calls: [string, string, object][] = [
      ["POST", `${SCHOOLS}/${id}/export`, {}],
      ["POST", `${SCHOOLS}/${id}/clone`, { name: "X", schemaName: freshName() }],
      ["DELETE", `${SCHOOLS}/${id}`, { confirm: school.schema }],
      ["POST", `${SCHOOLS}/${id}/restore`, {}],
    ];
    for (const [method, path, body] of calls) {
      const statuses = [
        (await ask(method, path, { body })).status,
        (await ask(method, path, { body, token: support })).status,
        (await ask(method, path, { body, token: school.token, host: school.host })).body.code,
      ];
      expect(statuses, path).to.deep.equal([401, 403, "wrong_audience"]);
    }
    for (const by of [support, school.token])
      expect((await send(file, { schemaName: freshName() }, by)).status).to.equal(403);
    const count = await inside(school.client, () => Student.count());
    expect(count).to.equal(233);
    const { body } = await ask("GET", `/api/v1/system/audit?action=clone&entityId=${id}&pageSize=5`, { token });
    expect(body.data[0]).to.deep.include({ entity: "Client", entityId: id });
    expect(body.data[0].actor.name).to.match(/Pat operator/);
  });
});
