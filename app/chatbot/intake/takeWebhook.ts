import { ring } from "../../engine/worker.js";
import { env } from "../../env.js";
import { problem } from "../../errors.js";
import { log } from "../../log.js";
import { afterCommit } from "../../tenancy/context.js";
import { withPlatform } from "../../tenancy/scope.js";
import { parseWebhook } from "../webhook/parse.js";
import { verifySignature } from "../webhook/signature.js";
import type { ParsedWebhook } from "../webhook/types.js";
import { knownNumbers, type KnownNumber } from "./numbers.js";
import { storeWebhook } from "./storeWebhook.js";

/**
 * Takes a webhook: signature first, then everything in one transaction of the platform, so that 200 means stored.
 * The numbers that the unread body names only choose which secrets are tried.
 * @param bytes the body as received
 * @throws Problem `unauthenticated` when the signature is absent or wrong (nothing is stored), `busy` when the database is away
 */
export async function takeWebhook(bytes: Buffer, signature: string | string[] | undefined): Promise<void> {
  const parsed = parseWebhook(bytes);
  const named = numbersIn(parsed);
  try {
    await withPlatform(async () => {
      const numbers = await knownNumbers(named.length > 0 ? named : undefined);
      const signed = verifySignature(bytes, signature, secretsOf(numbers));
      if (!signed) log.warn({ bytes: bytes.length, numbers: named }, "a webhook with a wrong signature was refused");
      if (!signed) throw problem("unauthenticated", "The signature is absent or wrong");
      const trusted = numbers.filter((number) => secretFor(number) === signed.secret);
      await storeWebhook(bytes, parsed, { numbers, trusted });
      afterCommit(() => ring("messages.pump"));
    });
  } catch (error) {
    throw unavailable(error);
  }
}

const secretFor = (number: KnownNumber): string => number.appSecret ?? env.WHATSAPP_APP_SECRET ?? "";

/** A number's own secret goes before the environment's. */
function secretsOf(numbers: KnownNumber[]): { secret: string }[] {
  const own = numbers.flatMap(({ appSecret }) => (appSecret === null ? [] : [appSecret]));
  return [...new Set([...own, env.WHATSAPP_APP_SECRET ?? ""])].map((secret) => ({ secret }));
}

function numbersIn({ messages, statuses, numberEvents, malformed, ignored }: ParsedWebhook): string[] {
  const items = [...messages, ...statuses, ...numberEvents, ...malformed, ...ignored];
  return [...new Set(items.flatMap(({ phoneNumberId }) => phoneNumberId ?? []))];
}

/** Whatever kept the row from being stored: Meta asks again after 503, which is our safety net. */
function unavailable(error: unknown): unknown {
  if (error instanceof Error && error.name === "Problem") return error;
  log.error({ err: error as Error }, "a webhook could not be stored");
  return problem("busy", { headers: { "Retry-After": "5" } });
}
