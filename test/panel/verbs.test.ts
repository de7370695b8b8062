import { expect } from "chai";
import { ExamSession } from "../../models/school/ExamSession.js";
import { Term } from "../../models/school/Term.js";
import type { School } from "../support/schools.js";
import { madeId, refusalOf, schoolWithPanel, stateOf, usePanel, userWith, type Browser } from "./support.js";

describe("verbs in the panel", function () {
  this.timeout(60_000);
  usePanel();
  let school: School;
  let admin: Browser;
  let round: string;
  before(async () => {
    ({ school, browser: admin } = await schoolWithPanel());
    const year = madeId(await admin.create("sessions", { name: "2031", startsOn: "2031-01-10", endsOn: "2031-12-10" }));
    const dates = { startsOn: "2031-01-10", endsOn: "2031-04-10" };
    const term = await school.inside(() => Term.create({ sessionId: year, name: "Term 1", number: 1, ...dates }));
    round = madeId(await admin.create("exam-sessions", { termId: term.id, name: "Finals", weight: "40,5" }));
  });
  const stored = () => school.inside(() => ExamSession.findByPk(round, { rejectOnEmpty: true }));
  const buttons = async (browser: Browser) => {
    const { recordActions } = (await browser.record("exam-sessions", round, "show")).body.record as {
      recordActions: { name: string }[];
    };
    return recordActions;
  };

  it("are actions for who may do them, and for nobody else", async () => {
    expect((await buttons(admin)).map((one) => one.name)).to.include.members([
      "show",
      "edit",
      "open",
      "lock",
      "reopen",
    ]);
    const reader = await userWith(school, ["structure.read"]);
    expect((await buttons(reader)).map((one) => one.name)).to.deep.equal(["show"]);
  });

  it("are shown by GET and done by POST only", async () => {
    const shown = await admin.record("exam-sessions", round, "open");
    expect(shown.body.record.id).to.equal(round);
    expect((await stored()).status).to.equal("draft");
    const done = await admin.record("exam-sessions", round, "open", {});
    expect(done.body.notice).to.deep.equal({ message: "Open: done", type: "success" });
    expect((await stored()).status).to.equal("open");
  });

  it("refuse unknown and missing fields by name, and a state in which they are not possible", async () => {
    expect(refusalOf(await admin.record("exam-sessions", round, "lock", { why: "x" })).fields).to.deep.equal(["why"]);
    refusalOf(await admin.record("exam-sessions", round, "open", {}));
    madeOf(await admin.record("exam-sessions", round, "lock", {}));
    expect(refusalOf(await admin.record("exam-sessions", round, "reopen", {})).fields).to.deep.equal(["reason"]);
    expect((await stored()).status).to.equal("locked");
  });

  it("are refused to who may not, and on rows that are not there", async () => {
    const reader = await userWith(school, ["structure.read"]);
    refusalOf(await reader.record("exam-sessions", round, "reopen", { reason: "x" }));
    refusalOf(await admin.record("exam-sessions", "00000000-0000-4000-8000-000000000000", "reopen", { reason: "x" }));
    expect((await stored()).status).to.equal("locked");
  });

  it("offer nothing that the API has no route for: no form without a table, no remove without a route", async () => {
    const { resources } = stateOf(await admin.ask("GET", "/admin/"));
    const of = (name: string) => resources.find((one) => one.name === name)!;
    expect(of("exams").verbs.map((one) => one.name)).not.to.include("enter-marks");
    expect(of("audit")).not.to.have.any.keys("create", "update", "remove");
    expect(of("reports").create).to.include({ path: "/reports", method: "POST" });
    expect(of("reports").create?.fields.map((one) => one.name)).to.include("kind");
  });
});

const madeOf = (answer: { body?: { notice?: { type: string } }; text: string }) =>
  expect(answer.body?.notice?.type, answer.text.slice(0, 300)).to.equal("success");
