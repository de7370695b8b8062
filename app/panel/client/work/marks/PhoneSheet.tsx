import React, { memo, useId, useMemo } from "react";
import { useLocation, useNavigate } from "../../base/core.js";
import { readQuery, writeQuery } from "../../base/query.js";
import { number, t } from "../../base/words.js";
import { FigureLine } from "./ColumnFigures.js";
import type { GridProps } from "./Grid.js";
import { columnName, MarkField, useCell } from "./MarkField.js";
import type { Sheet } from "./sheet.js";
import { keyOf, type Column, type Person } from "./types.js";
import { useHands } from "./useHands.js";

/** On a phone: one exam at a time as a list. Its keyboard has digits only, so that A and X are buttons. */
export const PhoneSheet = ({ sheet, rows, columns, tell, foot }: GridProps) => {
  const id = useId();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const query = readQuery(search);
  const column =
    columns.find((one) => one.examId === query.examId) ?? columns.find((one) => one.writable) ?? columns[0]!;
  const sitters = useMemo(
    () => rows.filter((one) => sheet.cell(keyOf(column.examId, one.registrationId))),
    [sheet, rows, column],
  );
  const hands = useHands(
    sheet,
    sitters,
    useMemo(() => [column], [column]),
    tell,
  );
  const choose = (examId: string) => navigate(`${pathname}${writeQuery({ ...query, examId })}`, { replace: true });
  return (
    <>
      <div className="mark-chooser mark-subject">
        <label htmlFor={id}>{t("marks.subject")}</label>
        <select id={id} value={column.examId} onChange={({ target }) => choose(target.value)}>
          {columns.map((one) => (
            <option key={one.examId} value={one.examId}>
              {t("marks.subject-out-of", { subject: columnName(one), maximum: number(one.maximum) })}
            </option>
          ))}
        </select>
      </div>
      <section className="card" aria-label={columnName(column)}>
        <FigureLine sheet={sheet} examId={column.examId} />
        <div className="column-state">{foot(column)}</div>
        <div {...hands}>
          <ul className="mark-rows">
            {sitters.map((person, row) => (
              <PhoneRow key={person.registrationId} {...{ sheet, person, column, row }} />
            ))}
          </ul>
        </div>
      </section>
    </>
  );
};

interface RowProps {
  sheet: Sheet;
  person: Person;
  column: Column;
  row: number;
}

const PhoneRow = memo(({ sheet, person, column, row }: RowProps) => {
  const cell = useCell(sheet, keyOf(column.examId, person.registrationId));
  if (!cell) return null;
  return (
    <li>
      <span className="name">
        {person.name}
        <small>{person.number}</small>
      </span>
      {column.writable ? (
        <>
          <MarkField {...{ sheet, cell, person, column, row }} at={0} phone />
          {(["A", "X"] as const).map((letter) => (
            <button
              key={letter}
              type="button"
              aria-pressed={cell.text === letter}
              aria-label={t(`marks.letter.${letter}`, { name: person.name })}
              onClick={() => sheet.edit(cell.key, cell.text === letter ? "" : letter)}
            >
              {letter}
            </button>
          ))}
        </>
      ) : (
        <span className="fixed">{cell.text || "–"}</span>
      )}
    </li>
  );
});
