import React, { useState } from "react";
import { Link } from "../../base/core.js";
import { writeQuery } from "../../base/query.js";
import { resourceNamed } from "../../base/state.js";
import { t } from "../../base/words.js";
import type { Publication } from "./shape.js";

const FIRST = 25;

/** Marks that are not entered, a line a class and subject, with who enters them and the grids they belong in. */
export const MissingMarks = ({ publication, termId }: { publication: Publication; termId: string }) => {
  const [all, setAll] = useState(false);
  const { missing, examSessions } = publication;
  const marks = missing.reduce((sum, one) => sum + one.marks, 0);
  const nameOf = (id: string) => examSessions.find((one) => one.id === id)?.name ?? t("results.part");
  if (!examSessions.length)
    return (
      <p className="step-text">
        {t("publication.no-exam-sessions")}{" "}
        {resourceNamed("exam-sessions")?.create ? (
          <Link to={`/admin/resources/exam-sessions/actions/new?termId=${termId}`}>
            {t("publication.add-exam-session")}
          </Link>
        ) : null}
      </p>
    );
  if (!missing.length) return <p className="step-text">{t("publication.none-missing")}</p>;
  const shown = all ? missing : missing.slice(0, FIRST);
  return (
    <>
      <p className="step-text">{t("publication.missing", { count: marks })}</p>
      <div className="table-box" tabIndex={0} role="group" aria-label={t("publication.step.marks")}>
        <table className="rows stacked missing-marks">
          <thead>
            <tr>
              <th scope="col">{t("results.class")}</th>
              <th scope="col">{t("results.subject")}</th>
              <th scope="col">{t("publication.who")}</th>
              <th scope="col">{t("publication.where")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ classSession, subject, teacher, parts }) => (
              <tr key={`${classSession.id} ${subject.id}`}>
                <th scope="row">{classSession.name}</th>
                <td>{subject.name}</td>
                <td>
                  {teacher?.name ?? (
                    <Link
                      to={`/admin/resources/class-sessions/records/${classSession.id}/show?tab=class-session-subjects`}
                    >
                      {t("publication.nobody")}
                    </Link>
                  )}
                </td>
                <td>
                  {parts.map(({ examSessionId, marks: count }) => (
                    <Link
                      key={examSessionId}
                      className="part"
                      to={`/admin/pages/marks${writeQuery({ examSessionId, classSessionId: classSession.id })}`}
                    >
                      {t("publication.in-grid", { count, name: nameOf(examSessionId) })}
                    </Link>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {missing.length > shown.length ? (
        <p className="card-foot">
          <button type="button" className="plain" onClick={() => setAll(true)}>
            {t("record.all", { count: missing.length })}
          </button>
        </p>
      ) : null}
    </>
  );
};
