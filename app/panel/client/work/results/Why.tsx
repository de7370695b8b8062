import React from "react";
import { Dialog } from "../../base/Dialog.js";
import { t } from "../../base/words.js";
import { missingIn, reasonsOf } from "./reasons.js";
import type { ResultRow, Scale } from "./shape.js";
import { placeText, scoreOn } from "./show.js";
import { SubjectParts } from "./SubjectParts.js";
import { useExamSessions } from "./useTerms.js";

interface Props {
  row: ResultRow;
  scale: Scale;
  termId: string;
  close: () => void;
}

/** Why a student stands where he stands: in words, and with the parts that each subject's total comes from. */
export const Why = ({ row, scale, termId, close }: Props) => {
  const examSessions = useExamSessions(termId);
  const score = scoreOn(scale);
  const { steps, note } = reasonsOf(row, t, score);
  const missing = missingIn(row);
  return (
    <Dialog wide title={t("results.why-of", { name: row.student.name })} onClose={close}>
      <p className="why-place">
        <strong>{row.position === null ? t("results.no-position") : placeText(row.position, row.outOf)}</strong>
        {row.formPosition === undefined ? null : (
          <span> · {t("results.form-place", { place: placeText(row.formPosition, row.formOutOf) })}</span>
        )}
      </p>
      {steps.length ? (
        <>
          <p>{t("results.why.steps", { count: steps.length })}</p>
          <ol className="reasons">
            {steps.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ol>
        </>
      ) : null}
      {note ? <p>{note}</p> : null}
      {missing.length ? <p>{t("results.why.missing", { subjects: missing.join(", ") })}</p> : null}
      <p className="soft">{t("results.why.mean", { average: score(row.average), total: score(row.total) })}</p>
      <SubjectParts row={row} scale={scale} examSessions={examSessions} />
      {examSessions.size > 1 ? (
        <p className="soft">
          {t("results.why.weights", {
            weights: [...examSessions.values()].map(({ name, weight }) => `${name} ${weight} %`).join(", "),
          })}
        </p>
      ) : null}
    </Dialog>
  );
};
