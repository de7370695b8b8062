import React from "react";
import type { Names } from "../base/cell.js";
import type { PanelFilter, PanelResource } from "../base/state.js";
import { day, t } from "../base/words.js";
import { useNames } from "../form/useNames.js";
import type { List } from "./useList.js";

/** What the list is narrowed to, each taken away by a press. */
export const FilterChips = ({ resource, list }: { resource: PanelResource; list: List }) => {
  const found = Object.entries(list.rows).flatMap(([name, value]) => {
    const filter = resource.filters.find((one) => one.name === name || one.range?.includes(name));
    return filter ? [{ name, value, filter }] : [];
  });
  const names = useNames(
    found.flatMap(({ filter, value }) => (filter.reference ? [{ resource: filter.reference, id: value }] : [])),
  );
  if (!found.length) return null;
  return (
    <ul className="filter-chips" aria-label={t("list.filtered-by")}>
      {found.map(({ name, value, filter }) => {
        const text = chipText(filter, name, value, names);
        return (
          <li key={name}>
            <button
              type="button"
              aria-label={t("list.without", { text })}
              onClick={() => list.change({ [name]: undefined })}
            >
              {text} <span aria-hidden="true">×</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
};

function chipText(filter: PanelFilter, name: string, value: string, names: Names): string {
  if (filter.range) {
    const shown = /^\d{4}-/.test(value) ? day(value) : value;
    return t(name === filter.range[0] ? "list.since" : "list.until", { label: filter.label, value: shown });
  }
  const words = value.split(",").map((one) => {
    if (filter.reference) return names[filter.reference]?.[one]?.title ?? "…";
    if (filter.kind === "boolean") return t(one === "true" ? "yes" : "no");
    return filter.values?.find(({ value: known }) => known === one)?.label ?? one;
  });
  return `${filter.label}: ${words.join(", ")}`;
}
