import { text } from "../../../database/connection.js";
import { isUuid } from "../../../ids.js";
import type { Actor } from "../../../policies/Actor.js";
import { reachedClassSessions, reachedStudents } from "../../../policies/own.js";
import { DAY, daysFromNow, listTo, pageTo, within, type Block } from "./block.js";
import { isoOrNull, progressRows, type Progress } from "./progress.js";

/** An exam session that closes within a week is told, with what is still missing of one's own. */
const SOON = 7;
/** More lines than anybody reads; the marks page has them all. */
const LINES = 30;
const NOTHING: Block = { parts: {}, tell: () => ({}) };

/** A teacher's share: his classes, his students, and the marks that he has still to enter, one line a sheet. */
export function teacher(actor: Actor): Block {
  const narrow = [actor.reach("students.read"), actor.reach("marks.enter")];
  if (!isUuid(actor.id) || !narrow.some((reach) => reach === "own" || reach === "form")) return NOTHING;
  const me = text(actor.id);
  const parts: Record<string, string> = {};
  if (actor.may("structure.read"))
    parts.myClasses = `SELECT count(*) FROM class_sessions c JOIN sessions n ON n.id = c.session_id AND n.is_current
      WHERE c.class_teacher_id = ${me} OR c.id IN (SELECT class_session_id FROM class_session_subjects WHERE teacher_id = ${me})`;
  const reached = reachedStudents(actor, "students.read");
  if (reached && actor.may("students.read"))
    parts.myStudents = `SELECT count(*) FROM students s WHERE s.deleted_at IS NULL AND s.status = 'active'${within("s.id", reached)}`;
  const mine = sheets(actor, me);
  if (mine !== undefined)
    parts.mySheets = `SELECT json_agg(p ORDER BY p."closesAt" NULLS LAST, p."classSession", p.subject, p.paper) FROM (${progressRows(mine)}) AS p`;
  return {
    parts,
    tell: (found, { session }) => {
      const progress = (found.mySheets ?? []) as Progress[];
      const sum = (pick: (one: Progress) => number) => progress.reduce((total, one) => total + pick(one), 0);
      return {
        numbers: [
          ...(parts.myClasses !== undefined && session
            ? [
                {
                  key: "myClasses",
                  value: Number(found.myClasses),
                  since: session.startsOn,
                  to: listTo("class-sessions", { sessionId: session.id, teacherId: actor.id }),
                },
              ]
            : []),
          ...(parts.myStudents === undefined
            ? []
            : [{ key: "myStudents", value: Number(found.myStudents), to: listTo("students", { status: "active" }) }]),
          ...(progress.length
            ? [
                { key: "myMarks", value: sum((one) => one.entered), of: sum((one) => one.of), to: pageTo("marks") },
                {
                  key: "mySheets",
                  value: sum((one) => Number(one.submitted)),
                  of: progress.length,
                  to: pageTo("marks"),
                },
              ]
            : []),
        ],
        todo: [...closing(progress), ...missing(progress), ...toSubmit(progress)].slice(0, LINES),
      };
    },
  };
}

/** Which sheets are his to enter, as enterMarks asks: his subjects, or those of his forms. */
function sheets(actor: Actor, me: string): string | undefined {
  const reach = actor.reach("marks.enter");
  if (reach === "own") return ` AND o.teacher_id = ${me}`;
  return reach === "form" ? within("e.class_session_id", reachedClassSessions(actor, "marks.enter")) : undefined;
}

function missing(progress: Progress[]) {
  return progress
    .filter(({ entered, of }) => entered < of)
    .map(({ examSessionId, classSessionId, examSession, classSession, subject, paper, closesAt, entered, of }) => ({
      key: "marksMissing",
      count: of - entered,
      params: { examSession, classSession, subject, paper, closesAt: isoOrNull(closesAt), entered, of },
      to: pageTo("marks", { examSessionId, classSessionId }),
    }));
}

/** Whole, but not said to be final. */
function toSubmit(progress: Progress[]) {
  return progress
    .filter(({ entered, of, submitted }) => entered === of && !submitted)
    .map(({ examSessionId, classSessionId, examSession, classSession, subject, paper, closesAt }) => ({
      key: "marksToSubmit",
      count: 1,
      params: { examSession, classSession, subject, paper, closesAt: isoOrNull(closesAt) },
      to: pageTo("marks", { examSessionId, classSessionId }),
    }));
}

function closing(progress: Progress[]) {
  const soon = new Map<string, { name: string; closesAt: string; count: number }>();
  for (const { examSessionId, examSession: name, closesAt, entered, of } of progress) {
    if (closesAt === null || entered === of) continue;
    const left = daysFromNow(SOON).getTime() - new Date(closesAt).getTime();
    if (left < 0 || left > SOON * DAY) continue;
    const before = soon.get(examSessionId)?.count ?? 0;
    soon.set(examSessionId, { name, closesAt: new Date(closesAt).toISOString(), count: before + of - entered });
  }
  return [...soon].map(([examSessionId, { name, closesAt, count }]) => ({
    key: "examSessionCloses",
    count,
    params: { name, closesAt },
    to: pageTo("marks", { examSessionId }),
  }));
}
