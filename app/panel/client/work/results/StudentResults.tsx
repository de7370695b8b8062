import React, { useState } from "react";
import type { Row } from "../../base/cell.js";
import { useCall } from "../../base/useCall.js";
import { t } from "../../base/words.js";
import { RowsSkeleton } from "../../list/RowsSkeleton.js";
import type { TermResult } from "./shape.js";
import { placeText, scoreOn } from "./show.js";
import { Sparkline } from "./Sparkline.js";
import { SubjectParts } from "./SubjectParts.js";
import { useExamSessions, useTerms } from "./useTerms.js";
import { Why } from "./Why.js";

/** A student's results, term by term, newest first: subjects with their parts, the position and why, the averages as a line. */
export const StudentResults = ({ row }: { row: Row }) => {
  const { data, error } = useCall<{ data: TermResult[] }>(`/data/students/${row.id}/results`);
  const terms = useTerms();
  const examSessions = useExamSessions();
  const [asked, setAsked] = useState<TermResult>();
  if (error) return <p className="problem">{error.message}</p>;
  if (!data || !terms) return <RowsSkeleton />;
  if (!data.data.length) return <p className="card empty">{t("results.none-of-student")}</p>;
  const startOf = ({ term }: TermResult) => terms.find((one) => one.id === term.id)?.startsOn ?? "";
  const nameOf = ({ term }: TermResult) =>
    [term.name, terms.find((one) => one.id === term.id)?.$.beside].filter(Boolean).join(" · ");
  const results = [...data.data].sort((a, b) => startOf(b).localeCompare(startOf(a)));
  return (
    <div className="results-page">
      <Sparkline
        points={[...results].reverse().map((one) => ({ label: nameOf(one), average: one.average, scale: one }))}
      />
      {results.map((one, index) => (
        <section key={one.term.id} className="card" aria-label={nameOf(one)}>
          <details open={index === 0}>
            <summary className="card-head term-head">
              <h2>{nameOf(one)}</h2>
              <span>{one.complete ? placeText(one.position, one.outOf) : t("results.row-incomplete")}</span>
              <span>{t("results.average-of", { score: scoreOn(one)(one.average) })}</span>
              {one.grade ? <span>{one.grade}</span> : null}
              <span className="space" />
              <span className={`chip ${one.published ? "good" : "warn"}`}>
                {t(one.published ? "results.published" : "results.not-published")}
              </span>
            </summary>
            <SubjectParts row={one} scale={one} examSessions={examSessions} />
            <div className="row-foot">
              <button
                type="button"
                aria-label={t("results.why-of", { name: nameOf(one) })}
                onClick={() => setAsked(one)}
              >
                {t("results.why")}
              </button>
            </div>
          </details>
        </section>
      ))}
      {asked ? <Why row={asked} scale={asked} termId={asked.term.id} close={() => setAsked(undefined)} /> : null}
    </div>
  );
};
