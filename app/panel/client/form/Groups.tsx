import React from "react";
import type { FieldError } from "../base/call.js";
import type { PanelField, PanelResource } from "../base/state.js";
import { t } from "../base/words.js";
import { Fields } from "./Fields.js";
import type { Values } from "./values.js";

interface Props {
  resource: PanelResource;
  fields: PanelField[];
  values: Values;
  change: (next: Values) => void;
  errors: FieldError[];
}

/** The fields under their headings; what the declaration names in none stands under "More", closed while it is empty. */
export const Groups = ({ resource, fields, values, change, errors }: Props) => {
  const groups = resource.groups ?? [];
  const grouped = new Set(groups.flatMap(([, names]) => names));
  const rest = fields.filter((one) => !grouped.has(one.name));
  const draw = (some: PanelField[]) => <Fields fields={some} values={values} change={change} errors={errors} />;
  if (!groups.length) return <section className="card form-card">{draw(rest)}</section>;
  const wrong = errors.some(({ path }) => rest.some((one) => path.startsWith(`/${one.name}`)));
  const filled = rest.some((one) => values[one.name] !== undefined && one.kind !== "object");
  return (
    <>
      {groups.map(([heading, names]) => {
        const some = names.flatMap((name) => fields.find((one) => one.name === name) ?? []);
        return some.length ? (
          <section className="card form-card" key={heading}>
            <h2>{heading}</h2>
            {draw(some)}
          </section>
        ) : null;
      })}
      {rest.length ? (
        <details className="card form-card" open={wrong || filled || undefined}>
          <summary>{t("form.more")}</summary>
          {draw(rest)}
        </details>
      ) : null}
    </>
  );
};
