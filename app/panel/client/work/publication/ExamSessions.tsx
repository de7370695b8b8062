import React from "react";
import { Link } from "../../base/core.js";
import { resourceNamed } from "../../base/state.js";
import { toneOf } from "../../base/tone.js";
import { number, t } from "../../base/words.js";
import { askFor } from "./ask.js";
import type { Asked } from "./Question.js";
import type { ExamSession, Publication } from "./shape.js";
import { nextVerb } from "./steps.js";

interface Props {
  publication: Publication;
  termId: string;
  isNext: boolean;
  ask: (asked: Asked) => void;
}

/** The term's exam sessions with state and weight; each with what moves it on, or for whom it waits. */
export const ExamSessions = ({ publication, termId, isNext, ask }: Props) => {
  const { examSessions, weights } = publication;
  if (!examSessions.length) return <p className="step-text soft">{t("publication.no-exam-sessions")}</p>;
  const first = examSessions.find((one) => one.status !== "locked" && one.status !== "published");
  return (
    <>
      <div className="table-box" tabIndex={0} role="group" aria-label={t("publication.step.lock")}>
        <table className="rows stacked">
          <thead>
            <tr>
              <th scope="col">{t("publication.exam-session")}</th>
              <th scope="col" className="right">
                {t("publication.weight")}
              </th>
              <th scope="col">{t("publication.stands")}</th>
              <th scope="col">{t("publication.submitted")}</th>
              <th scope="col">{t("publication.next")}</th>
            </tr>
          </thead>
          <tbody>
            {examSessions.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <Link to={`/admin/resources/exam-sessions/records/${one.id}/show`}>{one.name}</Link>
                </th>
                <td className="right">{number(one.weight)} %</td>
                <td>
                  <span className={`chip ${toneOf("status", one.status) ?? ""}`}>
                    {t(`publication.exam.${one.status}`)}
                  </span>
                </td>
                <td>
                  <Submitted examSession={one} />
                </td>
                <td>
                  <Next examSession={one} isMain={isNext && one === first} ask={ask} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={weights.complete ? "card-foot soft" : "card-foot warn-text"}>
        {t(weights.complete ? "publication.weights-fit" : "publication.weights-off", { total: weights.total })}{" "}
        {weights.complete ? null : (
          <Link to={`/admin/resources/exam-sessions?termId=${termId}`}>{t("publication.weights-change")}</Link>
        )}
      </p>
    </>
  );
};

/** How many of its columns their teachers have said to be final; nothing waits for it. */
const Submitted = ({ examSession: { id, status, exams } }: { examSession: ExamSession }) => {
  const text = t("publication.submitted-of", exams);
  if (exams.submitted === exams.of || status !== "open" || !resourceNamed("exams")?.listed) return <>{text}</>;
  return <Link to={`/admin/resources/exams?examSessionId=${id}&submitted=false`}>{text}</Link>;
};

const Next = ({ examSession, isMain, ask }: { examSession: ExamSession; isMain: boolean; ask: Props["ask"] }) => {
  const verb = nextVerb(examSession);
  const forward = verb && askFor("exam-sessions", verb, examSession);
  const back =
    examSession.status === "locked" || examSession.status === "published"
      ? askFor("exam-sessions", "reopen", examSession)
      : undefined;
  return (
    <span className="next">
      {forward ? (
        <button
          type="button"
          className={isMain ? "main" : undefined}
          onClick={() => ask(forward)}
          aria-label={`${forward.verb}: ${examSession.name}`}
        >
          {forward.verb}
        </button>
      ) : verb ? (
        <span className="soft">{t(`publication.waits.${verb}`)}</span>
      ) : (
        <span className="soft">{t("publication.parents-see")}</span>
      )}
      {back ? (
        <button
          type="button"
          className="danger"
          onClick={() => ask(back)}
          aria-label={`${back.verb}: ${examSession.name}`}
        >
          {back.verb}
        </button>
      ) : null}
    </span>
  );
};
