import React, { useEffect, useRef, useState, type FormEvent } from "react";
import { call, CallError, type FieldError } from "../base/call.js";
import { useNavigate } from "../base/core.js";
import type { Row } from "../base/cell.js";
import { tell } from "../base/notices.js";
import type { PanelResource, PanelWrite } from "../base/state.js";
import { watchUnsaved } from "../base/unsaved.js";
import { t } from "../base/words.js";
import { useKeys } from "../frame/keys.js";
import { Conflict } from "./Conflict.js";
import { draftOf, keepDraft } from "./draft.js";
import { ErrorSummary } from "./ErrorSummary.js";
import { Groups } from "./Groups.js";
import { Previews, previewsOf } from "./previews.js";
import { Secret, secretIn } from "./Secret.js";
import { bodyOf, valuesOf, type Values } from "./values.js";

interface Props {
  /** The name under which an unsaved draft is kept. */
  form: string;
  resource: PanelResource;
  write: PanelWrite;
  first: Values;
  /** The row as it was read, when one is changed. */
  before?: Row;
  /** Fields that stand in the path: not shown, not sent. */
  fixed?: string[];
}

/** A form out of a declaration: groups, errors at their fields and in a summary, a draft, a question before leaving. */
export const RecordForm = ({ form, resource, write, first, before, fixed = [] }: Props) => {
  const draft = useRef(draftOf(form));
  const [values, setValues] = useState<Values>(draft.current ?? first);
  const [base, setBase] = useState({ values: first, version: before?.version });
  const [problem, setProblem] = useState<CallError>();
  const [theirs, setTheirs] = useState<Row>();
  const [busy, setBusy] = useState(false);
  const [secret, setSecret] = useState<{ text: string; to: string }>();
  const [restored, setRestored] = useState(draft.current !== undefined);
  const now = useRef({ values, base: base.values, saved: false });
  now.current = { ...now.current, values, base: base.values };
  const navigate = useNavigate();
  const isDirty = () => !now.current.saved && JSON.stringify(now.current.values) !== JSON.stringify(now.current.base);
  useEffect(() => watchUnsaved(isDirty), []);
  const change = (next: Values) => {
    setValues(next);
    keepDraft(form, next);
  };
  const fields = write.fields.filter((one) => !fixed.includes(one.name));

  const send = async (event?: FormEvent) => {
    event?.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const body = bodyOf(fields, values, before ? base.values : undefined);
      const version = base.version === undefined ? {} : { version: base.version };
      const answer = await call<{ id?: string }>(write.method, `/data${write.path}`, { ...body, ...version });
      now.current.saved = true;
      keepDraft(form, undefined);
      const id = answer?.id ?? before?.id;
      const to = id ? `/admin/resources/${resource.name}/records/${id}/show` : `/admin/resources/${resource.name}`;
      const text = secretIn(answer);
      if (text) return setSecret({ text, to });
      tell(before ? t("form.saved") : t("form.added", { one: resource.one }));
      navigate(to);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      setProblem(error);
      if (error.code === "version_conflict" && before) {
        setTheirs((await call<{ row: Row }>("GET", `/view/${resource.name}/${before.id}`)).row);
      }
    } finally {
      setBusy(false);
    }
  };
  useKeys({ "mod+enter": () => void send() });
  const settle = (next: Values) => {
    setBase({ values: valuesOf(fields, theirs ?? {}), version: theirs?.version });
    change(next);
    setTheirs(undefined);
    setProblem(undefined);
  };
  const forget = () => {
    keepDraft(form, undefined);
    setValues(first);
    setRestored(false);
  };

  if (secret) return <Secret text={secret.text} done={() => navigate(secret.to)} />;
  return (
    <form className="record-form" onSubmit={(event) => void send(event)} noValidate>
      {restored ? (
        <p className="band" role="status">
          {t("form.draft")}{" "}
          <button type="button" className="plain" onClick={forget}>
            {t("form.draft-forget")}
          </button>
        </p>
      ) : null}
      {theirs ? <Conflict fields={fields} mine={values} base={base.values} theirs={theirs} settle={settle} /> : null}
      {problem && !theirs ? <ErrorSummary problem={problem} fields={fields} /> : null}
      <Previews.Provider value={previewsOf(before)}>
        <Groups resource={resource} fields={fields} values={values} change={change} errors={errorsOf(problem)} />
      </Previews.Provider>
      <div className="form-foot">
        <button
          type="button"
          onClick={() =>
            isDirty() && !window.confirm(t("leave"))
              ? undefined
              : (keepDraft(form, undefined), (now.current.saved = true), navigate(-1))
          }
        >
          {t("cancel")}
        </button>
        <button className="main" disabled={busy || theirs !== undefined}>
          {busy ? t("form.saving") : before ? t("save") : write.method === "POST" ? t("form.add") : t("save")}
        </button>
      </div>
    </form>
  );
};

const errorsOf = (problem: CallError | undefined): FieldError[] => problem?.errors ?? [];
