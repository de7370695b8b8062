import { connect } from "node:net";
import { expect } from "chai";
import { AuditEntry } from "../../models/school/AuditEntry.js";
import { Setting } from "../../models/school/Setting.js";
import { Student } from "../../models/school/Student.js";
import { forgetClients } from "../../app/tenancy/resolve.js";
import { appPort, ask } from "../support/app.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { makeSchool, PASSWORD, platformToken, type School } from "../support/schools.js";
import { Browser, madeId, refusalOf, schoolWithPanel, stateOf, usePanel } from "./support.js";

const ana = { firstName: "Ana", lastName: "Zulu", gender: "female", dateOfBirth: "2010-02-03" };

describe("the panel's mount", function () {
  this.timeout(60_000);
  usePanel();
  let school: School;
  let admin: Browser;
  before(async () => {
    ({ school, browser: admin } = await schoolWithPanel());
  });

  it("takes a form as AdminJS sends it, with parts of its own kinds", async () => {
    const boundary = "----form";
    const parts = Object.entries({ ...ana, middleName: "__FORM_VALUE_NULL__", "demographics.address": "Rua ção 1" });
    const body = parts.map(
      ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const raw = `${body.join("")}--${boundary}--\r\n`;
    const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
    const id = madeId(await admin.ask("POST", "/admin/api/resources/students/actions/new", { raw, headers }));
    const row = await school.inside(() => Student.findByPk(id, { rejectOnEmpty: true }));
    expect(row.demographics).to.deep.equal({ address: "Rua ção 1" });
  });

  it("refuses files, a form without end, a body of 10 MB and JSON that is no object", async () => {
    const path = "/admin/api/resources/students/actions/new";
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    const file = `--x\r\nContent-Disposition: form-data; name="a"; filename="a.txt"\r\n\r\nhello\r\n--x--\r\n`;
    expect((await admin.ask("POST", path, { raw: file, headers })).status).to.equal(415);
    expect((await admin.ask("POST", path, { raw: "--x\r\nContent-Dis", headers })).status).to.equal(400);
    expect((await admin.ask("POST", path, { raw: `"${"x".repeat(10_000_000)}"` })).status).to.equal(413);
    for (const raw of ["{", "[]", `"text"`]) expect((await admin.ask("POST", path, { raw })).status, raw).to.equal(400);
  });

  it("rolls back what a refusal had begun: neither rows nor their trail stay", async () => {
    const count = () => school.inside(async () => [await Student.count(), await AuditEntry.count()]);
    const ids = [madeId(await admin.create("students", ana)), madeId(await admin.create("students", ana))];
    const before = await count();
    refusalOf(await admin.bulk("students", [...ids, "00000000-0000-4000-8000-000000000000"], "bulkDelete", {}));
    refusalOf(await admin.create("students", { ...ana, gender: "none" }));
    expect(await count()).to.deep.equal(before);
  });

  it("holds no connection while a slow body arrives, and none after the client has gone", async () => {
    const sockets = await Promise.all(
      Array.from({ length: 15 }, () => {
        const socket = connect(appPort(), "127.0.0.1");
        const head = `POST /admin/api/resources/students/actions/new HTTP/1.1\r\nHost: ${school.host}\r\nCookie: ${admin.cookie}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"firstName":`;
        return new Promise<typeof socket>((resolve) =>
          socket.on("connect", () => socket.write(head, () => resolve(socket))),
        );
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await admin.list("students")).status).to.equal(200);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await admin.list("students")).status).to.equal(200);
  });

  it("answers an ended session with 401 as JSON, never with a page", async () => {
    const stranger = new Browser(school.host);
    const answer = await stranger.list("students");
    expect(answer.status).to.equal(401);
    expect(answer.headers["content-type"]).to.include("application/problem+json");
  });

  it("never tells which resources or tables there are", async () => {
    const answer = await admin.list("nothing");
    expect(answer.status).to.equal(404);
    expect(answer.text).not.to.match(/students|resource/i);
    expect((await admin.ask("GET", "/admin/resources/nothing")).status).to.equal(404);
    expect((await admin.ask("GET", "/admin/anything/else")).status).to.equal(404);
  });
});

