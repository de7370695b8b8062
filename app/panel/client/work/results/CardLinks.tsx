import React, { useState } from "react";
import { CallError, download } from "../../base/call.js";
import type { Row } from "../../base/cell.js";
import { warn } from "../../base/notices.js";
import { t } from "../../base/words.js";

export interface Card extends Row {
  number: string;
  status: "current" | "superseded" | "revoked";
  termId: string;
  version: number;
  issuedAt: string;
  inView: boolean;
  verificationCode: string;
}

/** A report card's paper, and the page that says whether it is genuine. */
export const CardLinks = ({ card }: { card: Card }) => {
  const [busy, setBusy] = useState(false);
  const fetchPdf = () => {
    setBusy(true);
    download(`/data/report-cards/${card.id}.pdf`)
      .catch((error: unknown) => warn(error instanceof CallError ? error.message : t("offline")))
      .finally(() => setBusy(false));
  };
  return (
    <span className="next">
      <button type="button" disabled={busy} onClick={fetchPdf} aria-label={t("cards.pdf-of", { number: card.number })}>
        {t(busy ? "cards.printing" : "cards.pdf")}
      </button>
      <a
        className="button"
        href={`/verify/${card.verificationCode}`}
        target="_blank"
        rel="noreferrer"
        aria-label={t("cards.verify-of", { number: card.number })}
      >
        {t("cards.verify")}
      </a>
    </span>
  );
};
