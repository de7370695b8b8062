import React from "react";
import { RowPicker } from "./RowPicker.js";

export interface FormField {
  name: string;
  label: string;
  type: string;
  required: boolean;
  many: boolean;
  hidden?: boolean;
  reference?: string;
  values?: { value: string; label: string }[];
}
export type Value = string | string[] | boolean | undefined;
interface Props {
  field: FormField;
  value: Value;
  error?: string;
  onChange: (value: Value) => void;
}

/** One field of our own forms, in plain elements: a label that names it, and its error beneath. */
export const VerbField = ({ field, value, error, onChange }: Props) => {
  if (field.hidden) return null;
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

const Control = (props: ControlProps) => {
  const { id, field, value, onChange, more } = props;
  if (field.reference) return <RowPicker {...props} resource={field.reference} many={field.many} />;
  if (field.values) return <Choice {...props} />;
  if (field.type === "boolean") {
    const change = (event: React.ChangeEvent<HTMLInputElement>) => onChange(event.target.checked);
    return <input id={id} type="checkbox" checked={value === true} onChange={change} {...more} />;
  }
  return field.many || field.type === "textarea" || field.type === "mixed" ? <Long {...props} /> : <Line {...props} />;
};

const Choice = ({ id, field, value, onChange, more }: ControlProps) => (
  <select
    id={id}
    multiple={field.many}
    value={field.many ? (Array.isArray(value) ? value : []) : typeof value === "string" ? value : ""}
    onChange={({ target }) => onChange(field.many ? [...target.selectedOptions].map((one) => one.value) : target.value)}
    {...more}
  >
    {field.many ? null : <option value="">Choose…</option>}
    {field.values?.map((one) => (
      <option key={one.value} value={one.value}>
        {one.label}
      </option>
    ))}
  </select>
);

const Long = ({ id, field, value, onChange, more }: ControlProps) => (
  <textarea
    id={id}
    rows={4}
    placeholder={field.many ? "One a line" : undefined}
    value={Array.isArray(value) ? value.join("\n") : typeof value === "string" ? value : ""}
    onChange={({ target }) => onChange(field.many ? target.value.split("\n") : target.value)}
    {...more}
  />
);

const INPUTS: Record<string, string> = { date: "date", datetime: "datetime-local", password: "password" };

const Line = ({ id, field, value, onChange, more }: ControlProps) => (
  <input
    id={id}
    type={INPUTS[field.type] ?? "text"}
    inputMode={field.type === "number" ? "decimal" : undefined}
    autoComplete={field.type === "password" ? "new-password" : "off"}
    value={typeof value === "string" ? value : ""}
    onChange={({ target }) => onChange(target.value)}
    {...more}
  />
);
