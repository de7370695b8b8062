import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { claimChunk, LEASE_SECONDS } from "../../app/commands/reports/chunks.js";
import { printChunk } from "../../app/commands/reports/printChunk.js";
import { pumpReports } from "../../app/commands/reports/pump.js";
import { allKeys } from "../../app/crypto/keys.js";
import { env } from "../../app/env.js";
import { claimFairly } from "../../app/outbox/openWork.js";
import * as models from "../../models/index.js";
import { ask, closeApp } from "../support/app.js";
import { testDatabase } from "../support/database.js";
import { makeSchool, type School } from "../support/schools.js";
import { look, order, pause, publishedClass, quickPrinter, useHome, waiting } from "./papers.js";

describe("the pump of reports", function () {
  this.timeout(60_000);
  let school: School;
  let other: School;
  let leaveHome: () => void;
  before(async () => {
    leaveHome = await useHome();
    [school, other] = [await makeSchool("PT"), await makeSchool()];
  });
  after(async () => {
    await closeApp();
    leaveHome();
  });
  const itemsOf = (id: string) =>
    school.inside(() => models.ReportItem.findAll({ where: { reportId: id }, order: ["position"] }));

  /** Ends the lease of a dead worker's chunk by its time: a lease that is really waited for runs out early on a busy machine. */
  const expireLease = (reportId: string) =>
    school.inside(async () => {
      const where = { reportId, status: "running" };
      const [ended] = await models.ReportChunk.update({ leaseUntil: new Date(0) }, { where });
      expect(ended, "one chunk was held").to.equal(1);
    });
  const leaseOf = (reportId: string) =>
    school.inside(async () => {
      const where = { reportId, status: "running" };
      return (await models.ReportChunk.findOne({ where, rejectOnEmpty: true })).leaseUntil!.getTime();
    });

  it("is resumed when a worker dies in a chunk, and nothing is printed into it twice", async () => {
    const { body } = await order(school, await publishedClass(school, 90));
    const dead = await claimFairly("reports", (id) => claimChunk(id, LEASE_SECONDS)); // by a worker that then dies
    expect(dead?.claimed.position).to.equal(0);
    const first = quickPrinter();
    await pumpReports({ printer: first.printer });
    expect(await look(school, body.id)).to.include({ status: "running", done: 50 });
    await expireLease(body.id);
    const second = quickPrinter();
    await pumpReports({ printer: second.printer });
    expect(await look(school, body.id)).to.include({ status: "done", done: 90, failed: 0 });
    expect(second.seen, "only the chunk that was lost").to.have.length(40);
    expect(new Set([...first.seen, ...second.seen]).size).to.equal(90);
    await printChunk(school.client, dead!.claimed, quickPrinter().printer.print); // the dead one wakes up
    expect(await look(school, body.id)).to.include({ status: "done", done: 90 });
    expect(readdirSync(join(env.FORMROOM_HOME, "files", school.schema, "reports", body.id))).to.have.length(1);
  });

  it("survives kill -9 of a worker that is renewing its lease", async () => {
    const { body } = await order(school, await publishedClass(school, 90));
    const keys = allKeys().map(({ id, key }) => `${id}:${key.toString("base64")}`);
    const program = new URL("../engine/dyingWorker.ts", import.meta.url).pathname;
    const child = spawn(process.execPath, ["--import", "tsx", program, await testDatabase(), keys.join(",")], {
      env: { ...process.env, FORMROOM_HOME: env.FORMROOM_HOME },
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    // longer than its claim would live without being renewed
    const first = await leaseOf(body.id);
    while (Date.now() <= first || (await leaseOf(body.id)) === first) await pause(200);
    const live = quickPrinter();
    await pumpReports({ printer: live.printer });
    expect(await look(school, body.id), "what the living one holds is left to it").to.include({
      status: "running",
      done: 50,
    });
    child.kill("SIGKILL");
    await once(child, "exit");
    await expireLease(body.id);
    await pumpReports({ printer: live.printer });
    expect(await look(school, body.id)).to.include({ status: "done", done: 90, failed: 0 });
    expect(live.seen, "its first chunk was kept").to.have.length(50);
    const chunks = await school.inside(() =>
      models.ReportChunk.findAll({ where: { reportId: body.id }, order: ["position"] }),
    );
    expect(chunks.map(({ tries }) => tries)).to.deep.equal([1, 1, 2, 1]);
  });

  it("is printed once by two pumps at the same time", async () => {
    const { body } = await order(school, await publishedClass(school, 170));
    const pumps = [quickPrinter(() => pause(20)), quickPrinter(() => pause(20))];
    await Promise.all(pumps.map(({ printer }) => pumpReports({ printer })));
    const seen = pumps.flatMap((pump) => pump.seen);
    expect(seen).to.have.length(170);
    expect(new Set(seen).size).to.equal(170);
    expect(await look(school, body.id)).to.include({ status: "done", done: 170 });
  });

  it("asks the batch with the fewest running chunks first, so that a large one holds up no other school", async () => {
    const large = await order(school, await publishedClass(school, 200));
    const small = await order(other, await publishedClass(other, 10));
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
    const { body } = await order(school, await publishedClass(school, 10));
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
    expect(await look(school, body.id)).to.include({ status: "done", done: 10 });
  });

  it("gives a chunk up after three tries, and says so", async () => {
    const { body } = await order(school, await publishedClass(school, 3));
    await pumpReports({ printer: quickPrinter(async () => Promise.reject(new Error("no room"))).printer });
    const report = await look(school, body.id);
    expect(report).to.include({ status: "failed", done: 0, failed: 3, error: "No card could be printed." });
    expect((await itemsOf(body.id)).map((item) => item.error)).to.deep.equal(Array(3).fill("the printing broke off"));
    expect(await waiting()).to.equal(0);
  });
});
