import React, { useCallback, useSyncExternalStore } from "react";
import { t } from "../../base/words.js";
import type { Trouble } from "./saver.js";
import type { Sheet } from "./sheet.js";

const watchNetwork = (listener: () => void) => {
  for (const name of ["online", "offline"]) window.addEventListener(name, listener);
  return () => ["online", "offline"].forEach((name) => window.removeEventListener(name, listener));
};

/** Says at every moment whether what was typed is safe. */
export const StateLine = ({ sheet, trouble }: { sheet: Sheet; trouble?: Trouble | undefined }) => {
  const watch = useCallback((listener: () => void) => sheet.watch("counts", listener), [sheet]);
  const { dirty, saving, invalid, conflict } = useSyncExternalStore(watch, sheet.counts);
  const hasNetwork = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  const waiting = dirty + saving;
  const offline = !hasNetwork || trouble?.code === "offline";
  const parts = [
    offline ? t("marks.offline") : "",
    waiting ? t("marks.not-saved", { count: waiting }) : "",
    invalid ? t("marks.invalid", { count: invalid }) : "",
    conflict ? t("marks.conflicts", { count: conflict }) : "",
  ].filter(Boolean);
  const calm = !parts.length || (!offline && !invalid && !conflict);
  return (
    <p role="status" className={`mark-state ${parts.length ? (calm ? "" : "warn") : "good"}`}>
      {parts.length ? parts.join(" · ") : t("marks.all-saved")}
    </p>
  );
};
