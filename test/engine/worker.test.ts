import { expect } from "chai";
import { claimChunk } from "../../app/commands/reports/chunks.js";
import { configure } from "../../app/env.js";
import { defineJob, definedJobs, runJob, runningJobs } from "../../app/engine/defineJob.js";
import { openStore } from "../../app/engine/store.js";
import { openedAgenda, ring, startWorker, stopWorker, storeAnswers } from "../../app/engine/worker.js";
import { database, withClient } from "../../app/database/connection.js";
import { claimFairly } from "../../app/outbox/openWork.js";
import { sweep } from "../../app/outbox/sweep.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import { maybeContext } from "../../app/tenancy/context.js";
import * as models from "../../models/index.js";
import { ask, closeApp } from "../support/app.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { makeSchool, type School } from "../support/schools.js";
import { pause, publishedClass, useHome } from "./papers.js";
import { startJobs } from "../../jobs/index.js";

async function until(what: () => boolean | Promise<boolean>, limit = 10_000): Promise<void> {
  for (const end = Date.now() + limit; !(await what()); await pause(20))
    if (Date.now() > end) throw new Error("it did not happen in time");
}

// Agenda looks after half a lock's life whether its job still runs, by a timer that nobody can stop: short, for the run's end.
const lockLifetime = 4_000;

interface Closes {
  disconnect(): Promise<void>;
}

