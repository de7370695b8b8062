import React from "react";
import { shown, textOf, type Names, type Row } from "../base/cell.js";
import { resourceNamed, type PanelResource } from "../base/state.js";
import { toneOf } from "../base/tone.js";
import { Link } from "../base/core.js";

/** One line under the name: number, class or whatever the list shows, and how it stands. */
export const UnderName = ({ resource, row, names }: { resource: PanelResource; row: Row; names: Names }) => {
  const status = resource.fields.find((one) => toneOf(one.name) && row[one.name]);
  const parts = resource.columns
    .map((name) => resource.fields.find((one) => one.name === name))
    .flatMap((one) =>
      one &&
      one !== status &&
      row[one.name] &&
      one.name !== resource.title &&
      !/Name$/.test(one.name) &&
      one.name !== resource.beside
        ? [one]
        : [],
    )
    .slice(0, 3);
  return (
    <>
      {row.$.beside ? <span>{row.$.beside}</span> : null}
      {parts.map((one) => {
        const text = textOf(one, row[one.name], names);
        const isLink = one.kind === "reference" && resourceNamed(one.reference) && !one.many;
        return (
          <span key={one.name} title={one.label}>
            {isLink ? (
              <Link to={`/admin/resources/${one.reference}/records/${String(row[one.name])}/show`}>{text}</Link>
            ) : (
              text
            )}
          </span>
        );
      })}
      {status ? shown(status, row[status.name], names) : null}
    </>
  );
};
