import { expect } from "chai";
import { sequelize } from "../../app/database/connection.js";
import { described } from "../../app/http/route.js";
import { buildExam, buildGuardian, buildMark, buildRegistration, buildStudentGuardian } from "../factories.js";
import { ourFiles, read } from "../house/repository.js";
import { ask, closeApp, serveApp } from "../support/app.js";
import { makeSchool, platformToken, type School } from "../support/schools.js";

/** Statements that name a school's table and one of public at once. */
export function mixes(sql: string, tables: string[]): boolean {
  const bare = sql.replace(/'(?:[^']|'')*'/g, "''");
  if (!/"?\bpublic\b"?\."?\w+/.test(bare)) return false;
  return [...bare.matchAll(/\b(?:from|join|into|update)\s+"?(\w+)"?(?!\s*\.|\w)/gi)].some(([, name = ""]) =>
    tables.includes(name),
  );
}

describe("the statements that requests send", function () {
  this.timeout(120_000);
  let a: School;
  let tables: string[];
  const sent: string[] = [];

  before(async () => {
    await serveApp();
    a = await makeSchool();
    tables = Object.values(sequelize.models)
      .filter((model) => !model.options.schema)
      .map((model) => String(model.getTableName()));
    await a.inside(async () => {
      const exam = await buildExam();
      const registration = await buildRegistration({ classSessionId: exam.classSessionId });
      await buildMark({ examId: exam.id, registrationId: registration.id });
      const guardian = await buildGuardian();
      await buildStudentGuardian({ studentId: registration.studentId, guardianId: guardian.id });
    });
    const platform = await platformToken();
    sequelize.addHook(
      "afterQuery",
      "traffic",
      (_options, query) => void sent.push((query as unknown as { sql: string }).sql),
    );
    try {
      for (const { method, path, mount, scope } of described) {
        const where = `/api/v1/${mount}${path}`.replace(/\{?:(\w+)\}?/g, "019a0000-0000-7000-8000-000000000000");
        if (scope === "self" || /login|logout|refresh|password/.test(path)) continue;
        const token = mount === "system" ? platform : a.token;
        await ask(method.toUpperCase(), where, { token, body: method === "get" ? undefined : {} });
      }
      for (const list of described.filter(({ kind, mount }) => kind === "list" && mount === "school")) {
        const { body } = await ask("GET", `/api/v1/${list.mount}${list.path}`, { token: a.token });
        const id = (body as { data?: { id?: string }[] } | undefined)?.data?.[0]?.id;
        if (id) await ask("GET", `/api/v1/${list.mount}${list.path}/${id}`, { token: a.token });
      }
    } finally {
      sequelize.removeHook("afterQuery", "traffic");
    }
  });
  after(closeApp);

  it("are many, of schools and of the platform", () => {
    expect(sent.length).to.be.greaterThan(150);
    expect(sent.some((sql) => /FROM "students"/.test(sql))).to.equal(true);
    expect(sent.some((sql) => /public/.test(sql))).to.equal(true);
  });

  it("never join a school's table with one of public", () => {
    expect(mixes('SELECT * FROM "students" s JOIN "public"."users" u ON true', tables)).to.equal(true);
    expect(mixes("SELECT * FROM staff WHERE id IN (SELECT id FROM public.users)", tables)).to.equal(true);
    expect(mixes(`SELECT * FROM "public"."users" AS "User"`, tables)).to.equal(false);
    expect(sent.filter((sql) => mixes(sql, tables))).to.deep.equal([]);
  });

  it("hold no current_setting of ours: values are bound", () => {
    expect(sent.filter((sql) => /current_setting\(\s*'app\./i.test(sql))).to.deep.equal([]);
  });

  it("set nothing, listen to nothing and take no lock that outlives the transaction", () => {
    const session = /^\s*(set|reset|listen|unlisten|prepare|discard)\b|pg_(try_)?advisory_lock|nextval|currval/i;
    expect(sent.filter((sql) => session.test(sql))).to.deep.equal([]);
  });
});

describe("the text of the application", () => {
  const sources = ourFiles().filter((path) => /^(app|resources|models|jobs|seeders)\/.*\.tsx?$/.test(path));
  const hits = (pattern: RegExp, except: RegExp = /^$/) =>
    sources
      .filter((path) => !except.test(path))
      .flatMap((path) => [...read(path).matchAll(pattern)].map((hit) => `${path}: ${hit[0]}`));

  it("sets nothing for a session where connections are pooled", () => {
    expect(
      hits(/["'`;]\s*SET (?!LOCAL)(?:SESSION )?(?:\w+ (?:TO|=)|ROLE|TIME ZONE)/gi, /^app\/(database|cli)\//),
    ).to.deep.equal([]);
  });

  it("takes advisory locks for a session only on the direct connection of the set-up", () => {
    expect(hits(/pg_(?:try_)?advisory_lock(?:_shared)?\(/g, /^app\/database\/setup\.ts$/)).to.deep.equal([]);
  });

  it("listens to no channel on a pooled connection", () => {
    expect(hits(/["'`]\s*(?:LISTEN|UNLISTEN)\b/g)).to.deep.equal([]);
  });

  it("reads no setting of the scope in a statement", () => {
    expect(hits(/current_setting\(\s*'app\./g)).to.deep.equal([]);
  });

  it("maps errors by SQLSTATE and detail, never by the name of a constraint", () => {
    expect(hits(/\.constraint\b|_(?:key|fkey|check|pkey)["'`]/g)).to.deep.equal([]);
  });

  it("speaks to pg's many-statement way in app/tenancy only", () => {
    expect(hits(/\.simple\(/g, /^app\/tenancy\//)).to.deep.equal([]);
  });
});
