import React from "react";
import type { FieldError } from "../base/call.js";
import type { PanelField } from "../base/state.js";
import { Field } from "./Field.js";
import type { Value, Values } from "./values.js";

interface Props {
  fields: PanelField[];
  values: Values;
  change: (next: Values) => void;
  errors: FieldError[];
  /** The JSON pointer of the object these fields stand in. */
  at?: string;
  names?: string[];
}

/** Fields in two columns, each with its errors; those of an object stand in a box of their own. */
export const Fields = ({ fields, values, change, errors, at = "", names }: Props) => (
  <div className="fields">
    {fields
      .filter((one) => !names || names.includes(one.name))
      .map((field) => (
        <Field
          key={field.name}
          field={field}
          at={`${at}/${field.name}`}
          value={values[field.name]}
          errors={errors}
          onChange={(value: Value) => change({ ...values, [field.name]: value })}
        />
      ))}
  </div>
);
