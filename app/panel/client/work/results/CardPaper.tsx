import React from "react";
import type { Row } from "../../base/cell.js";
import { t } from "../../base/words.js";
import { CardLinks, type Card } from "./CardLinks.js";

/** The paper of one report card, and how anybody can check it. */
export const CardPaper = ({ row }: { row: Row }) => (
  <section className="card" aria-label={t("tab.paper")}>
    <div className="step-text">
      <p>{t("cards.explained", { code: (row as Card).verificationCode })}</p>
      <CardLinks card={row as Card} />
    </div>
  </section>
);
