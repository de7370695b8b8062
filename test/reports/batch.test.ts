import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { expect } from "chai";
import { openPrinter } from "../../app/commands/reports/printer.js";
import { pumpReports } from "../../app/commands/reports/pump.js";
import { sha256 } from "../../app/crypto/keys.js";
import { env } from "../../app/env.js";
import { storage } from "../../app/files/openStorage.js";
import { asSystem } from "../../app/outbox/openWork.js";
import * as models from "../../models/index.js";
import { makeUser } from "../factories.js";
import { look, order, publishedClass, quickPrinter, useHome, waiting } from "../engine/papers.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { bookmarksOf, pageCount, textOfPages } from "./support.js";

describe("a batch of report cards", function () {
  this.timeout(60_000);
  let school: School;
  let other: School;
  let leaveHome: () => void;
  before(async () => {
    leaveHome = await useHome();
    school = await makeSchool("PT");
    other = await makeSchool();
  });
  after(async () => {
    await closeApp();
    leaveHome();
  });

  it("prints a class of 90 as one PDF with a bookmark a student, in the order of their names", async () => {
    const published = await publishedClass(school, 90);
    const ordered = await order(school, published);
    expect(ordered.status).to.equal(202);
    expect(ordered.headers.location).to.equal(`/api/v1/school/reports/${ordered.body.id}`);
    expect(ordered.body).to.include({ status: "queued", total: 90, done: 0, failed: 0, kind: "report-card" });
    expect(ordered.body.files).to.deep.equal([]);
    await pumpReports();
    const report = await look(school, ordered.body.id);
    expect(report).to.include({ status: "done", total: 90, done: 90, failed: 0 });
    const download = await ask("GET", `/api/v1/school/reports/${report.id}/download`, { token: school.token });
    expect(download.status).to.equal(200);
    expect(download.headers.etag).to.equal(`"${report.files[0].sha256}"`);
    const row = await school.inside(() =>
      models.StoredFile.findOne({ where: { purpose: "report" }, rejectOnEmpty: true }),
    );
    const pdf = await buffer(storage().get(row.key));
    expect(sha256(pdf)).to.equal(report.files[0].sha256);
    expect(await pageCount(pdf)).to.equal(90);
    const names = published.cards.map(({ name }) => name).sort();
    expect((await bookmarksOf(pdf)).map(({ title }) => title)).to.deep.equal(names);
    const pages = textOfPages(pdf);
    if (pages) pages.forEach((text, index) => expect(text.replace(/\s+/g, " ")).to.include(names[index]));
    const left = readdirSync(join(env.FORMROOM_HOME, "files", school.schema, "reports", report.id));
    expect(left, "the chunks' files are gone").to.have.length(1);
    expect(await waiting()).to.equal(0);
  });

  it("refuses what it cannot print, and says where", async () => {
    const published = await publishedClass(school, 1);
    const said = async (more: object) => {
      const { status, body } = await order(school, published, more);
      return [status, body.code, body.errors?.[0]?.path];
    };
    expect(await said({ kind: "transcript" })).to.deep.equal([422, "invalid", "/kind"]);
    expect(await said({ format: "zip" })).to.deep.equal([422, "invalid", "/format"]);
    expect(await said({ kind: "poem" })).to.deep.equal([422, "invalid", "/kind"]);
    expect(await said({ studentId: published.cards[0]!.studentId })).to.deep.equal([422, "invalid", "/studentId"]);
    const draft = await publishedClass(school, 1, null);
    expect((await order(school, draft)).body.code).to.equal("not_published");
    const empty = await publishedClass(school, 0);
    expect((await order(school, empty)).status).to.equal(422);
    expect(await waiting(), "nothing is left behind").to.equal(0);
  });

  it("lets a class teacher print the own class only, and see the own orders only", async () => {
    const [mine, foreign] = [await publishedClass(school, 2), await publishedClass(school, 1)];
    const teacher = await makeUser(school, {
      permissions: ["structure.read", "reports.make:own", "students.read:own"],
    });
    await school.inside(() =>
      models.ClassSession.update(
        { classTeacherId: teacher.id },
        { where: { id: mine.classSessionId }, individualHooks: true },
      ),
    );
    const as = { ...school, token: teacher.token };
    expect((await order(as, mine)).status).to.equal(202);
    expect((await order(as, foreign)).status).to.equal(403);
    const byHead = await order(school, foreign);
    expect((await ask("GET", `/api/v1/school/reports/${byHead.body.id}`, { token: teacher.token })).status).to.equal(
      404,
    );
    await pumpReports({ printer: quickPrinter().printer });
  });

  it("is not to be seen, downloaded, cancelled or printed from another school", async () => {
    const published = await publishedClass(school, 1);
    const { body } = await order(school, published);
    await pumpReports({ printer: quickPrinter().printer });
    const at = `/api/v1/school/reports/${body.id}`;
    for (const [method, path] of [
      ["GET", at],
      ["GET", `${at}/download`],
      ["POST", `${at}/cancel`],
      ["POST", `${at}/retry`],
    ] as const)
      expect(
        (await ask(method, path, { token: other.token, body: method === "POST" ? {} : undefined })).status,
        path,
      ).to.equal(404);
    expect((await order(other, published)).status).to.equal(422);
    const card = published.cards[0]!.id;
    for (const path of [`/report-cards/${card}`, `/report-cards/${card}.pdf`])
      expect((await ask("GET", `/api/v1/school${path}`, { token: other.token })).status, path).to.equal(404);
    expect(
      (await ask("POST", `/api/v1/school/report-cards/${card}/revoke`, { token: other.token, body: { reason: "x" } }))
        .status,
    ).to.equal(404);
  });

  it("stops between chunks when it is cancelled, and leaves no files", async () => {
    const { body } = await order(school, await publishedClass(school, 100));
    let cancelled = 0;
    const { printer, seen } = quickPrinter(async () => {
      if (!seen.length) return;
      cancelled = (await ask("POST", `/api/v1/school/reports/${body.id}/cancel`, { token: school.token, body: {} }))
        .status;
    });
    await pumpReports({ printer, lanes: 1 });
    expect(cancelled).to.equal(200);
    expect(await look(school, body.id)).to.include({ status: "cancelled", done: 40, total: 100 });
    expect(seen, "the chunk that was in work, and none after it").to.have.length(80);
    const folder = join(env.FORMROOM_HOME, "files", school.schema, "reports", body.id);
    expect(existsSync(folder) ? readdirSync(folder) : []).to.deep.equal([]);
    expect(
      (await ask("POST", `/api/v1/school/reports/${body.id}/cancel`, { token: school.token, body: {} })).status,
    ).to.equal(409);
    expect(await waiting()).to.equal(0);
  });

  it("fails one card with its reason, and takes it again on retry", async () => {
    const published = await publishedClass(school, 50);
    const broken = published.cards[0]!;
    const set = (snapshot: object) =>
      school.inside(async () => {
        const card = await models.ReportCard.findByPk(broken.id, { rejectOnEmpty: true });
        const before = card.snapshot;
        await card.update({ snapshot: snapshot as Record<string, unknown> });
        return before;
      });
    const whole = await set({ nonsense: true });
    const { body } = await order(school, published);
    await pumpReports({ printer: quickPrinter().printer });
    const failed = await look(school, body.id);
    expect(failed).to.include({ status: "done", done: 49, failed: 1 });
    expect(failed.failures).to.deep.equal([
      { studentId: broken.studentId, reason: "the card's snapshot cannot be read" },
    ]);
    await set(whole);
    const again = await ask("POST", `/api/v1/school/reports/${body.id}/retry`, { token: school.token, body: {} });
    expect(again.status).to.equal(200);
    expect(again.body.status).to.equal("queued");
    const { printer, seen } = quickPrinter();
    await pumpReports({ printer });
    expect(seen, "the failed card's chunk alone").to.have.length.below(50);
    const report = await look(school, body.id);
    expect(report).to.include({ status: "done", done: 50, failed: 0 });
    expect(report.files).to.have.length(1);
    expect(
      (await ask("POST", `/api/v1/school/reports/${body.id}/retry`, { token: school.token, body: {} })).status,
    ).to.equal(409);
  });

  it("prints one card alone, tagged, once; a revoked one never", async () => {
    const [card] = (await publishedClass(school, 1)).cards;
    const path = `/api/v1/school/report-cards/${card!.id}`;
    const first = await ask("GET", `${path}.pdf`, { token: school.token });
    expect(first.status).to.equal(200);
    expect(first.headers["content-type"]).to.equal("application/pdf");
    const file = await school.inside(() =>
      models.StoredFile.findOne({ where: { purpose: "report-card" }, rejectOnEmpty: true }),
    );
    const pdf = await buffer(storage().get(file.key));
    expect(pdf.toString("latin1")).to.match(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect((await ask("GET", `${path}.pdf`, { token: school.token })).headers.etag).to.equal(first.headers.etag);
    const revoke = (body: object) => ask("POST", `${path}/revoke`, { token: school.token, body });
    expect((await revoke({})).status).to.equal(422);
    expect((await revoke({ reason: "wrong child" })).body.status).to.equal("revoked");
    expect((await revoke({ reason: "again" })).status).to.equal(409);
    expect((await ask("GET", `${path}.pdf`, { token: school.token })).status).to.equal(409);
  });

  it("holds no scope and no browser when nothing waits", async () => {
    const printer = openPrinter();
    await pumpReports({ printer });
    await asSystem(school.client, "test", async () => {
      expect(
        await pumpReports().then(
          () => "ran",
          (error: Error) => error.message,
        ),
      ).to.include("inside a scope");
    });
  });
});
