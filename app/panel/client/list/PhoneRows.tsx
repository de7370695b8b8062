import React from "react";
import { Link } from "../base/core.js";
import { isEmpty, shown, type Row } from "../base/cell.js";
import { toneOf } from "../base/tone.js";
import { t } from "../base/words.js";
import type { RowsProps } from "./Table.js";

/** Rows on a phone: two lines each, not a stack of labels. */
export const PhoneRows = ({ resource, list, rows, names, ticked, toggle }: RowsProps) => {
  const status = list.columns.find((one) => toneOf(one.name));
  const others = list.columns.filter((one) => one !== status);
  // A dash says nothing where no head stands above it, and a number or a yes alone does not say of what.
  const second = (row: Row) => others.filter(({ name }) => row[name] !== false && !isEmpty(row[name])).slice(0, 2);
  return (
    <ul className="phone-rows">
      {rows.map((row, index) => (
        <li key={row.id} data-row={index} className={ticked.has(row.id) ? "ticked" : undefined}>
          <input
            type="checkbox"
            aria-label={t("list.tick", { name: row.$.title })}
            checked={ticked.has(row.id)}
            onChange={() => toggle(row.id)}
          />
          <Link to={`/admin/resources/${resource.name}/records/${row.id}/show`}>
            <span className="line">
              <strong>{row.$.title}</strong>
              <small>{row.$.beside}</small>
            </span>
            <span className="line">
              <span className="soft">
                {second(row).map((one, at) => (
                  <React.Fragment key={one.name}>
                    {at ? " · " : ""}
                    {one.kind === "number" ? `${one.label} ` : ""}
                    {one.kind === "boolean" ? one.label : shown(one, row[one.name], names)}
                  </React.Fragment>
                ))}
              </span>
              {status ? shown(status, row[status.name], names) : null}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
};
