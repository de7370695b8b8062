import React from "react";
import { Link } from "../base/core.js";
import { shown, type Names, type Row } from "../base/cell.js";
import type { PanelField, PanelResource } from "../base/state.js";
import { t } from "../base/words.js";
import { SortHead } from "./SortHead.js";
import type { List } from "./useList.js";

export interface RowsProps {
  resource: PanelResource;
  list: List;
  rows: Row[];
  names: Names;
  ticked: ReadonlySet<string>;
  toggle: (id: string) => void;
  setTicked: (ids: ReadonlySet<string>) => void;
  cursor: number;
}
const isRight = ({ kind, many }: PanelField) => kind === "number" && !many;

/** Rows as a table: the name is a link, numbers stand right, nothing that is empty shouts. */
export const Table = ({ resource, list, rows, names, ticked, toggle, setTicked, cursor }: RowsProps) => {
  const all = rows.every((one) => ticked.has(one.id));
  return (
    <div className="table-box">
      <table className="rows">
        <thead>
          <tr>
            <th scope="col" className="tick">
              <input
                type="checkbox"
                aria-label={t("list.tick-all")}
                checked={all}
                onChange={() => setTicked(new Set(all ? [] : rows.map((one) => one.id)))}
              />
            </th>
            <SortHead list={list} resource={resource} name={nameSort(resource)} label={nameLabel(resource)} />
            {list.columns.map((one) => (
              <SortHead
                key={one.name}
                list={list}
                resource={resource}
                name={one.name}
                label={one.label}
                right={isRight(one)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id} data-row={index} className={rowClass(ticked.has(row.id), index === cursor)}>
              <td className="tick">
                <input
                  type="checkbox"
                  aria-label={t("list.tick", { name: row.$.title })}
                  checked={ticked.has(row.id)}
                  onChange={() => toggle(row.id)}
                />
              </td>
              <th scope="row">
                <Link to={`/admin/resources/${resource.name}/records/${row.id}/show`}>{row.$.title}</Link>
                {row.$.beside ? <small> {row.$.beside}</small> : null}
              </th>
              {list.columns.map((one) => (
                <td key={one.name} className={isRight(one) ? "right" : undefined}>
                  {shown(one, row[one.name], names)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const rowClass = (ticked: boolean, current: boolean) =>
  [ticked ? "ticked" : "", current ? "current" : ""].filter(Boolean).join(" ") || undefined;

/** The order by name: people's own, else by the field that names a row. */
export const nameSort = (resource: PanelResource): string =>
  ["name", "lastName"].find((one) => resource.sorts.includes(one)) ?? resource.title;

export const nameLabel = (resource: PanelResource): string =>
  resource.fields.some((one) => one.name === "firstName")
    ? t("list.name")
    : (resource.fields.find((one) => one.name === resource.title)?.label ?? t("list.name"));
