import React, { useId, useState, type FormEvent } from "react";
import { call, CallError } from "../../base/call.js";
import { Link } from "../../base/core.js";
import { tell } from "../../base/notices.js";
import { holds } from "../../base/state.js";
import { t, toNumber } from "../../base/words.js";
import type { ClassRow, ExamSession } from "./useChoice.js";

interface Props {
  examSession: ExamSession;
  classSession: ClassRow;
  made: () => void;
}

/** A class without exams: says so, and makes one a subject for whoever may. */
export const NoExams = ({ examSession, classSession, made }: Props) => {
  const id = useId();
  const [maximum, setMaximum] = useState("100");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const may = holds("structure.write") && (examSession.status === "draft" || examSession.status === "open");
  const names = { name: classSession.name, exam: examSession.name };
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const { created } = await call<{ created: number }>(
        "POST",
        `/data/exam-sessions/${examSession.id}/exams/auto-create`,
        { classSessionIds: [classSession.id], maximumMark: toNumber(maximum) ?? maximum },
      );
      if (!created) return setWrong(t("marks.no-subjects", names));
      tell(t("marks.made", { count: created }));
      made();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      setWrong(error.message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="card empty">
      <p>{t("marks.no-exams", names)}</p>
      {may ? (
        <form className="make-exams" onSubmit={(event) => void make(event)} noValidate>
          <label htmlFor={id}>{t("marks.maximum")}</label>
          <input
            id={id}
            value={maximum}
            inputMode="decimal"
            onChange={({ target }) => setMaximum(target.value)}
            aria-invalid={wrong ? true : undefined}
            aria-describedby={wrong ? `${id}-wrong` : undefined}
          />
          <button className="main" disabled={busy}>
            {t("marks.make")}
          </button>
        </form>
      ) : (
        <p>{t("marks.no-exams-ask")}</p>
      )}
      {wrong ? (
        <p className="field-error" role="alert" id={`${id}-wrong`}>
          {wrong}{" "}
          <Link to={`/admin/resources/class-sessions/records/${classSession.id}/show`}>{classSession.name}</Link>
        </p>
      ) : null}
    </section>
  );
};
