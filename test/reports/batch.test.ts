import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { claimChunk, LEASE_SECONDS } from "../../app/commands/reports/chunks.js";
import { openPrinter } from "../../app/commands/reports/printer.js";
import { printChunk } from "../../app/commands/reports/printChunk.js";
import { pumpReports } from "../../app/commands/reports/pump.js";
import { sha256 } from "../../app/crypto/keys.js";
import { env } from "../../app/env.js";
import { buffer } from "node:stream/consumers";
import { storage } from "../../app/files/openStorage.js";
import { asSystem, claimFairly } from "../../app/outbox/openWork.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import * as models from "../../models/index.js";
import { makeUser } from "../factories.js";
import { publishedClass, quickPrinter, useHome, type Published } from "../engine/papers.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { bookmarksOf, pageCount, textOfPages } from "./support.js";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

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

  const order = (published: Published, from = school, more: object = {}) =>
    ask("POST", "/api/v1/school/reports", {
      token: from.token,
      body: { kind: "report-card", classSessionId: published.classSessionId, termId: published.termId, ...more },
    });
  const look = async (id: string, from = school) =>
    (await ask("GET", `/api/v1/school/reports/${id}`, { token: from.token })).body;
  const itemsOf = (id: string) =>
    school.inside(() => models.ReportItem.findAll({ where: { reportId: id }, order: ["position"] }));
  const waiting = async () =>
    (await withPlatform(() => models.OpenWork.findAll({ where: { kind: "reports" } }))).length;

  it("prints a class of 90 as one PDF with a bookmark a student, in the order of their names", async () => {
    const published = await publishedClass(school, 90);
    const ordered = await order(published);
    expect(ordered.status).to.equal(202);
    expect(ordered.headers.location).to.equal(`/api/v1/school/reports/${ordered.body.id}`);
    expect(ordered.body).to.include({ status: "queued", total: 90, done: 0, failed: 0, kind: "report-card" });
    expect(ordered.body.files).to.deep.equal([]);
    await pumpReports();
    const report = await look(ordered.body.id);
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
      const { status, body } = await order(published, school, more);
      return [status, body.code, body.errors?.[0]?.path];
    };
    expect(await said({ kind: "transcript" })).to.deep.equal([422, "invalid", "/kind"]);
    expect(await said({ format: "zip" })).to.deep.equal([422, "invalid", "/format"]);
    expect(await said({ kind: "poem" })).to.deep.equal([422, "invalid", "/kind"]);
    expect(await said({ studentId: published.cards[0]!.studentId })).to.deep.equal([422, "invalid", "/studentId"]);
    const draft = await publishedClass(school, 1, null);
    expect((await order(draft)).body.code).to.equal("not_published");
    const empty = await publishedClass(school, 0);
    expect((await order(empty)).status).to.equal(422);
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
    expect((await order(mine, as)).status).to.equal(202);
    expect((await order(foreign, as)).status).to.equal(403);
    const byHead = await order(foreign);
    expect((await ask("GET", `/api/v1/school/reports/${byHead.body.id}`, { token: teacher.token })).status).to.equal(
      404,
    );
    await pumpReports({ printer: quickPrinter().printer });
  });

  it("is not to be seen, downloaded, cancelled or printed from another school", async () => {
    const published = await publishedClass(school, 1);
    const { body } = await order(published);
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
    expect((await order(published, other)).status).to.equal(422);
    const card = published.cards[0]!.id;
    for (const path of [`/report-cards/${card}`, `/report-cards/${card}.pdf`])
      expect((await ask("GET", `/api/v1/school${path}`, { token: other.token })).status, path).to.equal(404);
    expect(
      (await ask("POST", `/api/v1/school/report-cards/${card}/revoke`, { token: other.token, body: { reason: "x" } }))
        .status,
    ).to.equal(404);
  });

  it("stops between chunks when it is cancelled, and leaves no files", async () => {
    const { body } = await order(await publishedClass(school, 100));
    let cancelled = 0;
    const { printer, seen } = quickPrinter(async () => {
      if (!seen.length) return;
      cancelled = (await ask("POST", `/api/v1/school/reports/${body.id}/cancel`, { token: school.token, body: {} }))
        .status;
    });
    await pumpReports({ printer, lanes: 1 });
    expect(cancelled).to.equal(200);
    expect(await look(body.id)).to.include({ status: "cancelled", done: 40, total: 100 });
    expect(seen, "the chunk that was in work, and none after it").to.have.length(80);
    const folder = join(env.FORMROOM_HOME, "files", school.schema, "reports", body.id);
    expect(existsSync(folder) ? readdirSync(folder) : []).to.deep.equal([]);
    expect(
      (await ask("POST", `/api/v1/school/reports/${body.id}/cancel`, { token: school.token, body: {} })).status,
    ).to.equal(409);
    expect(await waiting()).to.equal(0);
  });

  it("is resumed when a worker dies in a chunk, and nothing is printed into it twice", async () => {
    const { body } = await order(await publishedClass(school, 90));
    const dead = await claimFairly("reports", (id) => claimChunk(id, 1)); // claimed for a second by a worker that then dies
    expect(dead?.claimed.position).to.equal(0);
    const first = quickPrinter();
    await pumpReports({ printer: first.printer });
    expect(await look(body.id)).to.include({ status: "running", done: 50 });
    await pause(1_100);
    const second = quickPrinter();
    await pumpReports({ printer: second.printer });
    expect(await look(body.id)).to.include({ status: "done", done: 90, failed: 0 });
    expect(second.seen, "only the chunk that was lost").to.have.length(40);
    expect(new Set([...first.seen, ...second.seen]).size).to.equal(90);
    await printChunk(school.client, dead!.claimed, quickPrinter().printer.print); // the dead one wakes up
    expect(await look(body.id)).to.include({ status: "done", done: 90 });
    expect(readdirSync(join(env.FORMROOM_HOME, "files", school.schema, "reports", body.id))).to.have.length(1);
  });

  it("is printed once by two pumps at the same time", async () => {
    const { body } = await order(await publishedClass(school, 170));
    const pumps = [quickPrinter(() => pause(20)), quickPrinter(() => pause(20))];
    await Promise.all(pumps.map(({ printer }) => pumpReports({ printer })));
    const seen = pumps.flatMap((pump) => pump.seen);
    expect(seen).to.have.length(170);
    expect(new Set(seen).size).to.equal(170);
    expect(await look(body.id)).to.include({ status: "done", done: 170 });
  });

  it("asks the batch with the fewest running chunks first, so that a large one holds up no other school", async () => {
    const large = await order(await publishedClass(school, 200));
    const small = await order(await publishedClass(other, 10), other);
    const claimed: string[] = [];
    for (let turn = 0; turn < 3; turn += 1)
      claimed.push((await claimFairly("reports", (id) => claimChunk(id, LEASE_SECONDS)))!.claimed.reportId);
    expect(claimed).to.deep.equal([large.body.id, small.body.id, large.body.id]);
    for (const [from, id] of [
      [school, large.body.id],
      [other, small.body.id],
    ] as const)
      await ask("POST", `/api/v1/school/reports/${id}/cancel`, { token: from.token, body: {} });
  });

  it("gives a chunk back when the process stops, without a try counted", async () => {
    const { body } = await order(await publishedClass(school, 10));
    const stopping = new AbortController();
    let renderedOn: () => void = () => undefined;
    const { printer } = quickPrinter(() => new Promise<void>((resolve) => ((renderedOn = resolve), stopping.abort())));
    await pumpReports({ printer, signal: stopping.signal, grace: 50 });
    const chunk = await school.inside(() =>
      models.ReportChunk.findOne({ where: { reportId: body.id, position: 0 }, rejectOnEmpty: true }),
    );
    expect(chunk).to.include({ status: "queued", tries: 0, leaseToken: null });
    renderedOn();
    await pumpReports({ printer: quickPrinter().printer });
    expect(await look(body.id)).to.include({ status: "done", done: 10 });
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
    const { body } = await order(published);
    await pumpReports({ printer: quickPrinter().printer });
    const failed = await look(body.id);
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
    const report = await look(body.id);
    expect(report).to.include({ status: "done", done: 50, failed: 0 });
    expect(report.files).to.have.length(1);
    expect(
      (await ask("POST", `/api/v1/school/reports/${body.id}/retry`, { token: school.token, body: {} })).status,
    ).to.equal(409);
  });

  it("gives a chunk up after three tries, and says so", async () => {
    const { body } = await order(await publishedClass(school, 3));
    await pumpReports({ printer: quickPrinter(async () => Promise.reject(new Error("no room"))).printer });
    const report = await look(body.id);
    expect(report).to.include({ status: "failed", done: 0, failed: 3, error: "No card could be printed." });
    expect((await itemsOf(body.id)).map((item) => item.error)).to.deep.equal(Array(3).fill("the printing broke off"));
    expect(await waiting()).to.equal(0);
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
