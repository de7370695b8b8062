import { request } from "node:http";
import { connect } from "node:net";
import { expect } from "chai";
import { after as rowsAfter, keyColumns, keysOf } from "../../app/commands/exports/keyset.js";
import { sequelize } from "../../app/database/connection.js";
import { readQuery } from "../../app/door/query.js";
import { systemActor, who } from "../../app/policies/Actor.js";
import { PERMISSIONS } from "../../app/policies/permissions.js";
import { Student } from "../../models/school/Student.js";
import { auditEntries } from "../../resources/auditEntries.js";
import { platformResources, schoolResources } from "../../resources/index.js";
import { hashPassword } from "../../app/crypto/passwords.js";
import { User } from "../../models/public/User.js";
import { Role } from "../../models/school/Role.js";
import { RoleAssignment } from "../../models/school/RoleAssignment.js";
import { bulkCreate } from "../../app/audit/audited.js";
import { appPort, ask, closeApp } from "../support/app.js";
import { makeSchool, PASSWORD, platformToken, signIn, type School } from "../support/schools.js";
import { schoolRows } from "../door/support/rows.js";
import { rowsOf } from "../sheets/readSheet.js";

/** An answer's bytes as they came. */
function bytesOf(
  path: string,
  token: string,
  host: string,
): Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    const headers = { host, authorization: `Bearer ${token}` };
    request({ host: "127.0.0.1", port: appPort(), path, headers }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on("data", (part: Buffer) => parts.push(part));
      incoming.on("end", () =>
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, bytes: Buffer.concat(parts) }),
      );
    })
      .on("error", reject)
      .end();
  });
}

const PATH = "/api/v1/school/exports";

