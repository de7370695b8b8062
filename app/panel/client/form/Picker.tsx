import React, { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { call, CallError } from "../base/call.js";
import type { Row } from "../base/cell.js";
import { resourceNamed } from "../base/state.js";
import { t } from "../base/words.js";
import { learnName, useNames } from "./useNames.js";

interface Props {
  id: string;
  resource: string;
  value: string | null;
  onChange: (id: string | null) => void;
  more?: Record<string, unknown>;
}

/** Chooses a row of another resource by its name; number or class stands beside it, since names are common. */
export const Picker = ({ id, resource, value, onChange, more = {} }: Props) => {
  const [words, setWords] = useState<string>();
  const [rows, setRows] = useState<Row[]>([]);
  const [at, setAt] = useState(0);
  const turn = useRef(0);
  const list = useId();
  const names = useNames(value ? [{ resource, id: value }] : []);
  const open = words !== undefined;
  useEffect(() => {
    if (!open) return undefined;
    const mine = ++turn.current;
    const timer = setTimeout(() => {
      void search(resource, words).then((found) => {
        if (mine !== turn.current) return;
        setRows(found);
        setAt(0);
      });
    }, 150);
    return () => clearTimeout(timer);
  }, [words, open]);
  const choose = (row: Row | undefined) => {
    if (!row) return;
    learnName(resource, row.id, row.$);
    onChange(row.id);
    setWords(undefined);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!open) setWords("");
      else setAt((before) => (before + step + rows.length) % Math.max(rows.length, 1));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      choose(rows[at]);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setWords(undefined);
    }
  };
  const name = value ? names[resource]?.[value] : undefined;
  const label = value ? `${name?.title ?? "…"}${name?.beside ? ` · ${name.beside}` : ""}` : "";
  return (
    <div className="picker">
      <input
        id={id}
        role="combobox"
        autoComplete="off"
        aria-expanded={open}
        aria-controls={list}
        aria-activedescendant={open && rows[at] ? `${list}-${at}` : undefined}
        placeholder={t("form.search")}
        value={words ?? label}
        onFocus={({ target }) => target.select()}
        onClick={() => open || setWords("")}
        onChange={({ target }) => setWords(target.value)}
        onBlur={() => setWords(undefined)}
        onKeyDown={onKey}
        {...more}
      />
      {value ? (
        <button type="button" className="icon" aria-label={t("form.clear")} onClick={() => onChange(null)}>
          ×
        </button>
      ) : null}
      <ul id={list} role="listbox" aria-label={t("search.found")} hidden={!open}>
        {rows.map((row, index) => (
          <li
            key={row.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => (event.preventDefault(), choose(row))}
          >
            <span>{row.$.title}</span>
            {row.$.beside ? <small>{row.$.beside}</small> : null}
          </li>
        ))}
        {open && !rows.length ? (
          <li className="soft" role="option" aria-selected="false" aria-disabled="true">
            {t("form.nothing-found")}
          </li>
        ) : null}
      </ul>
    </div>
  );
};

/** The resource's own search; a resource without one is short enough to be shown from its beginning. */
export async function search(name: string, words: string): Promise<Row[]> {
  const resource = resourceNamed(name);
  const wanted = words.trim() && resource?.search ? `&search=${encodeURIComponent(words.trim().slice(0, 200))}` : "";
  try {
    return (await call<{ rows: Row[] }>("GET", `/view/${name}?pageSize=20&columns=${wanted}`)).rows;
  } catch (error) {
    if (error instanceof CallError) return [];
    throw error;
  }
}
