import React from "react";
import { t } from "../base/words.js";
import type { FieldProps } from "./Field.js";
import { Fields } from "./Fields.js";
import type { Values } from "./values.js";

/** A list of objects: bands of a scale, placements; each in a box, added and taken away one by one. */
export const Repeat = ({ field, at, value, errors, onChange }: FieldProps) => {
  const rows = (value ?? []) as Values[];
  return (
    <fieldset className="group wide repeat">
      <legend>{field.label}</legend>
      {rows.map((row, index) => (
        <div className="repeat-row" key={index}>
          <Fields
            fields={field.fields ?? []}
            values={row}
            change={(next) => onChange(rows.map((one, other) => (other === index ? next : one)))}
            errors={errors}
            at={`${at}/${index}`}
          />
          <button
            type="button"
            className="icon"
            aria-label={t("form.remove-row", { number: index + 1 })}
            onClick={() => onChange(rows.filter((_, other) => other !== index))}
          >
            ×
          </button>
        </div>
      ))}
      <button type="button" onClick={() => onChange([...rows, {}])}>
        {t("form.add-row")}
      </button>
    </fieldset>
  );
};
