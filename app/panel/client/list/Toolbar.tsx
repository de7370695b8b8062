import React, { useEffect, useRef, useState } from "react";
import { CallError, download } from "../base/call.js";
import { warn } from "../base/notices.js";
import { writeQuery } from "../base/query.js";
import type { PanelResource } from "../base/state.js";
import { t } from "../base/words.js";
import { ColumnChoice } from "./ColumnChoice.js";
import { FilterPanel } from "./FilterPanel.js";
import type { List } from "./useList.js";

/** Search first, filter and columns beside it; printing and files at the right. */
export const Toolbar = ({ resource, list }: { resource: PanelResource; list: List }) => {
  const [open, setOpen] = useState<"filter" | "columns">();
  const toggle = (which: "filter" | "columns") => setOpen(open === which ? undefined : which);
  const save = (format: "xlsx" | "csv") => {
    const { sort, ...rows } = list.rows;
    const columns = ["title", ...list.columns.map((one) => one.name)].filter((one) => one !== "title").join(",");
    const query = writeQuery({ ...rows, sort, format, columns });
    download(`/data/exports/${resource.name}${query}`).catch((error: unknown) => {
      if (error instanceof CallError) warn(error.message);
    });
  };
  return (
    <>
      <div className="toolbar">
        {resource.search ? <SearchBox key={list.query.view} resource={resource} list={list} /> : null}
        {resource.filters.length ? (
          <button type="button" aria-expanded={open === "filter"} onClick={() => toggle("filter")}>
            {t("list.filter")}
          </button>
        ) : null}
        <button
          type="button"
          className="wide-only"
          aria-expanded={open === "columns"}
          onClick={() => toggle("columns")}
        >
          {t("list.columns")}
        </button>
        <span className="space" />
        <button type="button" className="wide-only" onClick={() => window.print()}>
          {t("print")}
        </button>
        <button type="button" className="wide-only" onClick={() => save("xlsx")}>
          Excel
        </button>
        <button type="button" className="wide-only" onClick={() => save("csv")}>
          CSV
        </button>
      </div>
      {open === "filter" ? <FilterPanel resource={resource} list={list} close={() => setOpen(undefined)} /> : null}
      {open === "columns" ? <ColumnChoice resource={resource} list={list} /> : null}
    </>
  );
};

const SearchBox = ({ resource, list }: { resource: PanelResource; list: List }) => {
  const [words, setWords] = useState(list.query.search ?? "");
  const sent = useRef(words);
  useEffect(() => {
    if (words === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = words;
      list.change({ search: words.trim() || undefined });
    }, 250);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <input
      type="search"
      className="search"
      aria-label={t("list.search-in", { many: resource.many })}
      placeholder={t("list.search")}
      value={words}
      maxLength={200}
      onChange={({ target }) => setWords(target.value)}
    />
  );
};
