import React from "react";
import { call } from "../base/call.js";
import { state } from "../base/state.js";
import { number, t } from "../base/words.js";
import type { List } from "./useList.js";

/** Where in the list one stands, and how many rows a page has (kept for the person). */
export const Pager = ({ list }: { list: List }) => {
  if (!list.data) return null;
  const { number: page, size, total, pages } = list.data.page;
  const from = total ? (page - 1) * size + 1 : 0;
  const to = Math.min(total, page * size);
  const resize = (pageSize: string) => {
    state.pageSize = Number(pageSize);
    call("PATCH", "/data/preferences", { pageSize: state.pageSize }).catch(() => undefined);
    list.change({ pageSize: undefined, page: undefined });
    list.reload();
  };
  return (
    <div className="pager">
      <span role="status">{t("list.range", { from: number(from), to: number(to), total: number(total) })}</span>
      <label>
        {t("list.page-size")}{" "}
        <select value={String(size)} onChange={({ target }) => resize(target.value)}>
          {[...new Set([25, 50, 100, 200, size])]
            .sort((a, b) => a - b)
            .map((one) => (
              <option key={one}>{one}</option>
            ))}
        </select>
      </label>
      <span className="space" />
      <button type="button" disabled={page <= 1} onClick={() => list.change({ page: String(page - 1) })}>
        {t("list.back")}
      </button>
      <button type="button" disabled={page >= pages} onClick={() => list.change({ page: String(page + 1) })}>
        {t("list.next")}
      </button>
    </div>
  );
};
