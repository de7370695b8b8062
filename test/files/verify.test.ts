import { expect } from "chai";
import { masked, newVerificationCode, readCode } from "../../app/commands/reports/verifyCode.js";
import { newCode } from "../../app/reports/verification.js";
import * as models from "../../models/index.js";
import { publishedClass, useHome, type Published } from "../engine/papers.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";

describe("/verify", function () {
  this.timeout(20_000);
  let school: School;
  let other: School;
  let card: Published["cards"][number];
  let leaveHome: () => void;
  before(async () => {
    leaveHome = await useHome();
    [school, other] = [await makeSchool(), await makeSchool()];
    card = (await publishedClass(school, 1)).cards[0]!;
  });
  after(async () => {
    await closeApp();
    leaveHome();
  });
  const json = (code: string, query = "", host = school.host) =>
    ask("GET", `/verify/${code}${query}`, { host, headers: { accept: "application/json" } });
  const set = (status: string) =>
    school.inside(async () => {
      await (await models.ReportCard.findByPk(card.id, { rejectOnEmpty: true })).update({ status });
    });

  it("says what the paper must say, and no more", async () => {
    const { status, body, headers } = await json(card.code);
    expect(status).to.equal(200);
    expect(body).to.deep.equal({
      status: "genuine",
      school: "Gabriel Pereira",
      class: body.class,
      term: "Term 1, 2005/2006",
      issuedOn: "2005-12-16",
      name: "T. 0———",
    });
    expect(headers["x-robots-tag"]).to.include("noindex");
  });

  it("takes the code in any case, with or without dashes, on any host", async () => {
    for (const code of [card.code.toLowerCase(), card.code.replaceAll("-", ""), card.code.replaceAll("-", "%20")])
      expect((await json(code)).status, code).to.equal(200);
    for (const host of ["localhost", other.host, "who.example.test"])
      expect((await json(card.code, "", host)).status, host).to.equal(200);
    expect(
      (
        await ask("GET", `/VERIFY/${card.code}`, {
          host: school.host.toUpperCase(),
          headers: { accept: "application/json" },
        })
      ).status,
    ).to.equal(200);
  });

  it("shows average and passes to whoever knows the end of the admission number", async () => {
    const end = card.admissionNumber.slice(-4);
    expect((await json(card.code, `?number=${end}`)).body).to.include({ average: 62.5, passes: 2 });
    for (const number of ["0000", end.slice(1), `1${end}`, card.admissionNumber, "", "%00"])
      expect((await json(card.code, `?number=${encodeURIComponent(number)}`)).body, number).not.to.have.property(
        "average",
      );
    expect((await json(card.code, `?number=${end}&number=${end}`)).body).not.to.have.property("average");
  });

  it("tells superseded and revoked from genuine", async () => {
    for (const status of ["superseded", "revoked", "current"]) {
      await set(status);
      expect((await json(card.code)).body.status).to.equal(status === "current" ? "genuine" : status);
    }
  });

  it("answers what no card has with 404, a guess without asking the database", async () => {
    expect((await json("ABCD")).status).to.equal(404);
    expect((await json("x".repeat(5000))).status).to.equal(404);
    expect((await json(newCode(Buffer.alloc(32, 1)))).status, "another installation's").to.equal(404);
    expect((await json(newVerificationCode())).status, "ours, but of no card").to.equal(404);
    expect(readCode(newCode(Buffer.alloc(32, 1)))).to.equal(null);
    expect(readCode(card.code.toLowerCase())).to.equal(card.code);
  });

  it("does not let a school's row lead to another school's card", async () => {
    const code = newVerificationCode();
    await other.inside(() =>
      models.VerificationCode.create({ code, clientId: other.client.id, reportCardId: card.id }),
    );
    expect((await json(code)).status).to.equal(404);
  });

  it("is a page for people: the words, the form, nothing that runs", async () => {
    await set("current");
    const page = (query = "") =>
      ask("GET", `/verify/${card.code}${query}`, { host: school.host, headers: { accept: "text/html" } });
    const { status, text, headers } = await page();
    expect(status).to.equal(200);
    expect(text).to.include("This report card is genuine").and.include("T. 0———").and.include('name="number"');
    expect(text).not.to.include("Tariro");
    expect(text).not.to.include(card.admissionNumber);
    expect(text).to.match(/<meta name="robots" content="noindex/);
    expect(headers["content-security-policy"]).to.include("default-src 'none'");
    expect((await page(`?number=${card.admissionNumber.slice(-4)}`)).text)
      .to.include("12.5")
      .and.not.include('name="number"');
    expect((await page("?number=0000")).text).to.include("not the end");
    const unknown = await ask("GET", "/verify/NONE", { host: school.host, headers: { accept: "text/html" } });
    expect([unknown.status, unknown.text.includes("No report card has this code")]).to.deep.equal([404, true]);
  });

  it("writes what a school may have typed as text, never as a page", async () => {
    const [evil] = (await publishedClass(school, 1)).cards;
    await school.inside(async () => {
      const row = await models.ReportCard.findByPk(evil!.id, { rejectOnEmpty: true });
      const snapshot = structuredClone(row.snapshot) as { school: { name: string } };
      snapshot.school.name = "<script>alert(1)</script>";
      await row.update({ snapshot });
    });
    const { text } = await ask("GET", `/verify/${evil!.code}`, { headers: { accept: "text/html" } });
    expect(text).to.include("&#60;script&#62;").and.not.include("<script>");
  });

  it("masks names of every kind", () => {
    expect(masked("Tariro Anesu Moyo")).to.equal("T. M———");
    expect(masked("ólá ọmọ")).to.equal("Ó. Ọ———");
    expect(masked("Madonna")).to.equal("M———");
    expect(masked(" 李 小龙 ")).to.equal("李. 小———");
  });
});
