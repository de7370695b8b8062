import React, { useId, useState, type FormEvent } from "react";
import { call, CallError } from "../../base/call.js";
import { Dialog } from "../../base/Dialog.js";
import { tell } from "../../base/notices.js";
import { t } from "../../base/words.js";

export interface Asked {
  /** Its label and what it does to whom. */
  verb: string;
  name: string;
  question: string;
  path: string;
  /** Always wants a reason; otherwise only when it is done although marks are missing. */
  reason?: boolean;
  danger?: boolean;
  /** Whether what is missing must be there: no reason passes it over. */
  firm?: boolean;
}
interface Props {
  asked: Asked;
  close: () => void;
  done: (answer: unknown) => void;
}

/** The question before a step. Where marks are missing it says how many, and lets one go on with a reason. */
export const Question = ({ asked, close, done }: Props) => {
  const [reason, setReason] = useState("");
  const [force, setForce] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const [incomplete, setIncomplete] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const id = useId();
  const wantsReason = asked.reason === true || force;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await call("POST", `/data${asked.path}`, {
        ...(force ? { force } : {}),
        ...(wantsReason ? { reason } : {}),
      });
      tell(t("verb.done", { verb: asked.verb, name: asked.name }));
      done(answer);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.code === "incomplete" && !asked.firm) setIncomplete(error);
      else setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const blocked = (incomplete !== undefined && !force) || (wantsReason && !reason.trim());
  return (
    <Dialog title={`${asked.verb}: ${asked.name}`} onClose={close}>
      <form onSubmit={(event) => void send(event)} noValidate>
        <p>{asked.question}</p>
        {problem ? (
          <p className="problem" role="alert">
            {problem.message}
          </p>
        ) : null}
        {incomplete ? (
          <div className="band" role="alert">
            <p>{t("publication.incomplete")}</p>
            <label className="check">
              <input type="checkbox" checked={force} onChange={({ target }) => setForce(target.checked)} />
              {t("publication.force")}
            </label>
          </div>
        ) : null}
        {wantsReason ? (
          <div className="field">
            <label htmlFor={id}>{t("publication.reason")}</label>
            <textarea
              id={id}
              rows={3}
              maxLength={500}
              required
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </div>
        ) : null}
        <div className="dialog-foot">
          <button type="button" onClick={close}>
            {t("cancel")}
          </button>
          <button className={asked.danger ? "main danger" : "main"} disabled={busy || blocked}>
            {asked.verb}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
