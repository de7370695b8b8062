import { z } from "zod";
import { verb } from "../../door/verb.js";
import { problem } from "../../errors.js";
import { announce, settle } from "../../outbox/openWork.js";
import { reports } from "../../../resources/reports.js";
import { ReportChunk } from "../../../models/school/ReportChunk.js";
import { ReportItem } from "../../../models/school/ReportItem.js";
import { dropChunkFiles } from "./chunkFiles.js";
import { JOIN_POSITION } from "./chunks.js";

/** Stops a report. A chunk that is being printed is printed to its end and thrown away; nothing more is begun. */
export const cancelReport = verb({
  name: "cancel",
  on: reports,
  may: "cancel",
  input: z.strictObject({}),
  confirm: "Cancel this order? What was printed so far is thrown away.",
  one: async (report) => {
    if (report.status !== "queued" && report.status !== "running")
      throw problem("invalid_transition", `The report is ${report.status}`);
    await report.update({ status: "cancelled", cancelledAt: new Date() });
    await dropChunkFiles(report.id);
    await settle("reports", report.id);
  },
});

/**
 * Takes what failed again. A chunk is printed whole, since its composition is part of how its pages come out (reports.md 2);
 * the file that is there stays until the new one is.
 */
export const retryReport = verb({
  name: "retry",
  on: reports,
  may: "retry",
  input: z.strictObject({}),
  one: async (report) => {
    const failed = await ReportItem.findAll({ where: { reportId: report.id, status: "failed" } });
    if (report.status !== "failed" && !(report.status === "done" && failed.length))
      throw problem("invalid_transition", "Nothing of this report failed");
    const chunkIds = [...new Set(failed.map(({ chunkId }) => chunkId))];
    await ReportItem.update({ status: "queued", pages: null, error: null }, { where: { chunkId: chunkIds } });
    await dropChunkFiles(report.id, chunkIds);
    const again = { status: "queued", tries: 0, leaseToken: null, leaseUntil: null };
    await ReportChunk.update(again, { where: { id: chunkIds } });
    await ReportChunk.update(again, { where: { reportId: report.id, position: JOIN_POSITION } });
    await report.update({ status: "queued", error: null });
    await announce("reports", report.id);
  },
});
