import type { Session } from "../../../models/school/Session.js";
import { fieldError, invalid } from "../../errors.js";
import { schoolToday } from "../settings/ourClient.js";

/** The day that was asked for, which must lie in the session; else today, or the nearest day of the session. @throws 422 at /on */
export async function dayIn(session: Session, on: string | undefined): Promise<string> {
  if (on === undefined) {
    const today = await schoolToday();
    if (today < session.startsOn) return session.startsOn;
    return today > session.endsOn ? session.endsOn : today;
  }
  if (on < session.startsOn || on > session.endsOn)
    throw invalid(fieldError("/on", `lies outside the session: ${session.startsOn} to ${session.endsOn}`, "outside"));
  return on;
}

/** The day before another, both `YYYY-MM-DD`. */
export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
