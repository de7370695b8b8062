import React, { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { call } from "../base/call.js";
import { useNavigate } from "../base/core.js";
import { state } from "../base/state.js";
import { t } from "../base/words.js";
import { menuGroups } from "./menu.js";

interface Hit {
  kind: string;
  to: string;
  title: string;
  detail?: string;
}
interface Found {
  data: { kind?: string; resource: string; id: string; title: string; detail?: string }[];
}

/** One box for students, guardians, classes and pages; empty, it offers what was opened last. `/` or Ctrl+K leads here. */
export const GlobalSearch = () => {
  const placeholder = t(state.house.kind === "platform" ? "search.platform" : "search.all");
  const [words, setWords] = useState("");
  const [open, setOpen] = useState(false);
  const [{ hits, of }, setFound] = useState<{ hits: Hit[]; of?: string }>({ hits: [] });
  const [at, setAt] = useState(0);
  const turn = useRef(0);
  const list = useId();
  const navigate = useNavigate();
  useEffect(() => {
    if (!open) return undefined;
    const mine = ++turn.current;
    const timer = setTimeout(() => {
      void search(words.trim()).then((found) => {
        if (mine !== turn.current) return;
        setFound({ hits: found, of: words });
        setAt(0);
      });
    }, 150);
    return () => clearTimeout(timer);
  }, [words, open]);
  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    turn.current++;
    setOpen(false);
    setWords("");
    setFound({ hits: [] });
    navigate(hit.to);
  };
  /** Who types faster than the line answers means what he typed, not what is still shown of the words before. */
  const enter = () => {
    if (of === words) go(hits[at]);
    else void search(words.trim()).then(([first]) => go(first));
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setOpen(true);
      setAt((before) => (before + step + hits.length) % Math.max(hits.length, 1));
    } else if (event.key === "Enter") enter();
    else if (event.key === "Escape") {
      setOpen(false);
      event.currentTarget.blur();
    }
  };
  return (
    <div className="global-search" role="search">
      <input
        id="global-search"
        role="combobox"
        type="text"
        autoComplete="off"
        aria-label={placeholder}
        aria-expanded={open && hits.length > 0}
        aria-controls={list}
        aria-activedescendant={open && hits[at] ? `${list}-${at}` : undefined}
        placeholder={placeholder}
        value={words}
        onFocus={() => setOpen(true)}
        onBlur={({ currentTarget }) => {
          // It may have been come back to meanwhile: what is typed then must not be shut away.
          setTimeout(() => document.activeElement === currentTarget || setOpen(false), 150);
        }}
        onChange={({ target }) => {
          setWords(target.value);
          setOpen(true); // after a jump the field may still have the focus
        }}
        onKeyDown={onKey}
      />
      <kbd aria-hidden="true">/</kbd>
      <ul id={list} role="listbox" aria-label={t("search.found")} hidden={!open || !hits.length}>
        {hits.map((hit, index) => (
          <li
            key={hit.to}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => {
              event.preventDefault();
              go(hit);
            }}
          >
            <span>{hit.title}</span>
            <small>{hit.detail ?? hit.kind}</small>
          </li>
        ))}
      </ul>
    </div>
  );
};

async function search(words: string): Promise<Hit[]> {
  const path = words.length < 2 ? "/data/recent" : `/data/search?q=${encodeURIComponent(words.slice(0, 200))}`;
  const found = await call<Found>("GET", path).catch(() => ({ data: [] }) as Found);
  const rows = found.data.map(({ kind, resource, id, title, detail }) => ({
    kind: t(kind ? `kind.${kind}` : "search.recent"),
    to: `/admin/resources/${resource}/records/${id}/show`,
    title,
    ...(detail ? { detail } : {}),
  }));
  return [...rows, ...pagesNamed(words)].slice(0, 14);
}

/** Pages whose name holds every word that was typed. */
function pagesNamed(words: string): Hit[] {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  return menuGroups()
    .flatMap((group) => group.entries.map(({ to, text }) => ({ to, title: text, kind: group.name })))
    .filter(({ title }) => wanted.every((word) => folded(title).includes(word)))
    .slice(0, 4);
}

const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
