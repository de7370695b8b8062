import React, { useCallback, useSyncExternalStore } from "react";
import { number, t } from "../../base/words.js";
import type { Figures as Of } from "./figures.js";
import type { Sheet } from "./sheet.js";

export function useFigures(sheet: Sheet, examId: string): Of {
  const watch = useCallback((listener: () => void) => sheet.watch(examId, listener), [sheet, examId]);
  return useSyncExternalStore(watch, () => sheet.figures(examId));
}

export const FIGURES = ["entered", "missing", "mean"] as const;
export const figure = (of: Of, which: (typeof FIGURES)[number]): string =>
  of[which] === undefined ? "–" : number(Math.round(of[which] * 100) / 100);

/** One figure under a column. */
export const FigureCell = ({
  sheet,
  examId,
  which,
}: {
  sheet: Sheet;
  examId: string;
  which: (typeof FIGURES)[number];
}) => {
  const of = useFigures(sheet, examId);
  return (
    <td className={which === "missing" && of.missing ? "right missing" : "right"}>
      <div className="figure">{figure(of, which)}</div>
    </td>
  );
};

/** All three of an exam in one line, for a phone. */
export const FigureLine = ({ sheet, examId }: { sheet: Sheet; examId: string }) => {
  const of = useFigures(sheet, examId);
  return (
    <dl className="mark-figures">
      {FIGURES.map((which) => (
        <div key={which}>
          <dt>{t(`marks.${which}`)}</dt>
          <dd className={which === "missing" && of.missing ? "missing" : undefined}>{figure(of, which)}</dd>
        </div>
      ))}
    </dl>
  );
};
