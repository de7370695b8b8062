import React, { useEffect, useState, type FormEvent } from "react";
import { Dialog } from "../base/Dialog.js";
import { whenSignedOut } from "../base/call.js";
import { state } from "../base/state.js";
import { t } from "../base/words.js";

interface Waiting {
  promise: Promise<void>;
  done: () => void;
}
let asking: Waiting | undefined;

/** Asks for the password in place when the session has ended; every call that was refused waits for it and goes on. */
export const SignInAgain = () => {
  const [waits, setWaits] = useState<Waiting>();
  const [wrong, setWrong] = useState<string>();
  useEffect(() => {
    whenSignedOut(() => {
      if (!asking) {
        let done: () => void = () => undefined;
        const promise = new Promise<void>((resolve) => (done = resolve));
        asking = { promise, done };
        setWaits(asking);
      }
      return asking.promise;
    });
  }, []);
  if (!waits) return null;
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get("password");
    const response = await fetch("/admin/session", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ userId: state.person.id, name: state.person.email, password }),
    }).catch(() => undefined);
    if (response?.status !== 204) return setWrong(t(response ? "again.wrong" : "offline"));
    asking = undefined;
    setWaits(undefined);
    setWrong(undefined);
    waits.done();
  };
  return (
    <Dialog title={t("again.title")} onClose={() => undefined} firm>
      <form onSubmit={(event) => void send(event)}>
        <p>{t("again.text", { name: state.person.email ?? state.person.name })}</p>
        <div className="field">
          <label htmlFor="again-password">{t("password")}</label>
          <input
            id="again-password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            autoFocus
          />
        </div>
        {wrong ? (
          <p className="field-error" role="alert">
            {wrong}
          </p>
        ) : null}
        <div className="dialog-foot">
          <a href="/admin/login">{t("again.other")}</a>
          <button className="main">{t("sign-in")}</button>
        </div>
      </form>
    </Dialog>
  );
};
