import React, { useEffect, useRef, type ReactNode } from "react";
import { t } from "./words.js";

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
  /** Whether it is left only by answering it (signing in again). */
  firm?: boolean;
}

/** A question over the page: the browser's own dialog, which keeps the focus inside and ends with Escape. */
export const Dialog = ({ title, onClose, children, wide, firm }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    // The browser would begin at the cross; whoever opened a question wants to answer it.
    dialog.current?.querySelector<HTMLElement>("input, select, textarea, .dialog-foot button")?.focus();
    return () => before?.focus?.();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? "dialog wide" : "dialog"}
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        if (!firm) onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id="dialog-title">{title}</h2>
        {firm ? null : (
          <button type="button" className="icon" aria-label={t("close")} onClick={onClose}>
            ×
          </button>
        )}
      </div>
      {children}
    </dialog>
  );
};
