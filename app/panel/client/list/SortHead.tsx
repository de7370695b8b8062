import React from "react";
import type { PanelResource } from "../base/state.js";
import type { List } from "./useList.js";

interface Props {
  list: List;
  resource: PanelResource;
  name: string;
  label: string;
  right?: boolean;
}

/** A column's head; a button where the API sorts by it, up and then down. */
export const SortHead = ({ list, resource, name, label, right }: Props) => {
  const className = right ? "right" : undefined;
  if (!resource.sorts.includes(name))
    return (
      <th scope="col" className={className}>
        {label}
      </th>
    );
  const now = list.query.sort ?? resource.defaultSort;
  const order = now === name ? "ascending" : now === `-${name}` ? "descending" : "none";
  return (
    <th scope="col" aria-sort={order} className={className}>
      <button type="button" onClick={() => list.change({ sort: order === "ascending" ? `-${name}` : name })}>
        {label}
        <span aria-hidden="true">{order === "ascending" ? " ↑" : order === "descending" ? " ↓" : ""}</span>
      </button>
    </th>
  );
};
