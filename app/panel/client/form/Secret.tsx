import React from "react";
import { t } from "../base/words.js";

/** A key that is shown only once. */
export const Secret = ({ text, done }: { text: string; done: () => void }) => (
  <section className="card form-card">
    <p>{t("secret.text")}</p>
    <p className="secret">
      <code>{text}</code>
    </p>
    <button type="button" className="main" onClick={done}>
      {t("secret.done")}
    </button>
  </section>
);

/** The secret in an answer, if it holds one. */
export const secretIn = (answer: unknown): string | undefined => {
  const { key } = (answer ?? {}) as { key?: unknown };
  return typeof key === "string" && key.length > 20 ? key : undefined;
};
