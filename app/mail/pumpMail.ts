import { OutgoingMail } from "../../models/public/OutgoingMail.js";
import { env } from "../env.js";
import { ring } from "../engine/worker.js";
import { log } from "../log.js";
import { assertNoScope } from "../tenancy/context.js";
import { findClient } from "../tenancy/resolve.js";
import { withPlatform } from "../tenancy/scope.js";
import { claimMail, reckonMail, type ClaimedMail, type Mail } from "./claimMail.js";
import type { Composers, Letter, MailKind } from "./Letter.js";
import { MailRefused, sendMail } from "./mailer.js";

export interface MailOptions {
  compose: Composers;
  /** Aborted when the process wants to stop: nothing new is taken. */
  signal?: AbortSignal;
}

/**
 * Sends what waits: for each mail COMMIT `sending`, write and send it with no transaction open, COMMIT the result. Safe in
 * any number of processes. A mail that cannot leave (production without SMTP_URL) waits until it expires.
 * @returns how many left
 */
export async function pumpMail({ compose, signal }: MailOptions): Promise<number> {
  assertNoScope("sending mail");
  await reckonMail();
  if (env.NODE_ENV === "production" && env.SMTP_URL === undefined) return 0;
  let left = 0;
  while (!signal?.aborted) {
    const claimed = await claimMail();
    if (!claimed) break;
    const settled = await attempt(claimed.mail, compose);
    if (settled.state === "sent") left += 1;
    await keep(claimed, settled);
  }
  return left;
}

interface Settled {
  state: "sent" | "cancelled" | "failed" | "queued";
  error: string | null;
}

async function attempt(mail: Mail, compose: Composers): Promise<Settled> {
  try {
    const letter = await written(mail, compose);
    if (!letter) return { state: "cancelled", error: "nobody to write to" };
    await sendMail(letter, mail.id);
    return { state: "sent", error: null };
  } catch (error) {
    const final = error instanceof MailRefused && error.final;
    log.error({ err: error as Error, mailId: mail.id, attempts: mail.attempts }, "a mail did not leave");
    return { state: final ? "failed" : "queued", error: (error as Error).message.slice(0, 500) };
  }
}

async function written(mail: Mail, compose: Composers): Promise<Letter | null> {
  const writes = compose[mail.kind as MailKind];
  if (!(mail instanceof OutgoingMail)) return writes({ address: mail.address });
  const client = await findClient({ id: mail.clientId });
  return client?.status === "active" ? writes({ address: mail.address, client }) : null;
}

/** Half a minute, then four times as long each time: some five tries in an hour. */
const pause = (attempts: number) => 30_000 * 4 ** (attempts - 1);

async function keep({ mail, token }: ClaimedMail, { state, error }: Settled): Promise<void> {
  const wait = state === "queued" ? pause(mail.attempts) : 0;
  await withPlatform(async () => {
    const row = await (mail.constructor as typeof OutgoingMail).findByPk(mail.id, { lock: true });
    if (row?.leaseToken !== token) return; // the lease ran out: another has it
    const notBefore = new Date(Date.now() + wait);
    await row.update({ state, error, leaseToken: null, leaseUntil: null, ...(wait ? { notBefore } : {}) });
  });
  if (wait) setTimeout(() => void ring("mail.pump"), wait + 50).unref();
}
