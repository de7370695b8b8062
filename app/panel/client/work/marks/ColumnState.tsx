import React from "react";
import { warn } from "../../base/notices.js";
import { state } from "../../base/state.js";
import { day, instant, t } from "../../base/words.js";
import { askFor } from "../publication/ask.js";
import type { Asked } from "../publication/Question.js";
import { columnName } from "./MarkField.js";
import { keyOf, type Column, type Person } from "./types.js";
import type { ExamSession } from "./useChoice.js";
import type { Opened } from "./useSheet.js";

/** A step to be asked about, and what follows from it. */
export interface Step {
  asked: Asked;
  done: (answer: unknown) => void;
}
interface Props {
  opened: Opened;
  column: Column;
  examSession: ExamSession;
  ask: (step: Step) => void;
}

/** Whether the column is final: a button that submits it as a whole, or who submitted it and when, and the way back. */
export const ColumnState = ({ opened, column, examSession, ask }: Props) => {
  const { examId, submitted, writable } = column;
  const name = columnName(column);
  const isOpen = examSession.status === "open";
  const submit = writable ? askFor("exams", "submit", { id: examId, name }) : undefined;
  const reopen = submitted && isOpen ? askFor("exams", "reopen", { id: examId, name }) : undefined;
  const done = (answer: unknown) => {
    const { submittedAt, submittedBy } = answer as { submittedAt: string | null; submittedBy: string | null };
    opened.settle(examId, submittedAt ? { at: submittedAt, by: submittedBy && state.person.name } : null);
    // What was typed before somebody else submitted the column can now be sent.
    if (!submittedAt) void opened.saver.retry();
  };
  const ready = async () => {
    await opened.saver.flush();
    const gap = gapIn(opened, column);
    if (gap) gap.tell();
    else if (submit) ask({ asked: { ...submit, firm: true }, done });
  };
  return (
    <>
      {submitted ? (
        <p title={[instant(submitted.at), submitted.by].filter(Boolean).join(", ")}>
          {t("marks.submitted")} {day(submitted.at)}
          {submitted.by ? <span className="by">{submitted.by}</span> : null}
        </p>
      ) : null}
      {submit ? (
        <button type="button" className="plain" aria-label={`${submit.verb}: ${name}`} onClick={() => void ready()}>
          {t("marks.submit")}
        </button>
      ) : null}
      {reopen ? (
        <button
          type="button"
          className="plain danger"
          aria-label={`${reopen.verb}: ${name}`}
          onClick={() => ask({ asked: reopen, done })}
        >
          {t("marks.reopen")}
        </button>
      ) : null}
    </>
  );
};

/** What stands in the way of submitting: said, and its first cell is gone to. */
function gapIn({ sheet, rows }: Opened, column: Column) {
  const cells = rows.flatMap(({ registrationId }: Person) => sheet.cell(keyOf(column.examId, registrationId)) ?? []);
  const unsaved = cells.filter((one) => one.state !== "saved");
  const missing = cells.filter((one) => one.saved.status === "not_entered");
  const first = unsaved[0] ?? missing[0];
  if (!first) return undefined;
  const values = { count: unsaved.length || missing.length, name: columnName(column) };
  return {
    tell() {
      warn(t(unsaved.length ? "marks.submit-unsaved" : "marks.submit-missing", values));
      document.querySelector<HTMLElement>(`input[data-key="${first.key}"]`)?.focus();
    },
  };
}
