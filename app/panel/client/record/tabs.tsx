import React from "react";
import type { Row } from "../base/cell.js";
import { holds, resourceNamed, state, type PanelResource } from "../base/state.js";
import { t } from "../base/words.js";
import { extraTabs } from "../work/recordTabs.js";
import { RelatedRows } from "./RelatedRows.js";
import type { Tab } from "./tab.js";

export type { Tab } from "./tab.js";

/** Overview, what the record has of its own, rows that lead to it, history. */
export function recordTabs(resource: PanelResource, counts: Record<string, number>): Tab[] {
  const extra = extraTabs(resource, counts);
  const related = resource.related.flatMap(({ resource: name, by }): Tab[] => {
    const other = resourceNamed(name);
    if (!other || extra.some((one) => one.key === name)) return [];
    const draw = (row: Row) => <RelatedRows resource={other} by={by} row={row} />;
    return [{ key: name, label: other.many, count: counts[name], draw }];
  });
  const mayRead = state.house.kind === "school" ? holds("audit.read") : resourceNamed("platform-audit");
  const history = mayRead && !/audit$/.test(resource.name) ? [{ key: "history", label: t("record.history") }] : [];
  return [{ key: "overview", label: t("record.overview") }, ...extra, ...related, ...history];
}
