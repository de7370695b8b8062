import { expect } from "chai";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";

describe("answers", () => {
  let a: School;
  before(async () => {
    a = await makeSchool();
  });
  after(closeApp);

  it("refuse as RFC 9457 has it, with the request's id", async () => {
    const problems = [
      await ask("GET", "/api/v1/school/students", { host: a.host }),
      await ask("GET", "/api/v1/school/nothing", { token: a.token }),
      await ask("GET", "/nothing"),
      await ask("POST", "/api/v1/school/students", { token: a.token, body: {} }),
      await ask("POST", "/api/v1/school/students", { token: a.token, raw: "{" }),
    ];
    for (const { status, headers, body } of problems) {
      expect(String(headers["content-type"])).to.match(/^application\/problem\+json/);
      expect(body).to.include.keys("type", "title", "status", "code", "detail", "requestId");
      expect(body.status).to.equal(status);
      expect(body.requestId).to.be.a("string").and.equal(headers["x-request-id"]);
      for (const one of body.errors ?? []) expect(one).to.include.keys("path", "message", "code");
    }
    expect(problems.map(({ status }) => status)).to.deep.equal([401, 404, 404, 422, 400]);
  });

  it("keep a request id that looks like one, and make their own else", async () => {
    const given = async (id: string) =>
      (await ask("GET", "/healthz", { headers: { "x-request-id": id } })).headers["x-request-id"];
    expect(await given("caller-0001")).to.equal("caller-0001");
    for (const id of ["short", "a b c d e f g h", "x".repeat(65), "<script>alert(1)</script>"])
      expect(await given(id)).not.to.equal(id);
  });

  it("point by JSON pointer, ~ and / escaped", async () => {
    const { body } = await ask("POST", "/api/v1/school/students", { token: a.token, body: { "a/b~c": 1 } });
    expect(body.errors.map(({ path }: { path: string }) => path)).to.include("/a~1b~0c");
  });

  it("tell nothing of what went wrong inside", async () => {
    for (const path of [
      "/api/v1/school/students/'",
      "/api/v1/school/students?sort='",
      "/api/v1/school/students?search='",
    ])
      expect((await ask("GET", path, { token: a.token })).text).not.to.match(
        /SELECT|sequelize|postgres|node_modules|at \w+ \(/i,
      );
  });

  it("carry security headers and none that open them to other origins", async () => {
    const preflight = { origin: "https://evil.example", "access-control-request-method": "POST" };
    for (const answer of [
      await ask("GET", "/api/v1/school/students", { token: a.token, headers: { origin: "https://evil.example" } }),
      await ask("OPTIONS", "/api/v1/school/students", { headers: preflight }),
      await ask("GET", "/nothing"),
    ]) {
      expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control-"))).to.deep.equal([]);
      expect(answer.headers).to.include({
        "x-content-type-options": "nosniff",
        "x-frame-options": "SAMEORIGIN",
        "referrer-policy": "no-referrer",
      });
      expect(answer.headers).not.to.have.any.keys("x-powered-by", "server");
    }
  });

  it("with personal data are kept by no cache", async () => {
    const { headers } = await ask("GET", "/api/v1/school/students", { token: a.token });
    expect(headers["cache-control"]).to.match(/no-store/);
  });

  it("take a slash at the end, and HEAD for GET", async () => {
    expect((await ask("GET", "/api/v1/school/students/", { token: a.token })).status).to.equal(200);
    const head = await ask("HEAD", "/api/v1/school/students", { token: a.token });
    expect([head.status, head.text]).to.deep.equal([200, ""]);
    const body = { firstName: "Rudo", lastName: "Dube", gender: "female", dateOfBirth: "2010-03-04" };
    const made = await ask("POST", "/api/v1/school/students/", { token: a.token, body });
    expect(made.headers.location).to.equal(`/api/v1/school/students/${made.body.id}`);
  });
});
