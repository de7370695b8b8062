import { ring } from "../engine/worker.js";
import { forgetMail, mailWaits } from "./claimMail.js";

/** Long enough to say whether a mail left, no longer: the rows hold addresses, of strangers too. */
const KEPT_DAYS = 30;

/** Rings for mail that nobody moved, and takes away what is old. */
export async function sweepMail(): Promise<void> {
  await forgetMail(KEPT_DAYS);
  if (await mailWaits()) await ring("mail.pump");
}
