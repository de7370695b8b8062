import React from "react";
import { shown, type Names, type Row } from "../base/cell.js";
import { Link } from "../base/core.js";
import { resourceNamed, type PanelField, type PanelResource } from "../base/state.js";
import { t } from "../base/words.js";

interface Props {
  resource: PanelResource;
  row: Row;
  names: Names;
}
const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === "" || (typeof value === "object" && !Object.keys(value).length);

/** What is known, as term and value. Empty fields are not lines of dashes: they are told together at the end. */
export const Facts = ({ resource, row, names }: Props) => {
  const fields = resource.fields.filter(
    ({ name }) =>
      !["createdAt", "updatedAt", "deletedAt", "firstName", "lastName", "photoUrl"].includes(name) &&
      !/FileId$/.test(name) &&
      name !== resource.title,
  );
  const filled = fields.filter((one) => !isEmpty(row[one.name]));
  const objects = filled.filter((one) => one.fields && one.name !== "files");
  const plain = filled.filter((one) => !objects.includes(one));
  const empty = fields.filter((one) => isEmpty(row[one.name]) && one.name in row);
  return (
    <div className="facts-column">
      <section className="card" aria-label={t("record.facts")}>
        <div className="card-head">
          <h2>{t("record.facts")}</h2>
        </div>
        <dl className="facts">
          {plain.map((one) => (
            <React.Fragment key={one.name}>
              <dt>{one.label}</dt>
              <dd>
                <FactValue field={one} value={row[one.name]} names={names} />
              </dd>
            </React.Fragment>
          ))}
        </dl>
        {empty.length ? (
          <p className="card-foot soft">
            {t("record.not-known")} {empty.map((one) => one.label).join(", ")}
          </p>
        ) : null}
      </section>
      {objects.map((one) => (
        <section className="card" key={one.name}>
          <div className="card-head">
            <h2>{one.label}</h2>
          </div>
          {shown(one, row[one.name], names)}
        </section>
      ))}
    </div>
  );
};

/** References lead to what they name, files to their download. */
const FactValue = ({ field, value, names }: { field: PanelField; value: unknown; names: Names }) => {
  if (field.kind === "reference" && typeof value === "string" && resourceNamed(field.reference))
    return <Link to={`/admin/resources/${field.reference}/records/${value}/show`}>{shown(field, value, names)}</Link>;
  if (field.many && field.values && Array.isArray(value))
    return (
      <ul className="facts-list">
        {value.map((one) => (
          <li key={String(one)}>{shown(field, one, names)}</li>
        ))}
      </ul>
    );
  if (field.name === "files" && Array.isArray(value))
    return (
      <>
        {(value as { name: string; url: string }[]).map(({ name, url }) => (
          <a key={url} href={url} download>
            {name}
          </a>
        ))}
      </>
    );
  return <>{shown(field, value, names)}</>;
};
