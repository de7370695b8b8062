import { writeQuery, type Query } from "../base/query.js";
import type { ListAnswer } from "./useList.js";

export interface ListContext {
  query: Query;
  ids: string[];
  page: ListAnswer["page"];
}
const keyOf = (resource: string) => `formroom.list.${resource}`;

/** Remembers the list that was seen last: a record's crumb, its next and previous come from there. */
export function keepContext(resource: string, query: Query, { rows, page }: ListAnswer): void {
  sessionStorage.setItem(keyOf(resource), JSON.stringify({ query, ids: rows.map((one) => one.id), page }));
}

export function contextOf(resource: string): ListContext | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(resource)) ?? "null") as ListContext;
  } catch {
    return undefined;
  }
}

/** The list's address as it was left: with its filter and page. */
export const listAddress = (resource: string): string =>
  `/admin/resources/${resource}${writeQuery(contextOf(resource)?.query ?? {})}`;
