import React from "react";
import type { Row } from "../../base/cell.js";
import { Link } from "../../base/core.js";
import { writeQuery } from "../../base/query.js";
import { toneOf } from "../../base/tone.js";
import { useCall } from "../../base/useCall.js";
import { day, t } from "../../base/words.js";
import { RowsSkeleton } from "../../list/RowsSkeleton.js";
import { useTerms } from "./useTerms.js";

interface ExamSessionRow {
  id: string;
  name: string;
  termId: string;
  status: string;
}

/** A class's terms, each with the page of its results; or its exam sessions, each with the grid of its marks. */
export const ClassLinks = ({ row, to }: { row: Row; to: "results" | "marks" }) => {
  const terms = useTerms()?.filter((one) => one.sessionId === row.sessionId);
  const examSessions = useCall<{ data: ExamSessionRow[] }>(
    to === "marks" ? `/data/sessions/${String(row.sessionId)}/exam-sessions?pageSize=200` : undefined,
  ).data?.data;
  if (!terms || (to === "marks" && !examSessions)) return <RowsSkeleton />;
  const links =
    to === "results"
      ? terms.map((term) => ({
          id: term.id,
          text: term.name,
          to: `/admin/pages/results${writeQuery({ classSessionId: row.id, termId: term.id })}`,
          tone: term.publishedAt ? "good" : "warn",
          state: term.publishedAt
            ? t("results.published-on", { day: day(term.publishedAt) })
            : t("results.not-published"),
        }))
      : terms.flatMap((term) =>
          (examSessions ?? [])
            .filter((one) => one.termId === term.id)
            .map((one) => ({
              id: one.id,
              text: `${one.name} · ${term.name}`,
              to: `/admin/pages/marks${writeQuery({ examSessionId: one.id, classSessionId: row.id })}`,
              tone: toneOf("status", one.status) ?? "",
              state: t(`publication.exam.${one.status}`),
            })),
        );
  if (!links.length)
    return <p className="card empty">{t(to === "results" ? "results.no-term" : "publication.no-exam-sessions")}</p>;
  return (
    <section className="card" aria-label={t(to === "results" ? "page.results" : "tab.marks")}>
      <ul className="link-rows">
        {links.map((one) => (
          <li key={one.id}>
            <Link to={one.to}>{one.text}</Link> <span className={`chip ${one.tone}`}>{one.state}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
