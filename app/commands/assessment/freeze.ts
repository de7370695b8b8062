import { Op } from "sequelize";
import type { Computed } from "./results.js";
import { rowOf } from "./results.js";
import { Form } from "../../../models/school/Form.js";
import { Publication } from "../../../models/school/Publication.js";
import { ResultSnapshot } from "../../../models/school/ResultSnapshot.js";
import type { Term } from "../../../models/school/Term.js";
import { SchoolClass } from "../../../models/school/SchoolClass.js";
import { ClassSession } from "../../../models/school/ClassSession.js";
import { bulkUpdate } from "../../audit/audited.js";
import { sha256 } from "../../crypto/keys.js";
import { uuidv7 } from "../../ids.js";
import { maybeWho } from "../../policies/Actor.js";
import { ruleFor } from "./gather.js";

/** Forms that have a class in a term's session, in order: the whole of what a publication covers. */
export async function formsIn(term: Term): Promise<Form[]> {
  const classSessions = await ClassSession.findAll({ where: { sessionId: term.sessionId }, attributes: ["classId"] });
  const classes = await SchoolClass.findAll({
    where: { id: { [Op.in]: classSessions.map((found) => found.classId) } },
    attributes: ["formId"],
  });
  return Form.findAll({
    where: { id: { [Op.in]: classes.map((found) => found.formId) } },
    order: [
      ["order", "ASC"],
      ["id", "ASC"],
    ],
  });
}

interface What {
  kind: "exam_session" | "term";
  termId: string;
  examSessionId?: string | null;
  reason?: string;
}

/** Opens a publication; the one before it, current or withdrawn, is superseded. */
export async function newPublication({
  kind,
  termId,
  examSessionId = null,
  reason,
}: What): Promise<{ publication: Publication; former: Publication[] }> {
  const where = { kind, termId, examSessionId };
  const former = await Publication.findAll({ where, order: [["number", "ASC"]], lock: true });
  await bulkUpdate(Publication, { status: "superseded" }, { ...where, status: { [Op.ne]: "superseded" } } as never);
  const actor = maybeWho();
  const publication = await Publication.create({
    kind,
    termId,
    examSessionId,
    number: (former.at(-1)?.number ?? 0) + 1,
    reason: reason ?? null,
    publishedBy: actor?.kind === "user" ? actor.id : null,
    publishedAt: new Date(),
  });
  return { publication, former };
}

export interface Frozen {
  registrationId: string;
  studentId: string;
  classSessionId: string;
  data: Record<string, unknown>;
  hash: string;
}

/** Freezes computed results: each row with its scale, rule, weights and rounding, so that later changes touch nothing. */
export async function freeze(publication: Publication, computed: Computed): Promise<Frozen[]> {
  const { settings, scales, examSessions, form, term } = computed;
  const recipe = {
    term: { id: term.id, name: term.name, number: term.number },
    rankingRule: ruleFor(settings, form),
    settings: {
      absentCounts: settings.absentCounts,
      gradeFrom: settings.gradeFrom,
      decimals: settings.decimals,
      shownOutOf: settings.shownOutOf,
      showPositions: settings.showPositions,
    },
    scale: { name: scales.name, ...scales.scale },
    weights: examSessions.map(({ id, name, weight }) => ({ examSessionId: id, name, weight: Number(weight) })),
  };
  const frozen = computed.classes.flatMap(({ classSessionId, statistics, rows }) =>
    rows.map((row): Frozen => {
      const data = { ...recipe, classSession: nameOf(computed, classSessionId), statistics, row: rowOf(row, computed) };
      const registration = computed.byId.get(row.registrationId);
      return {
        registrationId: row.registrationId,
        studentId: registration?.studentId ?? "",
        classSessionId,
        data,
        hash: sha256(JSON.stringify(data)),
      };
    }),
  );
  for (let start = 0; start < frozen.length; start += 500) {
    await ResultSnapshot.bulkCreate(
      frozen.slice(start, start + 500).map((one) => ({ id: uuidv7(), publicationId: publication.id, ...one })),
    );
  }
  return frozen;
}

function nameOf({ classSessions }: Computed, id: string) {
  return { id, name: classSessions.find((found) => found.id === id)?.name ?? "" };
}
