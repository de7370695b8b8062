import React, { useState, type FormEvent } from "react";
import { ApiClient, useNotice, type ActionProps } from "adminjs";
import { useNavigate } from "react-router-dom";
import { VerbField, type FormField } from "./VerbField.js";
import { toBody, type Values } from "./verbBody.js";

interface Told {
  label: string;
  confirm: string | null;
  fields: FormField[];
}
interface Answer {
  notice?: { message: string; type: "success" | "error" };
  errors?: Record<string, { message: string }>;
  redirectUrl?: string;
}
const api = new ApiClient();

/** One form for every verb: what it will do and to whom, its fields, its errors at them; sent by POST only. */
export const VerbForm = ({ action, resource, record, records }: ActionProps) => {
  const { label, confirm, fields } = action.custom as unknown as Told;
  const rows = action.actionType === "bulk" ? (records ?? []) : record ? [record] : [];
  const [values, setValues] = useState<Values>({});
  const [answer, setAnswer] = useState<Answer>({});
  const [busy, setBusy] = useState(false);
  const addNotice = useNotice();
  const navigate = useNavigate();

  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const call = {
      resourceId: resource.id,
      actionName: action.name,
      method: "post" as const,
      data: toBody(fields, values),
    };
    try {
      const response =
        action.actionType === "bulk"
          ? await api.bulkAction({ ...call, recordIds: rows.map((one) => one.id) })
          : await api.recordAction({ ...call, recordId: record?.id ?? "" });
      const told = response.data as unknown as Answer;
      setAnswer(told);
      if (told.notice?.type === "success") {
        addNotice(told.notice);
        navigate(`${told.redirectUrl ?? ""}?refresh=true`);
      }
    } catch {
      setAnswer({ notice: { type: "error", message: "It could not be sent. Try again in a moment." } });
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="verb" onSubmit={(event) => void send(event)} noValidate>
      <h2>{label}</h2>
      <p className="verb-rows">{rows.map((one) => one.title).join(", ")}</p>
      {confirm ? <p className="verb-question">{confirm}</p> : null}
      {answer.notice?.type === "error" ? (
        <p className="verb-wrong" role="alert">
          {answer.notice.message}
        </p>
      ) : null}
      <div className="form-fields">
        {fields.map((field) => (
          <VerbField
            key={field.name}
            field={field}
            value={values[field.name]}
            error={answer.errors?.[field.name]?.message}
            onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
          />
        ))}
      </div>
      <div className="verb-buttons">
        <button type="submit" disabled={busy || !rows.length}>
          {busy ? "Working…" : label}
        </button>
        <button type="button" className="quiet" onClick={() => navigate(-1)}>
          Cancel
        </button>
      </div>
    </form>
  );
};
