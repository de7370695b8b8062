import { Op, literal } from "sequelize";
import { buffer } from "node:stream/consumers";
import { checkedKey, keyOf } from "../../files/keys.js";
import type { Stored } from "../../files/Storage.js";
import { storage } from "../../files/openStorage.js";
import { asSystem, settle } from "../../outbox/openWork.js";
import { joinChunks, type PrintedChunk } from "../../reports/render.js";
import { wordsFor } from "../../reports/words.js";
import { assertNoScope } from "../../tenancy/context.js";
import type { KnownClient } from "../../tenancy/resolve.js";
import { withTenant } from "../../tenancy/scope.js";
import { Report } from "../../../models/school/Report.js";
import { ReportCard } from "../../../models/school/ReportCard.js";
import { ReportChunk } from "../../../models/school/ReportChunk.js";
import { ReportItem } from "../../../models/school/ReportItem.js";
import { StoredFile } from "../../../models/school/StoredFile.js";
import { dropBytes, dropChunkFiles, dropFiles } from "./chunkFiles.js";
import { JOIN_POSITION, held, type Claim } from "./chunks.js";

/** Joins a report's chunks to the one file that is downloaded, with a bookmark a student, and ends the report. */
export async function joinReport(client: KnownClient, claim: Claim): Promise<void> {
  const parts = await withTenant(client, () => loadParts(claim.reportId), { readOnly: true });
  const pages = parts.chunks.flatMap(({ pagesOf }) => pagesOf);
  if (!pages.some((count) => count > 0)) return asSystem(client, "reports", () => end(claim, undefined).then(noop));
  const pdf = await join(client, parts);
  const key = keyOf(client.schemaName, "reports", claim.reportId, `${claim.token}.pdf`);
  const stored = await storage().put(key, pdf);
  const kept = await asSystem(client, "reports", () => end(claim, { key, name: parts.name, ...stored }));
  if (!kept) await dropBytes(client.schemaName, key);
}

const noop = () => undefined;

interface Parts {
  chunks: { key: string | null; pagesOf: number[] }[];
  bookmarks: string[];
  title: string;
  lang: string;
  issuedOn?: string;
  name: string;
}

/** Reads names and titles out of the snapshots, never the whole of them. */
async function loadParts(reportId: string): Promise<Parts> {
  const report = await Report.findByPk(reportId, { rejectOnEmpty: true });
  const where = { reportId, position: { [Op.ne]: JOIN_POSITION } };
  const chunks = await ReportChunk.findAll({ where, order: [["position", "ASC"]] });
  const files = await StoredFile.findAll({
    where: { id: chunks.flatMap(({ fileId }) => (fileId === null ? [] : [fileId])) },
  });
  const keyOfFile = new Map(files.map((file) => [file.id, file.key]));
  const items = await ReportItem.findAll({ where: { reportId }, order: [["position", "ASC"]] });
  const cards = await ReportCard.findAll({
    attributes: [
      "id",
      ...Object.entries(FACTS).map(([as, path]) => [literal(`snapshot #>> '{${path}}'`), as] as never),
    ],
    where: { id: items.map((item) => item.reportCardId) },
  });
  const facts = new Map(cards.map((card) => [card.id, card.get() as unknown as Facts]));
  const first = facts.get(items[0]?.reportCardId ?? "");
  if (!first) throw new Error("a report without cards");
  return {
    chunks: chunks.map(({ id, fileId }) => ({
      key: fileId === null ? null : (keyOfFile.get(fileId) ?? null),
      pagesOf: items
        .filter((item) => item.chunkId === id)
        .map((item) => (item.status === "done" ? (item.pages ?? 0) : 0)),
    })),
    bookmarks: items.map((item) => facts.get(item.reportCardId)?.student ?? ""),
    ...titles(report, first),
  };
}

const FACTS = {
  student: "student,name",
  class: "class,name",
  form: "class,form",
  term: "term,name",
  title: "title",
  school: "school,name",
  locale: "locale",
  issuedOn: "issuedOn",
};
type Facts = Record<keyof typeof FACTS, string>;

function titles(report: Report, first: Facts) {
  const whom = report.studentId
    ? first.student
    : report.classSessionId
      ? first.class
      : report.formId
        ? first.form
        : first.school;
  const name = `${wordsFor(first.locale).reportCard} ${whom} ${first.term}.pdf`;
  return { name, title: `${first.title} · ${whom} · ${first.school}`, lang: first.locale, issuedOn: first.issuedOn };
}

async function join(client: KnownClient, { chunks, bookmarks, title, lang, issuedOn }: Parts): Promise<Uint8Array> {
  assertNoScope("joining pages");
  const printed: PrintedChunk[] = [];
  for (const { key, pagesOf } of chunks) {
    const pdf = key === null ? new Uint8Array() : await buffer(storage().get(checkedKey(client.schemaName, key)));
    printed.push({ pdf, pagesOf });
  }
  return joinChunks(printed, { title, lang, bookmarks, ...(issuedOn === undefined ? {} : { issuedOn }) });
}

/** Ends the report, if the claim still holds. The chunks' files are kept only where a retry may need them. */
async function end(claim: Claim, file: (Stored & { key: string; name: string }) | undefined): Promise<boolean> {
  const mine = await held(claim);
  if (!mine) return false;
  const { report, chunk } = mine;
  const before = report.fileId;
  const row = file && (await StoredFile.create({ ...file, contentType: "application/pdf", purpose: "report" }));
  await chunk.update({ status: "done", leaseToken: null, leaseUntil: null });
  await report.update({
    status: row ? "done" : "failed",
    fileId: row?.id ?? null,
    error: row ? null : "No card could be printed.",
  });
  if (before !== null && before !== row?.id) await dropFiles([before]);
  const failed = await ReportItem.count({ where: { reportId: report.id, status: "failed" } });
  if (!failed) await dropChunkFiles(report.id);
  await settle("reports", report.id);
  return true;
}
