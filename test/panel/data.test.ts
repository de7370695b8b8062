import { expect } from "chai";
import { Student } from "../../models/school/Student.js";
import { ask } from "../support/app.js";
import { makeSchool, PASSWORD, platformToken, type School } from "../support/schools.js";
import { Browser, schoolWithPanel, usePanel, userWith } from "./support.js";

const ana = { firstName: "Ana", lastName: "Zulu", gender: "female", dateOfBirth: "2010-02-03" };

describe("/admin/data, the API under the panel's session", function () {
  this.timeout(60_000);
  usePanel();
  let school: School;
  let admin: Browser;
  before(async () => {
    ({ school, browser: admin } = await schoolWithPanel());
  });

  it("answers as the API does: the same body, the Location below its own address", async () => {
    const made = await admin.ask("POST", "/admin/data/students", { body: ana });
    expect(made.status).to.equal(201);
    expect(made.headers.location).to.equal(`/admin/data/students/${made.body.id}`);
    const byApi = await ask("GET", `/api/v1/school/students/${made.body.id}`, {
      host: school.host,
      token: school.token,
    });
    const byPanel = await admin.ask("GET", `/admin/data/students/${made.body.id}`);
    expect(byPanel.body).to.deep.equal(byApi.body);
    expect(byPanel.headers["cache-control"]).to.equal("no-store");
  });

  it("takes the cookie and nothing beside it", async () => {
    for (const more of [{ token: school.token }, { key: "frk_x.y" }]) {
      const answer = await admin.ask("GET", "/admin/data/students", more);
      expect(answer.status).to.equal(400);
      expect(answer.body.code).to.equal("ambiguous_credentials");
    }
    const withoutCookie = await new Browser(school.host).ask("GET", "/admin/data/students");
    expect(withoutCookie.status).to.equal(401);
    expect(withoutCookie.body.code).to.equal("unauthenticated");
  });

  it("opens nothing of the API: a cookie under /api/v1 means nothing", async () => {
    const headers = { cookie: admin.cookie, "sec-fetch-site": "same-origin" };
    const answer = await ask("GET", "/api/v1/school/students", { host: school.host, headers });
    expect(answer.status).to.equal(401);
  });

  it("refuses a form's body, broken JSON, and knows no other path", async () => {
    expect((await admin.form("/admin/data/students", { firstName: "A" })).status).to.equal(415);
    expect((await admin.ask("POST", "/admin/data/students", { raw: "{" })).body.code).to.equal("malformed_json");
    expect((await admin.ask("GET", "/admin/data/nothing")).body.code).to.equal("not_found");
  });

  it("shows the system on the main host and only there", async () => {
    await platformToken();
    const main = new Browser("localhost");
    await main.signIn("superadmin@platform.example.test", PASSWORD);
    const schools = await main.ask("GET", "/admin/data/schools?pageSize=200");
    expect(schools.status).to.equal(200);
    expect((schools.body.data as { schemaName: string }[]).map((one) => one.schemaName)).to.include(school.schema);
    expect((await main.ask("GET", "/admin/data/students")).status).to.equal(404);
    expect((await admin.ask("GET", "/admin/data/schools")).status).to.equal(404);
  });

  it("keeps two schools apart in 60 mixed calls", async () => {
    const other = await makeSchool();
    const their = new Browser(other.host);
    await their.signIn(`admin@${other.schema}.example.test`);
    await other.inside(() => Student.create({ ...ana, lastName: "Other" }));
    const calls = Array.from({ length: 60 }, async (_, index) => {
      const [browser, own] = index % 2 ? [admin, "Zulu"] : [their, "Other"];
      const path = index % 3 ? "/admin/data/students" : "/admin/api/resources/students/actions/list";
      const { text } = await browser.ask("GET", path);
      return text.includes(own) && !text.includes(own === "Zulu" ? "Other" : "Zulu");
    });
    expect(await Promise.all(calls)).to.deep.equal(calls.map(() => true));
  });

  it("asks the same permissions", async () => {
    const reader = await userWith(school, ["students.read"]);
    expect((await reader.ask("GET", "/admin/data/students")).status).to.equal(200);
    expect((await reader.ask("POST", "/admin/data/students", { body: ana })).status).to.equal(403);
  });
});
