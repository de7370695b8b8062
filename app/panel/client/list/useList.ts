import { useLocation, useNavigate } from "../base/core.js";
import { readQuery, rowsOf, writeQuery, type Query } from "../base/query.js";
import { state, type PanelResource } from "../base/state.js";
import { useCall, type Loaded } from "../base/useCall.js";
import type { Names, Row } from "../base/cell.js";
import { useColumns } from "./columns.js";

export interface ListAnswer {
  rows: Row[];
  names: Names;
  page: { number: number; size: number; total: number; pages: number };
}

/** A list's state is its address: filters, order, page; so a link, Back and a reload all show the same. */
export function useList(resource: PanelResource) {
  const { search } = useLocation();
  const navigate = useNavigate();
  const query = readQuery(search);
  const { columns, choose } = useColumns(resource);
  const { view: _, ...asked } = query;
  const parameters = { pageSize: String(state.pageSize), ...asked, columns: columns.map((one) => one.name).join(",") };
  const loaded: Loaded<ListAnswer> = useCall<ListAnswer>(`/view/${resource.name}${writeQuery(parameters)}`);
  const change = (next: Record<string, string | undefined>) => {
    const staysOnPage = "page" in next;
    const merged = { ...query, ...(staysOnPage ? {} : { page: undefined }), ...next };
    navigate(`/admin/resources/${resource.name}${writeQuery(merged)}`, { replace: "search" in next });
  };
  const replaceAll = (next: Query) => navigate(`/admin/resources/${resource.name}${writeQuery(next)}`);
  return { query, rows: rowsOf(query), columns, chooseColumns: choose, change, replaceAll, ...loaded };
}
export type List = ReturnType<typeof useList>;
