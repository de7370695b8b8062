import React, { useCallback, useId, useSyncExternalStore } from "react";
import { number, t } from "../../base/words.js";
import { textOf } from "./check.js";
import type { Sheet } from "./sheet.js";
import type { Cell, Column, Person } from "./types.js";

/** A cell of the sheet, and nothing but it: drawn again only when it has changed. */
export function useCell(sheet: Sheet, key: string): Cell | undefined {
  const watch = useCallback((listener: () => void) => sheet.watch(key, listener), [sheet, key]);
  return useSyncExternalStore(watch, () => sheet.cell(key));
}

export const columnName = ({ subject, paper }: Column): string => (paper ? `${subject} ${paper}` : subject);

interface Props {
  sheet: Sheet;
  cell: Cell;
  person: Person;
  column: Column;
  row: number;
  at: number;
  phone?: boolean;
}

/** The field of a mark with what is wrong with it, or what somebody else wrote meanwhile. */
export const MarkField = ({ sheet, cell, person, column, row, at, phone }: Props) => {
  const id = useId();
  const told = cell.state === "conflict" || cell.state === "invalid";
  return (
    <>
      <input
        className="mark"
        value={cell.text}
        onChange={ignore}
        data-key={cell.key}
        data-row={row}
        data-column={at}
        data-state={cell.state}
        inputMode={phone ? "decimal" : undefined}
        enterKeyHint={phone ? "next" : undefined}
        autoComplete="off"
        spellCheck={false}
        aria-label={`${person.name}, ${columnName(column)}`}
        aria-invalid={cell.state === "invalid" || undefined}
        aria-describedby={told ? id : undefined}
      />
      {told ? (
        <div className="mark-told" id={id}>
          {cell.state === "conflict" ? (
            <Theirs sheet={sheet} cell={cell} />
          ) : (
            <span className="bad-text">{wrong(cell)}</span>
          )}
        </div>
      ) : null}
    </>
  );
};

const Theirs = ({ sheet, cell }: { sheet: Sheet; cell: Cell }) => {
  if (!cell.theirs) return null;
  const text = textOf(cell.theirs) || t("marks.nothing");
  const settle = (how: (key: string) => void) => (event: React.MouseEvent<HTMLElement>) => {
    const input = event.currentTarget.closest("td, li")?.querySelector("input");
    how(cell.key);
    input?.focus();
  };
  return (
    <>
      <span>
        {cell.theirs.by ? t("marks.theirs", { name: cell.theirs.by, text }) : t("marks.theirs-unknown", { text })}
      </span>
      <button type="button" className="plain" onClick={settle(sheet.keepMine)}>
        {t("marks.keep-mine")}
      </button>
      <button type="button" className="plain" onClick={settle(sheet.takeTheirs)}>
        {t("marks.take", { text })}
      </button>
      {cell.wrong ? <span className="bad-text">{wrong(cell)}</span> : null}
    </>
  );
};

const wrong = ({ wrong: why, maximum }: Cell): string =>
  why?.key === "refused"
    ? (why.message ?? "")
    : t(`marks.wrong.${why?.key ?? "no-mark"}`, { maximum: number(maximum) });

// Typing is heard by the whole sheet.
const ignore = () => undefined;