describe("the engine room", function () {
  this.timeout(90_000);
  let school: School;
  let leaveHome: () => void;
  const told: string[] = [];
  let work: (signal: AbortSignal) => Promise<void> = async () => undefined;
  before(async () => {
    await testDatabase();
    leaveHome = await useHome();
    school = await makeSchool();
    if (!definedJobs().some(({ name }) => name === "tests.pump"))
      defineJob("tests.pump", { concurrency: 2 }, async (signal) => {
        told.push(maybeContext() ? "leaked" : "clean");
        await work(signal);
      });
  });
  /** Chromium's first page takes its time where others work too; a report that failed is told at once. */
  const printed = (id: string) =>
    until(async () => {
      const { body } = await ask("GET", `/api/v1/school/reports/${id}`, { token: school.token });
      if (body.status === "failed") throw new Error(JSON.stringify(body));
      return body.status === "done";
    }, 60_000);
  /** Starts it and lets what runs by itself (the sweepers, in every worker) have its first turn: a stop would wait for them too. */
  const start = async () => {
    await startWorker({ only: ["tests"], lockLifetime });
    const due = `SELECT 1 FROM agenda_jobs WHERE repeat_interval IS NOT NULL AND (locked_at IS NOT NULL OR next_run_at <= now())`;
    await until(async () => !(await withClient(database().jobsUrl, (client) => client.query(due))).rows.length, 60_000);
  };
  const bells = async (what = "SELECT * FROM") =>
    (await withClient(database().jobsUrl, (client) => client.query(`${what} agenda_jobs WHERE name = 'tests.pump'`)))
      .rows as { locked_at: Date | null; failed_at: Date | null }[];
  beforeEach(async () => {
    // Counted here and not by runningJobs(): what runs by itself (the sweeper) runs in every worker, at its start too.
    told.length = 0;
    await bells("DELETE FROM");
  });
  afterEach(async () => {
    work = async () => undefined;
    await stopWorker();
  });
  after(async () => {
    await closeApp();
    leaveHome();
  });

  it("runs a job soon after its bell, outside of any scope, and leaves no row behind", async () => {
    await start();
    told.length = 0;
    const rung = Date.now();
    const turns = 8;
    for (let turn = 1; turn <= turns; turn += 1) {
      await ring("tests.pump");
      await until(() => told.length === turn);
    }
    expect(told).to.deep.equal(Array(turns).fill("clean"));
    // The poll comes once a second: of bells that wait for each other it would hear one a second.
    expect(Date.now() - rung, "woken by the notice, not found by the poll").to.be.below((turns - 2) * 1_000);
    await until(async () => (await bells()).length === 0);
  });

  it("refuses to run a job in a leaked scope", async () => {
    const job = definedJobs().find(({ name }) => name === "tests.pump")!;
    const said = await school.inside(() =>
      runJob(job, new AbortController().signal).then(
        () => "ran",
        (error: Error) => error.message,
      ),
    );
    expect(said).to.include("tests.pump inside a scope");
    expect(runningJobs()).to.equal(0);
  });

  it("survives a job that fails", async () => {
    await start();
    work = async () => Promise.reject(new Error("a job's own fault"));
    told.length = 0;
    await ring("tests.pump");
    await until(() => told.length === 1);
    work = async () => undefined;
    await ring("tests.pump");
    await until(() => told.length === 2);
  });

  it("lets running jobs end before it stops, and stops soon after they have", async () => {
    await start();
    let [ended, heard] = [false, false];
    work = async (signal) => {
      await pause(700);
      heard = signal.aborted;
      ended = true;
    };
    await ring("tests.pump");
    await until(() => told.length === 1);
    const began = Date.now();
    await stopWorker(5_000);
    expect([ended, heard]).to.deep.equal([true, true]);
    expect(Date.now() - began, "Agenda's own drain would take the whole five seconds").to.be.below(4_500);
  });

  for (const [how, end, left] of [
    ["well", () => Promise.resolve(), []],
    ["badly", () => Promise.reject(new Error("on purpose")), [{ locked: false, failed: true }]],
  ] as const)
    it(`closes the store when it has noted that the last job ended ${how}, however slowly`, async () => {
      await start();
      const { db } = openedAgenda()!;
      const { saveJobState } = db;
      db.saveJobState = async (job, options) => {
        if (!job.lockedAt) await pause(400);
        return saveJobState.call(db, job, options);
      };
      work = () => pause(100).then(end);
      await ring("tests.pump");
      await until(() => told.length === 1);
      await stopWorker(5_000);
      const rows = (await bells()).map(({ locked_at, failed_at }) => ({ locked: !!locked_at, failed: !!failed_at }));
      expect(rows).to.deep.equal(left);
    });

  it("does not wait longer than its limit for a job that does not end", async () => {
    await start();
    let release: () => void = () => undefined;
    work = () => new Promise<void>((resolve) => (release = resolve));
    await ring("tests.pump");
    await until(() => told.length === 1);
    const began = Date.now();
    await stopWorker(500);
    release();
    expect(Date.now() - began, "the usual limit is five seconds").to.be.within(400, 4_500);
  });

  it("does not wait for a store that does not answer when it is to close", async () => {
    await start();
    const { backend } = openedAgenda() as unknown as Record<"backend", { notificationChannel: Closes }>;
    const channel = backend.notificationChannel;
    const { disconnect } = channel;
    let answer: () => void = () => undefined;
    channel.disconnect = () => new Promise<void>((resolve) => (answer = resolve)).then(() => disconnect.call(channel));
    const began = Date.now();
    await stopWorker(500);
    expect(Date.now() - began).to.be.within(1_400, 4_500);
    answer(); // it closes after all
  });

  it("prints what was ordered, rung by the order itself", async () => {
    await startJobs({ only: ["reports"], lockLifetime });
    const { classSessionId, termId } = await publishedClass(school, 2);
    const { body } = await ask("POST", "/api/v1/school/reports", {
      token: school.token,
      body: { kind: "report-card", classSessionId, termId },
    });
    await printed(body.id);
    const ready = await ask("GET", "/readyz");
    expect(ready.body.checks.jobs).to.equal("ok");
    await stopWorker();
    expect((await ask("GET", "/readyz")).body.checks.jobs).to.include("not open");
  });

  it("rings again for rows whose bell was lost", async () => {
    const { classSessionId, termId } = await publishedClass(school, 1);
    const order = { kind: "report-card", classSessionId, termId };
    const { body } = await ask("POST", "/api/v1/school/reports", { token: school.token, body: order }); // no worker: nobody hears it
    await startJobs({ only: ["reports"], lockLifetime });
    expect(await sweep(), "it is not late yet").to.deep.equal([]);
    await pause(300);
    expect((await ask("GET", `/api/v1/school/reports/${body.id}`, { token: school.token })).body.status).to.equal(
      "queued",
    );
    await school.inside(() =>
      models.OpenWork.update({ queuedAt: new Date(Date.now() - 31_000) }, { where: { id: body.id } }),
    );
    expect(await sweep()).to.deep.equal(["reports.pump"]);
    await printed(body.id);
  });

  it("passes over the work of a suspended school", async () => {
    await school.inside(() => models.OpenWork.destroy({ where: {} })); // what an earlier test left, if it failed
    const quiet = await makeSchool();
    const { classSessionId, termId } = await publishedClass(quiet, 1);
    const order = { kind: "report-card", classSessionId, termId };
    const { body } = await ask("POST", "/api/v1/school/reports", { token: quiet.token, body: order });
    const { forgetClients } = await import("../../app/tenancy/resolve.js");
    const set = (status: string) =>
      withPlatform(async () => {
        await models.Client.update({ status }, { where: { id: quiet.client.id }, individualHooks: true });
      }).then(forgetClients);
    await set("suspended");
    expect(await claimFairly("reports", (id) => claimChunk(id))).to.equal(undefined);
    await set("active");
    expect((await claimFairly("reports", (id) => claimChunk(id)))?.claimed.reportId).to.equal(body.id);
    await quiet.inside(() => models.OpenWork.destroy({ where: { id: body.id } }));
  });

  it("says in one sentence what is wrong with JOBS_URL", async () => {
    const said = (address: string) =>
      openStore(address).then(
        () => "opened",
        (error: Error) => `${error.name}: ${error.message}`,
      );
    expect(await said("mongodb://127.0.0.1/jobs")).to.equal(
      "StartError: JOBS_URL: MongoDB is not there yet; leave JOBS_URL out to keep the jobs in PostgreSQL.",
    );
    expect(await said("postgres://a:b@127.0.0.1:1/none")).to.match(
      /^StartError: The job store at 127.0.0.1:1 does not answer: .*ECONNREFUSED/,
    );
    expect(await said(await testDatabase())).to.match(/^StartError: The job store at .* has no agenda_jobs/);
    configure({ JOBS_URL: "mongodb://127.0.0.1/jobs" });
    try {
      expect(
        await startWorker().then(
          () => "started",
          (error: Error) => error.name,
        ),
      ).to.equal("StartError");
      await storeAnswers().then(
        () => expect.fail("nothing is open"),
        () => undefined,
      );
    } finally {
      configure({ JOBS_URL: undefined });
    }
  });

  it("keeps the job store from every role but its own login, and that login from everything else", async () => {
    const { names } = database();
    await asSuperuser(await testDatabase(), async (client) => {
      const may = async (role: string, what: string) =>
        (await client.query<{ yes: boolean }>(`SELECT ${what} AS yes`, [role])).rows[0]!.yes;
      const table = "has_table_privilege($1, 'jobs.agenda_jobs', 'SELECT')";
      for (const role of [names.app, names.platform, names.school, school.client.roleName]) {
        expect(await may(role, "has_schema_privilege($1, 'jobs', 'USAGE')"), role).to.equal(false);
        expect(await may(role, table), role).to.equal(false);
      }
      expect(await may(names.jobs, table)).to.equal(true);
      expect(await may(names.jobs, "has_schema_privilege($1, 'jobs', 'CREATE')")).to.equal(false);
      expect(await may(names.jobs, "has_schema_privilege($1, 'public', 'USAGE')")).to.equal(false);
    });
  });
});
