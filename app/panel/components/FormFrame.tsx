import React, { useState, type FormEvent, type ReactNode } from "react";
import { useNavigate } from "./globals.js";
import { VerbField, type FormField } from "./VerbField.js";
import { firstValues, toBody } from "./verbBody.js";

export interface Refusal {
  message: string;
  errors: Record<string, { message: string }>;
}
interface Props {
  label: string;
  fields: FormField[];
  params?: Record<string, unknown>;
  disabled?: boolean;
  children?: ReactNode;
  /** Sends the body; answers why not, or nothing when all is well and the page has changed. */
  send: (body: Record<string, unknown>) => Promise<Refusal | undefined>;
}

/** A field's own error, or the first of what it holds: "permissions.3" stands at the permissions. */
function errorAt(refusal: Refusal | undefined, name: string): string | undefined {
  const entries = Object.entries(refusal?.errors ?? {});
  return entries.find(([at]) => at === name || at.startsWith(`${name}.`))?.[1].message;
}

/** The form of verbs and of hand-written creations: fields, errors at them and above, one button that says what it does. */
export const FormFrame = ({ label, fields, params, disabled = false, children, send }: Props) => {
  const [before] = useState(() => firstValues(fields, params));
  const [values, setValues] = useState(before);
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const failed = { message: "It could not be sent. Try again in a moment.", errors: {} };
    setRefusal(await send(toBody(fields, values, before)).catch(() => failed));
    setBusy(false);
  };

  return (
    <form className="verb" onSubmit={(event) => void submit(event)} noValidate>
      {children}
      {refusal ? (
        <p className="verb-wrong" role="alert">
          {refusal.message}
        </p>
      ) : null}
      <div className="form-fields">
        {fields.map((field) => (
          <VerbField
            key={field.name}
            field={field}
            value={values[field.name]}
            error={errorAt(refusal, field.name)}
            onChange={(value) => setValues((old) => ({ ...old, [field.name]: value }))}
          />
        ))}
      </div>
      <div className="verb-buttons">
        <button type="submit" disabled={busy || disabled}>
          {busy ? "Working…" : label}
        </button>
        <button type="button" onClick={() => navigate(-1)}>
          Cancel
        </button>
      </div>
    </form>
  );
};
