import React, { memo, type ReactNode } from "react";
import { number, t } from "../../base/words.js";
import { FigureCell, FIGURES } from "./ColumnFigures.js";
import { columnName, MarkField, useCell } from "./MarkField.js";
import type { Sheet } from "./sheet.js";
import { keyOf, type Column, type Person } from "./types.js";
import { useHands, type Pasted } from "./useHands.js";

export interface GridProps {
  sheet: Sheet;
  rows: Person[];
  columns: Column[];
  tell: (pasted: Pasted) => void;
  /** Whether a column is final, and what makes it so. */
  foot: (column: Column) => ReactNode;
}

/** The whole sheet: a row a student, a column an exam; head, names and figures stay in view. */
export const Grid = ({ sheet, rows, columns, tell, foot }: GridProps) => {
  const hands = useHands(sheet, rows, columns, tell);
  return (
    <section className="card" aria-label={t("page.marks")}>
      <div className="table-box marks-box" role="group" aria-label={t("marks.table")} tabIndex={0} {...hands}>
        <table className="marks">
          <thead>
            <tr>
              <th scope="col" className="who">
                {t("marks.student")}
              </th>
              {columns.map((one) => (
                <th key={one.examId} scope="col" className="right">
                  {columnName(one)}
                  <small>{t("marks.out-of", { maximum: number(one.maximum) })}</small>
                </th>
              ))}
              <td className="rest" />
            </tr>
          </thead>
          <tbody>
            {rows.map((person, row) => (
              <GridRow key={person.registrationId} {...{ sheet, person, columns, row }} />
            ))}
          </tbody>
          <tfoot>
            {FIGURES.map((which) => (
              <tr key={which}>
                <th scope="row" className="who">
                  {t(`marks.${which}`)}
                </th>
                {columns.map((one) => (
                  <FigureCell key={one.examId} sheet={sheet} examId={one.examId} which={which} />
                ))}
                <td className="rest" />
              </tr>
            ))}
            <tr className="column-state">
              <th scope="row" className="who">
                {t("marks.column")}
              </th>
              {columns.map((one) => (
                <td key={one.examId} className="right">
                  {foot(one)}
                </td>
              ))}
              <td className="rest" />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
};

interface RowProps {
  sheet: Sheet;
  person: Person;
  columns: Column[];
  row: number;
}

const GridRow = memo(({ sheet, person, columns, row }: RowProps) => (
  <tr>
    <th scope="row" className="who">
      {person.name}
      {person.number ? <small> {person.number}</small> : null}
    </th>
    {columns.map((column, at) => (
      <MarkCell key={column.examId} {...{ sheet, person, column, row, at }} />
    ))}
    <td className="rest" />
  </tr>
));

const MarkCell = ({ sheet, person, column, row, at }: Omit<RowProps, "columns"> & { column: Column; at: number }) => {
  const cell = useCell(sheet, keyOf(column.examId, person.registrationId));
  // Who does not sit an exam has no cell in it.
  if (!cell) return <td className="no-cell" />;
  if (!column.writable) return <td className="right fixed">{cell.text || "–"}</td>;
  return (
    <td>
      <MarkField {...{ sheet, cell, person, column, row, at }} />
    </td>
  );
};
