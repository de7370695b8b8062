import { useEffect, useState } from "react";
import { call } from "../base/call.js";
import type { Named, Names, Row } from "../base/cell.js";

const known: Names = {};

/** What rows are called, by their ids: for a filter's chip and a form's picker. Asked once. */
export function useNames(wanted: { resource: string; id: string }[]): Names {
  const [, redraw] = useState(0);
  const missing = wanted.filter(({ resource, id }) => id && !known[resource]?.[id]);
  const key = missing.map(({ resource, id }) => `${resource}/${id}`).join();
  useEffect(() => {
    for (const { resource, id } of missing) {
      call<{ row: Row }>("GET", `/view/${resource}/${encodeURIComponent(id)}`).then(
        ({ row }) => (learnName(resource, id, row.$), redraw((before) => before + 1)),
        () => undefined,
      );
    }
  }, [key]);
  return known;
}

export function learnName(resource: string, id: string, name: Named): void {
  (known[resource] ??= {})[id] = name;
}

export const learnNames = (names: Names): void => {
  for (const [resource, rows] of Object.entries(names))
    for (const [id, name] of Object.entries(rows)) learnName(resource, id, name);
};
