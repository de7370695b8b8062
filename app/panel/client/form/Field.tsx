import React from "react";
import type { FieldError } from "../base/call.js";
import type { PanelField } from "../base/state.js";
import { t } from "../base/words.js";
import { Control } from "./Control.js";
import { Fields } from "./Fields.js";
import { Repeat } from "./Repeat.js";
import type { Value, Values } from "./values.js";

export interface FieldProps {
  field: PanelField;
  /** JSON pointer of the field in what is sent; its errors come under it. */
  at: string;
  value: Value;
  errors: FieldError[];
  onChange: (value: Value) => void;
}
export const idOf = (at: string): string => `field${at.replaceAll("/", "-")}`;

/** One field: label above, control, help and error under it. Objects and lists of objects hold fields of their own. */
export const Field = (props: FieldProps) => {
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
