import { composeReset } from "../app/auth/forgotPassword.js";
import { defineJob } from "../app/engine/defineJob.js";
import { pumpMail } from "../app/mail/pumpMail.js";
import { sweepMail } from "../app/mail/sweepMail.js";

/** Sends the outbox's mail. A bell of its own: a mail server that does not answer must not hold up WhatsApp. */
defineJob("mail.pump", { concurrency: 1 }, async (signal) => {
  await pumpMail({ compose: { reset: composeReset }, signal });
});

/** Rings again for mail that nobody moved, and forgets what was settled long ago. */
defineJob("mail", { concurrency: 1, every: "30 seconds" }, sweepMail);
