import { Job } from "agenda";
import { expect } from "chai";
import { database, withClient } from "../../app/database/connection.js";
import { defineJob, definedJobs } from "../../app/engine/defineJob.js";
import { ring, startWorker, stopWorker } from "../../app/engine/worker.js";
import { ask, closeApp } from "../support/app.js";
import { testDatabase } from "../support/database.js";
import { platformToken } from "../support/schools.js";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const NAME = "jobstest.pump";

describe("the platform's view of jobs", function () {
  this.timeout(30_000);
  let token: string;
  let work: () => Promise<void> = async () => undefined;
  let ran = 0;
  before(async () => {
    await testDatabase();
    if (!definedJobs().some(({ name }) => name === NAME))
      defineJob(NAME, { concurrency: 1 }, async () => {
        ran += 1;
        await work();
      });
    token = await platformToken("operator");
  });
  beforeEach(async () => {
    // A failure of an earlier test would be taken for the next one's, which takes it away.
    await withClient(database().jobsUrl, (client) => client.query("DELETE FROM agenda_jobs WHERE name = $1", [NAME]));
    await startWorker({ only: ["jobstest"], lockLifetime: 4_000 });
  });
  afterEach(async () => {
    work = async () => undefined;
    await stopWorker();
  });
  after(closeApp);

  const list = (query = "") => ask("GET", `/api/v1/system/jobs?name=${NAME}${query}`, { token });
  const retry = (id: string, as = token) => ask("POST", `/api/v1/system/jobs/${id}/retry`, { token: as, body: {} });
  async function until(what: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 8_000; !(await what()); await pause(50))
      if (Date.now() > end) throw new Error("it did not happen in time");
  }
  async function failing(): Promise<{ id: string; [name: string]: unknown }> {
    work = () => Promise.reject(new Error("the printer is on fire"));
    await ring(NAME);
    await until(async () => (await list("&status=failed")).body.data.length > 0);
    return (await list("&status=failed")).body.data[0];
  }

  it("shows what failed, when, why and how often", async () => {
    const job = await failing();
    expect(job).to.include({
      name: NAME,
      status: "failed",
      failReason: "the printer is on fire",
      failCount: 1,
      every: null,
    });
    expect(job.failedAt).to.match(/^\d{4}-.*Z$/);
    expect(job).to.have.all.keys(
      ..."id name status every nextRunAt lastRunAt lastFinishedAt lockedAt failedAt failReason failCount".split(" "),
    );
    expect(job).not.to.have.property("data");
  });

  it("keeps the last failure of a job only, however often it is rung", async () => {
    await failing();
    const before = ran;
    for (let turn = 1; turn <= 3; turn += 1) {
      await ring(NAME);
      await until(async () => ran >= before + turn);
    }
    await until(
      async () => (await list("&status=failed")).body.data.length === 1 && (await list()).body.data.length === 1,
    );
  });

  it("runs a failed job now, tells the platform's trail, and forgets it when it has gone well", async () => {
    const { id } = await failing();
    work = async () => undefined;
    const before = ran;
    const answer = await retry(id);
    expect(answer.body, answer.text).to.include({ id, status: "queued", failReason: null, failCount: 0 });
    await until(async () => ran === before + 1 && (await list()).body.data.length === 0);
    const { body } = await ask("GET", `/api/v1/system/audit?entity=Job&entityId=${id}`, { token });
    expect(body.data[0]).to.include({ action: "retry" });
    expect(body.data[0].after).to.deep.equal({ name: NAME, failReason: "the printer is on fire" });
  });

  it("answers with the job also when it has gone well, and its row away, before the answer leaves", async () => {
    const { id } = await failing();
    work = async () => undefined;
    const { save } = Job.prototype;
    Job.prototype.save = async function () {
      await save.call(this);
      await until(async () => (await list()).body.data.length === 0);
      return this;
    };
    try {
      const answer = await retry(id);
      expect([answer.status, answer.body.id], answer.text).to.deep.equal([200, id]);
    } finally {
      Job.prototype.save = save;
    }
  });

  it("does not start a job beside itself", async () => {
    let release: () => void = () => undefined;
    work = () => new Promise((resolve) => (release = resolve));
    await ring(NAME);
    await until(async () => (await list("&status=running")).body.data.length === 1);
    const [{ id }] = (await list("&status=running")).body.data;
    const answer = await retry(id);
    release();
    expect([answer.status, answer.body.code]).to.deep.equal([409, "invalid_transition"]);
  });

  it("is for operators and superadmins, and knows no job of any other name", async () => {
    expect((await ask("GET", "/api/v1/system/jobs", { token: await platformToken() })).status).to.equal(200);
    for (const answer of [
      await ask("GET", "/api/v1/system/jobs", { token: await platformToken("support") }),
      await retry("01a20fad-63f0-7210-ba60-1fb532bcf15b", await platformToken("support")),
    ])
      expect([answer.status, answer.body.code]).to.deep.equal([403, "forbidden"]);
    for (const id of ["01a20fad-63f0-7210-ba60-1fb532bcf15b", "0123456789abcdef01234567", "x'--", "__proto__"])
      expect((await retry(encodeURIComponent(id))).status, id).to.equal(404);
    for (const query of ["status=sleeping", "colour=red", "pageSize=201", "page=0"])
      expect((await list(`&${query}`)).status, query).to.equal(422);
  });

  it("says so where no store is open", async () => {
    await stopWorker();
    const answer = await list();
    expect([answer.status, answer.body.code]).to.deep.equal([503, "busy"]);
    await startWorker({ only: ["jobstest"], lockLifetime: 4_000 });
  });
});