describe("the panel's pages", function () {
  this.timeout(60_000);
  usePanel();
  let school: School;
  let admin: Browser;
  before(async () => {
    ({ school, browser: admin } = await schoolWithPanel());
  });

  it("load from this host only: no Google, no advertisement", async () => {
    const page = await admin.ask("GET", "/admin/");
    expect(page.text).not.to.match(/https?:\/\//);
    expect(page.text).to.include('"withMadeWithLove":false');
    expect(page.headers["content-security-policy"])
      .to.include("script-src 'self' 'unsafe-inline'")
      .and.include("frame-ancestors 'none'");
    expect(page.headers["cache-control"]).to.equal("no-store");
  });

  it("serve their files compressed, for ever, and to anybody: before session and database", async () => {
    const page = await admin.ask("GET", "/admin/");
    const files = [...page.text.matchAll(/(?:src|href)="(\/admin\/frontend\/[^"]+)"/g)].map((found) => found[1]!);
    // The core twice: once to be fetched before the parser comes to it.
    expect(files.map((file) => file.replace(/.*\/([\w-]+)\.[0-9a-f]{12}\./, "$1."))).to.deep.equal(
      "core.js panel.css core.js words-en.js pages.js".split(" "),
    );
    for (const file of files) {
      const answer = await ask("GET", file, { host: "nowhere.localhost", headers: { "accept-encoding": "br" } });
      expect(answer.status, file).to.equal(200);
      expect(answer.headers).to.include({
        "content-encoding": "br",
        "cache-control": "public, max-age=31536000, immutable",
      });
      expect(answer.headers["set-cookie"]).to.equal(undefined);
      const plain = await ask("GET", file, { headers: { "accept-encoding": "identity" } });
      expect(plain.text.length, file).to.be.above(1000);
    }
    expect((await ask("GET", "/admin/frontend/manifest.json")).status).to.equal(404);
    expect((await ask("GET", "/admin/frontend/..%2F..%2Fpackage.json")).status).to.equal(404);
  });

  it("cannot be broken by a school's own name", async () => {
    const bad = await makeSchool();
    const name = `</script><script>window.hit=1</script>"'&`;
    await asSuperuser(await testDatabase(), (client) =>
      client.query("UPDATE public.clients SET name = $1 WHERE id = $2", [name, bad.client.id]),
    );
    forgetClients();
    const browser = new Browser(bad.host);
    const login = await browser.ask("GET", "/admin/login");
    expect(login.text).not.to.include("<script>");
    await browser.signIn(`admin@${bad.schema}.example.test`);
    const page = await browser.ask("GET", "/admin/");
    expect(page.text).not.to.include("<script>window.hit");
    expect(page.text).to.include("<title>&lt;/script&gt;");
  });

  it("say where the data is invented", async () => {
    const said = async () => stateOf(await admin.ask("GET", "/admin/")).demonstration;
    expect(await said()).to.equal(false);
    await school.inside(async () => {
      const general = await Setting.findOne({ where: { key: "general" }, rejectOnEmpty: true });
      await general.update({ value: { ...general.value, demonstration: true } });
    });
    expect(await said()).to.equal(true);
  });

  it("are another panel on the main host: schools and their making, for the platform's people", async () => {
    await platformToken();
    const main = new Browser("localhost");
    await main.signIn("superadmin@platform.example.test", PASSWORD);
    const state = stateOf(await main.ask("GET", "/admin/resources/schools"));
    expect(state.house.kind).to.equal("platform");
    const of = (name: string) => state.resources.find((one) => one.name === name);
    expect(of("schools")?.create).to.include({ path: "/schools", method: "POST" });
    expect(of("students")).to.equal(undefined);
    const { records } = (await main.list("schools", `?filters.schemaName=${school.schema}`)).body as {
      records: { id: string; params: { schemaName: string } }[];
    };
    const row = records.find((one) => one.params.schemaName === school.schema);
    const done = await main.record("schools", row?.id ?? "", "suspend", { reason: "fees" });
    expect(done.body.notice).to.deep.equal({ message: "Suspend: done", type: "success" });
    expect((await main.record("schools", row?.id ?? "", "edit", { country: "x" })).body.record.errors).to.have.property(
      "country",
    );
    expect((await main.list("students")).status).to.equal(404);
  });
});
