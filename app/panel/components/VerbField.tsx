import React from "react";
import { RowPicker } from "./RowPicker.js";

export interface FormField {
  name: string;
  label: string;
  type: string;
  required: boolean;
  many: boolean;
  reference?: string;
  values?: { value: string; label: string }[];
}
type Value = string | string[] | boolean | undefined;
interface Props {
  field: FormField;
  value: Value;
  error?: string;
  onChange: (value: Value) => void;
}

const INPUTS: Record<string, string> = { number: "text", date: "date", datetime: "datetime-local" };

/** One field of a verb's form, in plain elements: a label that names it, and its error beneath. */
export const VerbField = ({ field, value, error, onChange }: Props) => {
  const id = `verb-${field.name}`;
  const wrong = error ? { "aria-invalid": true, "aria-describedby": `${id}-error` } : {};
  return (
    <div className={error ? "field wrong" : "field"}>
      <label htmlFor={id}>
        {field.label}
        {field.required ? <span aria-hidden="true"> *</span> : null}
      </label>
      <Control id={id} field={field} value={value} onChange={onChange} more={wrong} />
      {error ? (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  );
};

interface ControlProps extends Omit<Props, "error"> {
  id: string;
  more: Record<string, unknown>;
}

const Control = ({ id, field, value, onChange, more }: ControlProps) => {
  const text = typeof value === "string" ? value : "";
  if (field.reference)
    return (
      <RowPicker id={id} resource={field.reference} many={field.many} value={value} onChange={onChange} more={more} />
    );
  if (field.type === "boolean")
    return (
      <input
        id={id}
        type="checkbox"
        checked={value === true}
        onChange={(event) => onChange(event.target.checked)}
        {...more}
      />
    );
  if (field.values)
    return (
      <select
        id={id}
        multiple={field.many}
        value={field.many ? (Array.isArray(value) ? value : []) : text}
        onChange={(event) =>
          onChange(field.many ? [...event.target.selectedOptions].map((one) => one.value) : event.target.value)
        }
        {...more}
      >
        {field.many ? null : <option value="">Choose…</option>}
        {field.values.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    );
  if (field.many || field.type === "textarea" || field.type === "mixed")
    return (
      <textarea
        id={id}
        rows={4}
        placeholder={field.many ? "One a line" : undefined}
        value={Array.isArray(value) ? value.join("\n") : text}
        onChange={(event) => onChange(field.many ? event.target.value.split("\n") : event.target.value)}
        {...more}
      />
    );
  return (
    <input
      id={id}
      type={INPUTS[field.type] ?? "text"}
      inputMode={field.type === "number" ? "decimal" : undefined}
      value={text}
      onChange={(event) => onChange(event.target.value)}
      {...more}
    />
  );
};
