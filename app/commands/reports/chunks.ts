import { Op, literal, type WhereOptions } from "sequelize";
import { uuidv7 } from "../../ids.js";
import { moved, settle } from "../../outbox/openWork.js";
import { Report } from "../../../models/school/Report.js";
import { ReportChunk } from "../../../models/school/ReportChunk.js";
import { ReportItem } from "../../../models/school/ReportItem.js";

/** The piece of a report that joins the others. It has no cards, and is claimed when all others are settled. */
export const JOIN_POSITION = -1;
/** Seconds a claim lives without being renewed. */
export const LEASE_SECONDS = 60;
/** A piece that failed, or whose worker died, this often is given up. */
const MOST_TRIES = 3;

/** The right to work on one piece, until the lease runs out. The token is asked again when results are written. */
export interface Claim {
  reportId: string;
  chunkId: string;
  token: string;
  position: number;
}

// The database's clock: those of two machines differ.
const from = (seconds: number) => literal(`now() + interval '${Number(seconds)} seconds'`) as never;
const now = literal("now()");

const FREE: WhereOptions = {
  [Op.or]: [{ status: "queued" }, { status: "running", leaseUntil: { [Op.lt]: now } }],
};

/**
 * Claims the next piece of a report: a chunk in order, the joining at last. Undefined when nothing can be taken now.
 * Locks are taken in the order report, chunk, open work, by all who write; SKIP LOCKED passes a lease that is being renewed.
 */
export async function claimChunk(reportId: string, leaseSeconds = LEASE_SECONDS): Promise<Claim | undefined> {
  const report = await Report.findByPk(reportId, { lock: true });
  if (!report || (report.status !== "queued" && report.status !== "running")) {
    await settle("reports", reportId);
    return undefined;
  }
  for (let chunk = await nextFree(reportId); chunk; chunk = await nextFree(reportId)) {
    if (chunk.tries >= MOST_TRIES) {
      await giveUp(report, chunk);
      if (chunk.position === JOIN_POSITION) return undefined;
      continue;
    }
    const token = uuidv7();
    await chunk.update({
      status: "running",
      tries: chunk.tries + 1,
      leaseToken: token,
      leaseUntil: from(leaseSeconds),
    });
    if (report.status === "queued") await report.update({ status: "running" });
    await countRunning(reportId);
    return { reportId, chunkId: chunk.id, token, position: chunk.position };
  }
  return undefined;
}

async function nextFree(reportId: string): Promise<ReportChunk | null> {
  const free = (position: object) =>
    ReportChunk.findOne({
      where: { [Op.and]: [{ reportId, position }, FREE] } as WhereOptions,
      order: [["position", "ASC"]],
      lock: true,
      skipLocked: true,
    });
  const chunk = await free({ [Op.ne]: JOIN_POSITION });
  if (chunk) return chunk;
  const open = { reportId, position: { [Op.ne]: JOIN_POSITION }, status: ["queued", "running"] };
  return (await ReportChunk.count({ where: open })) ? null : free({ [Op.eq]: JOIN_POSITION });
}

async function giveUp(report: Report, chunk: ReportChunk): Promise<void> {
  await chunk.update({ status: "failed", leaseToken: null, leaseUntil: null });
  if (chunk.position === JOIN_POSITION) {
    await report.update({ status: "failed", error: "The pages could not be joined to one file." });
    return settle("reports", report.id);
  }
  await ReportItem.update(
    { status: "failed", error: "the printing broke off" },
    { where: { chunkId: chunk.id, status: "queued" } },
  );
}

/** Makes a claim last longer; false when it is lost. */
export async function renew({ chunkId, token }: Claim, leaseSeconds = LEASE_SECONDS): Promise<boolean> {
  const [held] = await ReportChunk.update(
    { leaseUntil: from(leaseSeconds) },
    { where: { id: chunkId, leaseToken: token, status: "running" } },
  );
  return held === 1;
}

/** Gives a piece back untouched, for whoever claims it next. `counts` says whether this was one of its tries. */
export async function release({ reportId, chunkId, token }: Claim, { counts }: { counts: boolean }): Promise<void> {
  await Report.findByPk(reportId, { lock: true });
  const chunk = await ReportChunk.findOne({ where: { id: chunkId, leaseToken: token, status: "running" }, lock: true });
  if (!chunk) return;
  const tries = counts ? chunk.tries : chunk.tries - 1;
  await chunk.update({ status: "queued", tries, leaseToken: null, leaseUntil: null });
  await countRunning(reportId);
}

/** Report and chunk of a claim, locked; undefined when the claim was lost or the report cancelled meanwhile. */
export async function held({
  reportId,
  chunkId,
  token,
}: Claim): Promise<{ report: Report; chunk: ReportChunk } | undefined> {
  const report = await Report.findByPk(reportId, { lock: true });
  const chunk = await ReportChunk.findOne({ where: { id: chunkId, leaseToken: token, status: "running" }, lock: true });
  return report?.status === "running" && chunk ? { report, chunk } : undefined;
}

/** Writes how many pieces are being worked on, for `claimFairly`: a count, since a dead worker takes nothing off a counter. */
export async function countRunning(reportId: string): Promise<void> {
  const running = { reportId, status: "running", leaseUntil: { [Op.gte]: now } } as WhereOptions;
  await moved("reports", reportId, await ReportChunk.count({ where: running }));
}
