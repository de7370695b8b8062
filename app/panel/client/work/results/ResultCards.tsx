import React from "react";
import { Link } from "../../base/core.js";
import { t } from "../../base/words.js";
import type { RowsProps } from "./ResultsTable.js";
import { gapText, placeText, scoreOn } from "./show.js";

/** Results on a phone: two lines a row, which opens to the subjects. */
export const ResultCards = ({ rows, scale, why }: RowsProps) => {
  const score = scoreOn(scale);
  return (
    <section className="card" aria-label={t("page.results")}>
      <ul className="result-rows">
        {rows.map((row) => (
          <li key={row.registrationId}>
            <details>
              <summary>
                <span className="line">
                  <strong>{row.student.name}</strong>
                  <span>{row.complete ? placeText(row.position, row.outOf) : t("results.row-incomplete")}</span>
                </span>
                <span className="line soft">
                  <small>{row.student.admissionNumber}</small>
                  <span>
                    {t("results.average-of", { score: score(row.average) })}
                    {row.grade ? ` · ${row.grade}` : ""}
                  </span>
                </span>
              </summary>
              <dl className="facts subjects">
                {row.subjects.map((found) => (
                  <React.Fragment key={found.subject.id}>
                    <dt>{found.subject.name}</dt>
                    <dd>
                      {found.total === null ? (
                        <span className="missing">{gapText(found)}</span>
                      ) : (
                        <>
                          <span className={found.passes === false ? "failed" : undefined}>{score(found.total)}</span>{" "}
                          <small>{found.grade}</small>
                        </>
                      )}
                    </dd>
                  </React.Fragment>
                ))}
              </dl>
              <div className="row-foot">
                <Link className="button" to={`/admin/resources/students/records/${row.student.id}/show?tab=results`}>
                  {t("results.record")}
                </Link>
                <button
                  type="button"
                  aria-label={t("results.why-of", { name: row.student.name })}
                  onClick={() => why(row)}
                >
                  {t("results.why")}
                </button>
              </div>
            </details>
          </li>
        ))}
      </ul>
      <p className="card-foot soft">
        {t("results.out-of", { outOf: scale.shownOutOf })} {t("results.legend")}
      </p>
    </section>
  );
};
