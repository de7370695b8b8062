import type { AnyResource } from "../../door/define.js";
import * as five from "../../door/five.js";
import { fieldError, invalid } from "../../errors.js";
import { nameOf, namesBehind, namingColumns, type Known, type Named, type Names, type Row } from "./titles.js";

export interface ListView {
  rows: (Row & { $: Named })[];
  names: Names;
  page: { number: number; size: number; total: number; pages: number };
}

/** A page of a list as the panel draws it: the API's own rows, with the names of what the shown columns lead to. */
export async function listView(resource: AnyResource, known: Known, query: Record<string, unknown>): Promise<ListView> {
  const { columns, ...parameters } = query;
  const shown = columnsOf(resource, columns);
  const { data, page } = await five.list(resource, parameters);
  const rows = data as Row[];
  const names = await namesBehind(resource, rows, known, [...new Set([...shown, ...namingColumns(resource)])]);
  return { rows: rows.map((row) => ({ ...row, $: nameOf(resource, row, names, known) })), names, page };
}

/** How many rows each of the declaration's own views has, and all together. */
export async function viewCounts(resource: AnyResource): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [key, query] of [["all", ""], ...(resource.panel?.views ?? [])] as const) {
    const parameters = { ...Object.fromEntries(new URLSearchParams(query)), pageSize: "1" };
    counts[key] = (await five.list(resource, parameters)).page.total;
  }
  return counts;
}

function columnsOf(resource: AnyResource, columns: unknown): readonly string[] {
  if (columns === undefined) return resource.panel?.list ?? [];
  if (typeof columns !== "string" || columns.length > 2000) throw invalid(fieldError("/columns", "must be names"));
  return columns.split(",").filter((name) => resource.fields.answer.has(name));
}
