import { fieldError, invalid } from "../../app/errors.js";

interface Days {
  startsOn: string;
  endsOn: string;
}

/** Days written `YYYY-MM-DD` compare as text does. @throws 422 at /endsOn */
export function endsAfterStart({ startsOn, endsOn }: Days, { sameDay = false } = {}): void {
  if (endsOn > startsOn || (sameDay && endsOn === startsOn)) return;
  throw invalid(fieldError("/endsOn", sameDay ? "is before the first day" : "must be after the first day", "order"));
}

/** A part lies within its whole. @throws 422 at the day that does not */
export function liesWithin(part: Days, whole: Days | null, words: string): void {
  if (!whole) return;
  const span = `${words}: ${whole.startsOn} to ${whole.endsOn}`;
  if (part.startsOn < whole.startsOn || part.startsOn > whole.endsOn)
    throw invalid(fieldError("/startsOn", `lies outside the ${span}`, "outside"));
  if (part.endsOn > whole.endsOn) throw invalid(fieldError("/endsOn", `lies outside the ${span}`, "outside"));
}
