import React from "react";
import { Link } from "../../base/core.js";
import { number, t } from "../../base/words.js";
import type { ResultRow, Scale, SubjectResult } from "./shape.js";
import { gapText, placeText, scoreOn } from "./show.js";

export interface RowsProps {
  rows: ResultRow[];
  subjects: SubjectResult["subject"][];
  scale: Scale;
  sort: "position" | "name";
  setSort: (by: "position" | "name") => void;
  why: (row: ResultRow) => void;
}

/** Results as a wide table: position and name stay in view, a column a subject. */
export const ResultsTable = ({ rows, subjects, scale, sort, setSort, why }: RowsProps) => {
  const score = scoreOn(scale);
  const inForm = rows.some((one) => one.formPosition !== undefined);
  const outOf = rows.find((one) => one.position !== null)?.outOf;
  const head = (by: "position" | "name", label: string, className: string) => (
    <th scope="col" className={className} aria-sort={sort === by ? "ascending" : undefined}>
      <button type="button" onClick={() => setSort(by)}>
        {label}
        <span aria-hidden="true">{sort === by ? " ↑" : ""}</span>
      </button>
    </th>
  );
  return (
    <section className="card" aria-label={t("page.results")}>
      <div className="table-box" tabIndex={0} role="group" aria-label={t("results.table")}>
        <table className="rows results">
          <thead>
            <tr>
              {head("position", t("results.position"), "result-place right")}
              {head("name", t("list.name"), "who")}
              {subjects.map((one) => (
                <th key={one.id} scope="col" className="right" title={one.name}>
                  <abbr title={one.name}>{one.code || one.name}</abbr>
                </th>
              ))}
              <th scope="col" className="right">
                {t("results.total")}
              </th>
              <th scope="col" className="right">
                {t("results.average")}
              </th>
              <th scope="col">{t("results.grade")}</th>
              <th scope="col" className="right">
                {t("results.passes")}
              </th>
              {inForm ? (
                <th scope="col" className="right">
                  {t("results.in-form")}
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.registrationId}>
                <td className="result-place right" title={placeText(row.position, row.outOf)}>
                  {row.position === null ? "–" : number(row.position)}
                </td>
                <th scope="row" className="who">
                  <span className="who-line">
                    <span>
                      <Link to={`/admin/resources/students/records/${row.student.id}/show?tab=results`}>
                        {row.student.name}
                      </Link>
                      {row.student.admissionNumber ? <small> {row.student.admissionNumber}</small> : null}
                      {row.complete ? null : <span className="chip warn"> {t("results.row-incomplete")}</span>}
                    </span>
                    <button
                      type="button"
                      className="plain"
                      aria-label={t("results.why-of", { name: row.student.name })}
                      onClick={() => why(row)}
                    >
                      {t("results.why")}
                    </button>
                  </span>
                </th>
                {subjects.map(({ id }) => (
                  <SubjectCell key={id} found={row.subjects.find((one) => one.subject.id === id)} score={score} />
                ))}
                <td className="right">{score(row.total)}</td>
                <td className="right">
                  <strong>{score(row.average)}</strong>
                </td>
                <td>{row.grade ?? "–"}</td>
                <td className="right">{row.passes === null ? "–" : number(row.passes)}</td>
                {inForm ? <td className="right">{placeText(row.formPosition, row.formOutOf)}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="card-foot soft">
        {outOf === undefined ? null : `${t("results.ranked", { count: outOf })} `}
        {t("results.out-of", { outOf: scale.shownOutOf })} {t("results.legend")}
      </p>
    </section>
  );
};

const SubjectCell = ({
  found,
  score,
}: {
  found: SubjectResult | undefined;
  score: (percent: number | null) => string;
}) => {
  if (!found) return <td className="right soft">–</td>;
  if (found.total === null) return <td className="right missing">{gapText(found)}</td>;
  return (
    <td className="right">
      <span className={found.passes === false ? "failed" : undefined}>{score(found.total)}</span>
      {found.grade ? <small> {found.grade}</small> : null}
    </td>
  );
};
