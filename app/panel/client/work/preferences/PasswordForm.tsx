import React, { useState, type FormEvent } from "react";
import { call, CallError, type FieldError } from "../../base/call.js";
import { tell } from "../../base/notices.js";
import { state, type PanelField } from "../../base/state.js";
import { t } from "../../base/words.js";
import { ErrorSummary } from "../../form/ErrorSummary.js";
import { Fields } from "../../form/Fields.js";
import type { Values } from "../../form/values.js";

const NAMES = ["currentPassword", "newPassword", "again"];

/** Changes one's own password. All sessions end by it; this one begins anew with the new password, unseen. */
export const PasswordForm = () => {
  const [values, setValues] = useState<Values>({});
  const [problem, setProblem] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const fields = NAMES.map((name): PanelField => {
    const help = name === "newPassword" ? { help: t("preferences.newPassword.help") } : {};
    return { name, label: t(`preferences.${name}`), kind: "string", required: true, password: true, ...help };
  });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const [currentPassword, newPassword, again] = NAMES.map((name) => String((values[name] ?? "") as string));
    if (newPassword !== again) return setProblem(differing());
    setBusy(true);
    setProblem(undefined);
    try {
      await call("POST", "/data/auth/change-password", { currentPassword, newPassword });
      const { id: userId, email: name } = state.person;
      // When this fails the next call asks for the password in place.
      await call("POST", "/session", { userId, name, password: newPassword }).catch(() => undefined);
      setValues({});
      tell(t("preferences.password-changed"));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="record-form password-form" onSubmit={(event) => void send(event)} noValidate>
      {problem ? <ErrorSummary problem={problem} fields={fields} /> : null}
      <section className="card form-card">
        <h2>{t("preferences.heading.password")}</h2>
        <Fields fields={fields} values={values} change={setValues} errors={problem?.errors ?? []} />
        <div className="card-buttons">
          <button disabled={busy}>{t("preferences.change-password")}</button>
        </div>
      </section>
    </form>
  );
};

const differing = (): CallError => {
  const error: FieldError = { path: "/again", message: t("preferences.differ"), code: "differ" };
  return new CallError(422, "invalid", error.message, [error]);
};
