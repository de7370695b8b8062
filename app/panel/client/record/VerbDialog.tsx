import React, { useState, type FormEvent } from "react";
import { call, CallError } from "../base/call.js";
import type { Row } from "../base/cell.js";
import { useNavigate } from "../base/core.js";
import { Dialog } from "../base/Dialog.js";
import { tell } from "../base/notices.js";
import type { PanelResource, PanelVerb } from "../base/state.js";
import { t } from "../base/words.js";
import { ErrorSummary } from "../form/ErrorSummary.js";
import { Fields } from "../form/Fields.js";
import { Secret, secretIn } from "../form/Secret.js";
import { bodyOf, type Values } from "../form/values.js";
import { useAfterRemoval } from "./useAfterRemoval.js";

interface Props {
  resource: PanelResource;
  verb: PanelVerb;
  row: Row;
  close: () => void;
  done: () => void;
}

/** A verb's question and form: what it will do and to whom, its fields, its errors at them. */
export const VerbDialog = ({ resource, verb, row, close, done }: Props) => {
  const [values, setValues] = useState<Values>({});
  const [problem, setProblem] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const [secret, setSecret] = useState<string>();
  const navigate = useNavigate();
  const afterRemoval = useAfterRemoval(resource);
  const isRemoval = verb.name === "remove" || verb.method === "DELETE";
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const body = verb.method === "DELETE" ? undefined : bodyOf(verb.fields, values);
      const answer = await call<Record<string, unknown> | undefined>(
        verb.method,
        `/data${verb.path.replace(":id", row.id)}`,
        body,
      );
      const text = secretIn(answer);
      if (text) return setSecret(text);
      close();
      if (typeof answer?.url === "string") return window.location.assign(answer.url);
      if (isRemoval) return afterRemoval(row);
      tell(t("verb.done", { verb: verb.label, name: row.$.title }));
      if (resource.listed && answer === undefined) navigate(`/admin/resources/${resource.name}`);
      else done();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const question = verb.confirm ?? (isRemoval ? t("verb.remove-question") : undefined);
  return (
    <Dialog title={`${verb.label}: ${row.$.title}`} onClose={close}>
      {secret ? (
        <Secret text={secret} done={() => (close(), done())} />
      ) : (
        <form onSubmit={(event) => void send(event)} noValidate>
          {question ? <p>{question.replaceAll("{{title}}", row.$.title)}</p> : null}
          {problem ? <ErrorSummary problem={problem} fields={verb.fields} /> : null}
          <Fields fields={verb.fields} values={values} change={setValues} errors={problem?.errors ?? []} />
          <div className="dialog-foot">
            <button type="button" onClick={close}>
              {t("cancel")}
            </button>
            <button className={verb.danger ? "main danger" : "main"} disabled={busy}>
              {verb.label}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
};
