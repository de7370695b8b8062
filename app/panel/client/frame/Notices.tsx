import React from "react";
import { dismiss, notices } from "../base/notices.js";
import { useStore } from "../base/store.js";
import { t } from "../base/words.js";

/** What was done and what went wrong: both announced; what went wrong stays until it is closed. */
export const Notices = () => {
  const all = useStore(notices);
  const of = (kind: "good" | "bad") =>
    all
      .filter((one) => one.kind === kind)
      .map((one) => (
        <p key={one.id} className={`notice ${one.kind}`}>
          <span>{one.text}</span>
          {one.undo ? (
            <button
              type="button"
              onClick={() => {
                one.undo?.run();
                dismiss(one.id);
              }}
            >
              {one.undo.label}
            </button>
          ) : null}
          <button type="button" className="icon" aria-label={t("close")} onClick={() => dismiss(one.id)}>
            ×
          </button>
        </p>
      ));
  return (
    <div className="notices">
      <div role="status">{of("good")}</div>
      <div role="alert">{of("bad")}</div>
    </div>
  );
};
