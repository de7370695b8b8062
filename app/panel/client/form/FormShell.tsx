import React, { type ReactNode } from "react";
import type { PanelField } from "../base/state.js";
import { t } from "../base/words.js";
import { Conflict } from "./Conflict.js";
import { ErrorSummary } from "./ErrorSummary.js";
import type { Form } from "./useForm.js";
import type { Value } from "./values.js";

interface Props {
  form: Form;
  children: ReactNode;
  /** What the main button says. */
  save: string;
  /** The other button, and what it does. */
  other?: ReactNode;
  /** A value in words, where the field alone cannot tell. */
  say?: (field: PanelField, value: Value) => string | undefined;
}

/** What is around the fields of every form: a draft's band, a conflict, what is wrong, and buttons that stay in view. */
export const FormShell = ({ form, children, save, other, say }: Props) => (
  <form className="record-form" onSubmit={(event) => void form.send(event)} noValidate>
    {form.restored ? (
      <p className="band" role="status">
        {t("form.draft")}{" "}
        <button type="button" className="plain" onClick={form.forget}>
          {t("form.draft-forget")}
        </button>
      </p>
    ) : null}
    {form.theirs ? (
      <Conflict
        fields={form.fields}
        mine={form.values}
        base={form.base}
        theirs={form.theirs}
        settle={form.settle}
        {...(say ? { say } : {})}
      />
    ) : null}
    {form.problem && !form.theirs ? <ErrorSummary problem={form.problem} fields={form.fields} /> : null}
    {children}
    <div className="form-foot">
      {other}
      <button className="main" disabled={form.busy || form.theirs !== undefined}>
        {form.busy ? t("form.saving") : save}
      </button>
    </div>
  </form>
);
