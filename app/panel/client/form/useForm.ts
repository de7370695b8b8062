import { useEffect, useRef, useState, type FormEvent } from "react";
import { call, CallError } from "../base/call.js";
import type { PanelField, PanelWrite } from "../base/state.js";
import { watchUnsaved } from "../base/unsaved.js";
import { useKeys } from "../frame/keys.js";
import { draftOf, keepDraft } from "./draft.js";
import { bodyOf, valuesOf, type Values } from "./values.js";

/** What was read of the server: a row, or a page of settings. */
export type Read = Record<string, unknown> & { version?: number };

interface Asked {
  /** The name under which an unsaved draft is kept. */
  form: string;
  fields: PanelField[];
  write: PanelWrite;
  first: Values;
  /** What is changed, as it was read; none where something is made. */
  before?: Read | undefined;
  /** Reads it again, after somebody else saved. */
  again?: () => Promise<Read>;
  saved: (answer: Read | undefined) => void;
}
export type Form = ReturnType<typeof useForm>;

/** A form's state: what is typed, a draft of it, what is wrong, what somebody else saved meanwhile. */
export function useForm({ form, fields, write, first, before, again, saved }: Asked) {
  const draft = useRef(draftOf(form));
  const [values, setValues] = useState<Values>(draft.current ?? first);
  const [base, setBase] = useState({ values: first, version: before?.version });
  const [problem, setProblem] = useState<CallError>();
  const [theirs, setTheirs] = useState<Read>();
  const [busy, setBusy] = useState(false);
  const [restored, setRestored] = useState(draft.current !== undefined);
  const now = useRef({ values, base: base.values, saved: false });
  now.current = { ...now.current, values, base: base.values };
  const isDirty = () => !now.current.saved && JSON.stringify(now.current.values) !== JSON.stringify(now.current.base);
  useEffect(() => watchUnsaved(isDirty), []);
  const change = (next: Values) => {
    setValues(next);
    keepDraft(form, next);
  };
  const send = async (event?: FormEvent) => {
    event?.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const body = bodyOf(fields, values, before ? base.values : undefined);
      const version = base.version === undefined ? {} : { version: base.version };
      const answer = await call<Read | undefined>(write.method, `/data${write.path}`, { ...body, ...version });
      now.current.saved = true;
      keepDraft(form, undefined);
      saved(answer);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      setProblem(error);
      if (error.code === "version_conflict" && again) setTheirs(await again());
    } finally {
      setBusy(false);
    }
  };
  useKeys({ "mod+enter": () => void send() });
  return {
    fields,
    values,
    base: base.values,
    problem,
    errors: problem?.errors ?? [],
    theirs,
    busy,
    restored,
    change,
    send,
    isDirty,
    /** Goes on with values chosen between one's own and theirs. */
    settle: (next: Values) => {
      setBase({ values: valuesOf(fields, theirs ?? {}), version: theirs?.version });
      change(next);
      setTheirs(undefined);
      setProblem(undefined);
    },
    /** Takes what was read or saved as the new ground. */
    rebase: (read: Read) => {
      const next = valuesOf(fields, read);
      now.current.saved = false;
      setBase({ values: next, version: read.version });
      setValues(next);
      setRestored(false);
    },
    /** Forgets what was typed. */
    forget: () => {
      keepDraft(form, undefined);
      setValues(base.values);
      setRestored(false);
      setProblem(undefined);
    },
    /** Leaves without saving: nobody is asked again. */
    abandon: () => {
      keepDraft(form, undefined);
      now.current.saved = true;
    },
  };
}
