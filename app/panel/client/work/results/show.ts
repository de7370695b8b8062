import { number, t } from "../../base/words.js";
import { gapOf, scaled } from "./figures.js";
import type { Part, Scale, SubjectResult } from "./shape.js";

/** Writes per cent figures on the school's scale; a dash where there is none. */
export const scoreOn =
  (scale: Scale) =>
  (percent: number | null): string =>
    percent === null ? "–" : number(scaled(percent, scale));

/** "14/20", "absent", "exempt", "not entered". */
export const partText = ({ score, maximumMark, status }: Part): string =>
  status === "present" && score !== null
    ? `${number(score)}/${number(maximumMark)}`
    : t(`results.mark.${status === "present" ? "not_entered" : status}`);

/** "6 of 41"; a dash where there is no position. */
export const placeText = (position: number | null | undefined, outOf: number | undefined): string =>
  position === null || position === undefined ? "–" : t("results.place", { position, outOf: outOf ?? "–" });

/** What stands where a subject has no total. */
export const gapText = (found: SubjectResult): string => {
  const gap = gapOf(found);
  return gap === "not_entered" ? t("results.missing") : t(`results.mark.${gap}`);
};
