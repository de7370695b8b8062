import React from "react";
import { t } from "../../base/words.js";
import type { TermRow } from "../results/useTerms.js";
import { askFor } from "./ask.js";
import type { Asked } from "./Question.js";
import type { Publication } from "./shape.js";
import { obstacles } from "./steps.js";

interface Props {
  publication: Publication;
  term: TermRow;
  isNext: boolean;
  ask: (asked: Asked) => void;
}

/** Publishing the term, or publishing it again, or taking its cards out of view. */
export const TermStep = ({ publication, term, isNext, ask }: Props) => {
  const blocks = obstacles(publication);
  const marks = publication.missing.reduce((sum, one) => sum + one.marks, 0);
  const isPublished = publication.status === "current";
  const publish = askFor("terms", "publish", term);
  const withdraw = isPublished ? askFor("terms", "withdraw", term) : undefined;
  const again = publish && publication.number > 0 ? { ...publish, verb: t("publication.again") } : publish;
  return (
    <div className="step-text">
      <p>
        {isPublished
          ? t("publication.cards-issued", { count: publication.reportCards })
          : t(`publication.term.${publication.status}`)}
      </p>
      {blocks.map((one) => (
        <p key={one} className="warn-text">
          {t(`publication.block.${one}`, { total: publication.weights.total })}
        </p>
      ))}
      {!blocks.length && marks ? <p className="warn-text">{t("publication.block.marks", { count: marks })}</p> : null}
      {again ? (
        <p className="step-actions">
          <button
            type="button"
            className={isNext ? "main" : undefined}
            disabled={blocks.length > 0}
            onClick={() => ask(again)}
          >
            {again.verb}
          </button>
          {withdraw ? (
            <button type="button" className="danger" onClick={() => ask(withdraw)}>
              {withdraw.verb}
            </button>
          ) : null}
        </p>
      ) : isPublished ? null : (
        <p className="soft">{t("publication.waits.publish")}</p>
      )}
    </div>
  );
};
