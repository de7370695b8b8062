import { z } from "zod";
import { answerSchema } from "../../door/answer.js";
import { ref } from "../../door/fields.js";
import { get } from "../../door/five.js";
import { verb } from "../../door/verb.js";
import { fieldError, invalid, problem } from "../../errors.js";
import { announce } from "../../outbox/openWork.js";
import { CHUNK_SIZE } from "../../reports/render.js";
import { reports } from "../../../resources/reports.js";
import { Report } from "../../../models/school/Report.js";
import { ReportChunk } from "../../../models/school/ReportChunk.js";
import { ReportItem } from "../../../models/school/ReportItem.js";
import { Term } from "../../../models/school/Term.js";
import { chooseCards, type ChosenCard } from "./chooseCards.js";
import { JOIN_POSITION } from "./chunks.js";
import { uuidv7 } from "../../ids.js";

const KINDS = ["report-card", "broadsheet", "transcript", "class-list", "id-card", "hall-ticket", "register"] as const;

const input = z.strictObject({
  kind: z.enum(KINDS),
  format: z.enum(["pdf", "zip", "both"]).default("pdf"),
  classSessionId: ref("class-sessions").optional(),
  studentId: ref("students").optional(),
  formId: ref("forms").optional(),
  termId: ref("terms").optional(),
  templateId: z.uuid().optional(),
});
type Order = z.output<typeof input>;

/** Orders papers: writes the report, its chunks and items in one transaction; the job `reports.pump` prints them. */
export const orderReport = verb({
  name: "order",
  may: "reports.make",
  input,
  answer: answerSchema(reports),
  run: async (order, actor) => {
    checkAvailable(order);
    const term = await termOf(order);
    const { classSessionId, studentId, formId } = order;
    const cards = await chooseCards({ termId: term.id, classSessionId, studentId, formId }, actor);
    if (!cards.length) throw invalid(fieldError("", "there is no report card to print", "nothing_to_print"));
    const report = await Report.create({
      kind: order.kind,
      format: order.format,
      classSessionId: classSessionId ?? null,
      studentId: studentId ?? null,
      formId: formId ?? null,
      termId: term.id,
      requestedBy: actor.id,
    });
    await writePieces(report.id, cards);
    await announce("reports", report.id);
    return get(reports, report.id);
  },
});

function checkAvailable({ kind, format, templateId, classSessionId, studentId, formId }: Order): void {
  const later = (path: string) => fieldError(path, "is not yet available", "not_available");
  const errors = [
    ...(kind === "report-card" ? [] : [later("/kind")]),
    ...(format === "pdf" ? [] : [later("/format")]),
    ...(templateId === undefined ? [] : [later("/templateId")]),
  ];
  const scopes = Object.entries({ classSessionId, studentId, formId }).filter(([, value]) => value !== undefined);
  for (const [name] of scopes.slice(1)) errors.push(fieldError(`/${name}`, "name one of class, student and form"));
  if (errors.length) throw invalid(...errors);
}

/** The term that was named, else the current one. */
async function termOf({ termId }: Order): Promise<Term> {
  const term = await Term.findOne({ where: termId === undefined ? { isCurrent: true } : { id: termId } });
  if (!term) throw invalid(fieldError("/termId", "say which term", "required"));
  if (!term.publishedAt) throw problem("not_published", `${term.name} is not published`);
  return term;
}

/** The cards in chunks that are printed as one document each, and one piece without cards that joins them. */
async function writePieces(reportId: string, cards: ChosenCard[]): Promise<void> {
  const chunks = Array.from({ length: Math.ceil(cards.length / CHUNK_SIZE) }, (_, position) => ({
    id: uuidv7(),
    reportId,
    position,
  }));
  await ReportChunk.bulkCreate([...chunks, { reportId, position: JOIN_POSITION }]);
  await ReportItem.bulkCreate(
    cards.map((card, position) => ({
      reportId,
      chunkId: chunks[Math.floor(position / CHUNK_SIZE)]!.id,
      position,
      studentId: card.studentId,
      reportCardId: card.id,
    })),
  );
}
