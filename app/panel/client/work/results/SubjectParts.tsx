import React from "react";
import { number, t } from "../../base/words.js";
import type { ResultRow, Scale } from "./shape.js";
import { partText, scoreOn } from "./show.js";

interface Props {
  row: ResultRow;
  scale: Scale;
  examSessions: Map<string, { name: string; weight: number }>;
}

/** A student's subjects: the parts of each, its total and grade, the position in it and the class's mean. */
export const SubjectParts = ({ row, scale, examSessions }: Props) => {
  const score = scoreOn(scale);
  const ids = [...new Set(row.subjects.flatMap((one) => one.parts.map((part) => part.examSessionId)))];
  return (
    <div
      className="table-box"
      tabIndex={0}
      role="group"
      aria-label={t("results.subjects-of", { name: row.student.name })}
    >
      <table className="small subject-parts">
        <thead>
          <tr>
            <th scope="col">{t("results.subject")}</th>
            {ids.map((id) => (
              <th key={id} scope="col" className="right">
                {examSessions.get(id)?.name ?? t("results.part")}
              </th>
            ))}
            <th scope="col" className="right">
              {t("results.total")}
            </th>
            <th scope="col">{t("results.grade")}</th>
            <th scope="col" className="right">
              {t("results.position")}
            </th>
            <th scope="col" className="right">
              {t("results.class-mean")}
            </th>
          </tr>
        </thead>
        <tbody>
          {row.subjects.map(({ subject, parts, total, grade, passes, position, mean }) => (
            <tr key={subject.id}>
              <th scope="row">{subject.name}</th>
              {ids.map((id) => {
                const own = parts.filter((one) => one.examSessionId === id);
                const open = own.some((one) => one.status === "not_entered");
                return (
                  <td key={id} className={open ? "right missing" : "right"}>
                    {own.map((one) => (one.paper ? `${one.paper}: ${partText(one)}` : partText(one))).join(" · ") ||
                      "–"}
                  </td>
                );
              })}
              <td className="right">
                <span className={passes === false ? "failed" : undefined}>{score(total)}</span>
              </td>
              <td>{grade ?? "–"}</td>
              <td className="right">{position === null ? "–" : number(position)}</td>
              <td className="right">{score(mean)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