describe("exports", function () {
  this.timeout(60_000);
  let school: School;
  const sheet = async (path: string, token = school.token) => {
    const { status, bytes } = await bytesOf(`${PATH}/${path}`, token, school.host);
    if (status !== 200) throw new Error(`${status} ${bytes.toString("utf8")}`);
    return rowsOf(bytes);
  };
  const csv = async (path: string, token = school.token) => {
    const { status, text } = await ask("GET", `${PATH}/${path}`, { token });
    if (status !== 200) throw new Error(`${status} ${text}`);
    return text.replace("\uFEFF", "").trimEnd().split("\r\n");
  };
  async function userWith(permissions: string[]): Promise<string> {
    const email = `u${Math.random().toString(36).slice(2)}@${school.schema}.example.test`;
    const passwordHash = await hashPassword(PASSWORD);
    await school.inside(async () => {
      const role = await Role.create({ name: email, permissions });
      const user = await User.create({
        clientId: school.client.id,
        email,
        firstName: "Uma",
        lastName: "User",
        passwordHash,
      });
      await RoleAssignment.create({ userId: user.id, roleId: role.id });
    });
    return signIn(school.host, email);
  }

  before(async () => {
    school = await makeSchool();
    for (const make of Object.values(schoolRows)) await school.inside(async () => make());
    const born = (index: number) => `2011-01-${String((index % 28) + 1).padStart(2, "0")}`;
    await school.inside(() =>
      bulkCreate(
        Student,
        Array.from({ length: 1203 }, (_, index) => ({
          firstName: index === 7 ? "=cmd|' /C calc'!A0" : `First ${index}`,
          lastName: `Export ${index % 3}`,
          gender: "female",
          dateOfBirth: born(index),
          admissionNumber: index % 5 ? `X${index}` : null,
          demographics: { nationality: "ZW", specialNeeds: "secret need" },
        })) as never,
      ),
    );
  });
  after(closeApp);

  it("answer every resource that has a list, in both formats, named by kind and the school's day", async () => {
    for (const { name } of schoolResources) {
      const { status, headers, bytes } = await bytesOf(`${PATH}/${name}`, school.token, school.host);
      expect(status, `${name}: ${status === 200 ? "" : bytes.toString("utf8")}`).to.equal(200);
      expect(headers["content-disposition"]).to.match(new RegExp(`filename="${name} \\d{4}-\\d\\d-\\d\\d\\.xlsx"`));
      expect(headers["content-length"]).to.equal(String(bytes.length));
      expect(rowsOf(bytes).length, name).to.be.above(1);
      expect((await csv(`${name}?format=csv`)).length, name).to.be.above(1);
    }
  });

  it("answer the platform's lists to the platform's people only", async () => {
    const token = await platformToken();
    for (const kind of ["schools", "users", "audit", "domains", "platform-users"]) {
      const { status, text } = await ask("GET", `/api/v1/system/exports/${kind}?format=csv`, { token });
      expect([status, text.split("\r\n").length > 1], kind).to.deep.equal([200, true]);
    }
    const other = await ask("GET", "/api/v1/system/exports/schools", { token: school.token });
    expect([other.status, other.body.code]).to.deep.equal([403, "wrong_audience"]);
  });

  it("follow the list over all pages, each row once, in its order, for every order that can be asked", async () => {
    for (const sort of [
      "lastName",
      "-lastName",
      "admissionNumber",
      "-admissionNumber",
      "name",
      "-dateOfBirth",
      "-createdAt",
    ]) {
      const numbers = (await csv(`students?format=csv&columns=id&sort=${sort}`)).slice(1);
      expect(new Set(numbers).size, sort).to.equal(numbers.length);
      const order = await school.inside(() =>
        Student.findAll({ order: readQueryOf("students", sort), attributes: ["id"] }),
      );
      expect(numbers, sort).to.deep.equal(order.map(({ id }) => `"${id}"`));
    }
  });
  const readQueryOf = (name: string, sort: string) =>
    readQuery(
      schoolResources.find((one) => one.name === name)!,
      { sort },
      systemActor("tests", PERMISSIONS),
    ).order;

  it("can carry on after a row in every order of every resource", () => {
    for (const resource of [...schoolResources, ...platformResources])
      for (const sort of [...resource.sort, ...Object.keys(resource.moreSorts ?? {}), resource.defaultSort])
        for (const sign of ["", "-"])
          keysOf(
            resource,
            readQuery(resource, { sort: `${sign}${String(sort).replace(/^-/, "")}` }, systemActor("t", PERMISSIONS))
              .order,
          );
  });

  it("pass over no row whose instant has microseconds", async () => {
    await school.inside(async () => {
      const keys = keysOf(auditEntries as never, readQuery(auditEntries as never, {}, who()).order);
      const rows = await auditEntries.model.findAll({
        attributes: { include: keyColumns(keys) },
        order: [
          ["at", "DESC"],
          ["id", "ASC"],
        ],
        limit: 2,
      });
      const rest = await auditEntries.model.count({ where: rowsAfter(keys, rows[0]!) as never });
      expect(rest).to.equal((await auditEntries.model.count()) - 1);
      const [{ exact }] = (
        await sequelize.query("SELECT bool_or(at <> date_trunc('milliseconds', at)) AS exact FROM audit_log")
      )[0] as [{ exact: boolean }];
      expect(exact, "the case is there").to.equal(true);
    });
  });

  it("take the list's filters and search, and refuse what the list refuses", async () => {
    const [, ...found] = await csv(
      "students?format=csv&columns=firstName&search=First%2012&dateOfBirthFrom=2011-01-01",
    );
    const list = await ask("GET", "/api/v1/school/students?search=First%2012&dateOfBirthFrom=2011-01-01&pageSize=200", {
      token: school.token,
    });
    expect(found.length).to.equal(list.body.page.total);
    expect(found.length).to.be.within(1, 1000);
    for (const [query, path] of [
      ["colour=red", "/colour"],
      ["sort=demographics", "/sort"],
      ["columns=passwordHash", "/columns"],
      ["page=2", "/page"],
      ["format=ods", "/format"],
    ]) {
      const { status, body } = await ask("GET", `${PATH}/students?${query}`, { token: school.token });
      expect([status, body.errors?.[0].path], query).to.deep.equal([422, path]);
    }
    for (const kind of ["passwords", "__proto__", "constructor"])
      expect((await ask("GET", `${PATH}/${kind}`, { token: school.token })).status, kind).to.equal(404);
  });

  it("show references by name with the number beside, enums as words, days as dates, and no bare ids", async () => {
    const [headings, ...rows] = await sheet("registrations");
    expect(headings).to.include.members(["Student", "Student: admission number", "Class", "Status"]);
    expect(headings).not.to.include("Id");
    const [, row] = await csv("registrations?format=csv&columns=studentId,status");
    expect(row).to.match(/^"\w+ [\w ]+","[^"]*","Active"$/);
    expect(rows.length).to.be.above(0);
    const [columns, first] = await sheet("students?columns=firstName,dateOfBirth,gender&search=First%200");
    expect([columns, first]).to.deep.equal([
      ["First name", "Date of birth", "Gender"],
      ["First 0", "40544", "Female"],
    ]);
  });

  it("say headings and choices in the language that is asked for, in English where we do not have it", async () => {
    const lines = (language: string) =>
      csv(`students?format=csv&columns=lastName,gender&search=First%200&language=${language}`);
    expect((await lines("fr")).slice(0, 2)).to.deep.equal(['"Nom","Sexe"', '"Export 0","Fille"']);
    expect((await lines("pt-MZ"))[0]).to.equal('"Apelido","Sexo"');
    expect((await lines("sn"))[0]).to.equal('"Last name","Gender"');
  });

  it("make text of what would run as a formula", async () => {
    expect(await csv("students?format=csv&columns=firstName&search=calc")).to.deep.equal([
      '"First name"',
      `"'=cmd|' /C calc'!A0"`,
    ]);
    expect((await sheet("students?columns=firstName&search=calc"))[1]).to.deep.equal(["=cmd|' /C calc'!A0"]);
  });

  it("hide guarded fields from whom they are hidden, named or not", async () => {
    expect((await csv("students?format=csv"))[0]).to.include("Special needs");
    const token = await userWith(["students.read"]);
    const lines = await csv("students?format=csv&columns=lastName,demographics", token);
    expect(lines[0]).to.include("Nationality").and.not.include("Special needs");
    expect(lines.join("\n")).not.to.include("secret need");
    expect((await csv("students?format=csv", token)).join("\n")).not.to.include("secret need");
  });

  it("hold only the rows that one may see, and no name of a row that one may not", async () => {
    const own = await userWith(["students.read:own", "structure.read"]);
    expect(await csv("students?format=csv&columns=lastName", own)).to.deep.equal(['"Last name"']);
    const structure = await userWith(["structure.read"]);
    const refused = await ask("GET", `${PATH}/students`, { token: structure });
    expect([refused.status, refused.body.code]).to.deep.equal([403, "forbidden"]);
    const open = await ask("GET", `${PATH}/students`, { host: school.host });
    expect(open.status).to.equal(401);
  });

  it("are on the trail with kind, filter and count", async () => {
    await csv("students?format=csv&columns=lastName&gender=female&search=calc");
    const { body } = await ask("GET", "/api/v1/school/audit?action=exported&entity=students&sort=-at&pageSize=1", {
      token: school.token,
    });
    expect(body.data[0]).to.deep.include({ action: "exported", entity: "students" });
    expect(body.data[0].after).to.deep.equal({
      format: "csv",
      count: 1,
      filter: { gender: "female", search: "calc" },
      columns: ["lastName"],
    });
  });

  it("hold no connection while a client does not read", async () => {
    const socket = connect(appPort(), "127.0.0.1");
    socket.pause();
    socket.write(
      `GET ${PATH}/students?format=csv HTTP/1.1\r\nHost: ${school.host}\r\nAuthorization: Bearer ${school.token}\r\n\r\n`,
    );
    const { pool } = (sequelize as unknown as { connectionManager: { pool: { using: number } } }).connectionManager;
    const seen: number[] = [];
    for (let turn = 0; turn < 60; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      seen.push(pool.using);
    }
    socket.destroy();
    expect(seen.slice(-10), seen.join()).to.deep.equal(Array(10).fill(0));
  });
});
