import React from "react";
import type { FieldError } from "../base/call.js";
import type { PanelField } from "../base/state.js";
import { t } from "../base/words.js";
import { Control } from "./Control.js";
import { idOf, type FieldProps } from "./props.js";
import type { Value, Values } from "./values.js";

// Three parts that need each other: an object's field holds fields, and so does each row of a list of objects.

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

/** One field: label above, control, help and error under it. Objects and lists of objects hold fields of their own. */
const Field = (props: FieldProps) => {
  const { field, at, value, errors, onChange } = props;
  if (field.many && field.fields) return <Repeat {...props} />;
  if (field.kind === "object" && field.fields)
    return (
      <fieldset className="group wide">
        <legend>{field.label}</legend>
        <Fields fields={field.fields} values={(value ?? {}) as Values} change={onChange} errors={errors} at={at} />
      </fieldset>
    );
  const id = idOf(at);
  const error = errors.find(({ path }) => path === at || path.startsWith(`${at}/`))?.message;
  const described = [field.help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const isTick = field.kind === "boolean";
  const control = (
    <Control
      id={id}
      field={field}
      value={value}
      onChange={onChange}
      more={{
        ...(error ? { "aria-invalid": true } : {}),
        ...(described ? { "aria-describedby": described } : {}),
        ...(field.required && !isTick ? { "aria-required": true } : {}),
      }}
    />
  );
  return (
    <div
      className={`field${error ? " wrong" : ""}${field.long || field.many ? " wide" : ""}${isTick ? " tick-field" : ""}`}
    >
      {isTick ? control : null}
      <label htmlFor={id}>
        {field.label}
        {field.required && !isTick ? null : isTick ? null : <span className="optional"> {t("form.optional")}</span>}
      </label>
      {isTick ? null : control}
      {field.help ? (
        <p className="help" id={`${id}-help`}>
          {field.help}
        </p>
      ) : null}
      {error ? (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  );
};

/** A list of objects: bands of a scale, placements; each in a box, added and taken away one by one. */
const Repeat = ({ field, at, value, errors, onChange }: FieldProps) => {
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
