/* eslint-disable house/no-raw-query -- keys are no rows of a model: ON CONFLICT and its answer are the point */
import { QueryTypes } from "sequelize";
import { currentKey, keyById, purposeKey, seal, sign, unseal, type SecretKey } from "../crypto/keys.js";
import { sequelize } from "../database/connection.js";
import { fieldError, invalid, problem } from "../errors.js";
import { maybeWho } from "../policies/Actor.js";
import { current, maybeContext } from "../tenancy/context.js";
import { Reply, type Input, type RouteSpec } from "./spec.js";

export interface Kept {
  body_hash: string;
  answer: { sealed: string } | null;
}
/** Whose key it is, on which route, and what was sent with it. */
export interface Repeat {
  actor: string;
  route: string;
  key: string;
  body: string;
}

/** The Idempotency-Key of a request of `actor`, or undefined when it has none. `sent` is the body where it is no JSON. */
export function repeatOf(
  { request }: Input,
  actor: string,
  sent: unknown = (request.body as unknown) ?? null,
): Repeat | undefined {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key !== "string" || !key || key.length > 200)
    throw invalid(fieldError("/Idempotency-Key", "must have 1 to 200 characters"));
  const path = `${request.baseUrl}${request.path}`.replace(/\/+$/, "");
  return { actor, route: `${request.method} ${path}`.toLowerCase(), key, body: JSON.stringify(sorted(sent)) };
}

/**
 * Runs a write once per Idempotency-Key, actor and route (24 hours). The key's row is written in the same transaction:
 * a second call waits for the first one's COMMIT on the unique index and replays its answer; a refused call leaves no key.
 * A route that opens its own scopes calls this inside the one that writes.
 */
export async function replayable(
  spec: Pick<RouteSpec, "method">,
  input: Input,
  work: () => Promise<unknown>,
  sent?: unknown,
): Promise<unknown> {
  if (spec.method === "get" || !maybeContext()) return work();
  const repeat = repeatOf(input, maybeWho()?.id ?? "nobody", sent);
  if (!repeat) return work();
  const platform = current().kind === "platform";
  const table = platform ? "public.platform_idempotency_keys" : "public.idempotency_keys";
  const bind = [repeat.actor, repeat.route, repeat.key, fingerprint(repeat)];
  await sequelize.query(
    `DELETE FROM ${table} WHERE actor = $1 AND route = $2 AND key = $3 AND created_at < now() - interval '24 hours'`,
    { bind: bind.slice(0, 3) },
  );
  const [fresh] = await sequelize.query<object>(
    `INSERT INTO ${table} (${platform ? "" : "client_id, "}actor, route, key, body_hash) VALUES (${platform ? "" : "$5, "}$1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING key`,
    { bind: platform ? bind : [...bind, current().clientId], type: QueryTypes.SELECT },
  );
  if (!fresh) return replay(table, repeat);
  const result = await work();
  await sequelize.query(`UPDATE ${table} SET answer = $4 WHERE actor = $1 AND route = $2 AND key = $3`, {
    bind: [...bind.slice(0, 3), sealedAnswer(repeat, result)],
  });
  return result;
}

/**
 * What is kept of a body, to know it again: a keyed hash, since a body may hold a password, and a plain one could be tried
 * against. `key.hash`, so that it is known after the keys were rotated.
 */
export function fingerprint({ body }: Repeat, key: SecretKey = currentKey()): string {
  return `${key.id}.${sign(purposeKey("idempotency", key), body)}`;
}

/** The same body was sent: else 422. */
export function mustBeSame(repeat: Repeat, kept: string): void {
  const key = keyById(kept.split(".")[0] ?? "");
  if (!key || fingerprint(repeat, key) !== kept) throw problem("idempotency_mismatch");
}

const place = ({ actor, route, key }: Repeat) => `idempotency:${actor}:${route}:${key}`;

/** An answer to be kept, sealed: that of making an API key holds the key. */
export function sealedAnswer(repeat: Repeat, result: unknown): string {
  const { body, options } = result instanceof Reply ? result : new Reply(result);
  const answer = JSON.stringify({ body, status: options.status, headers: options.headers });
  return JSON.stringify({ sealed: seal(answer, place(repeat)) });
}

/** The answer that was kept, as it is sent again. */
export function replayed(repeat: Repeat, { sealed }: { sealed: string }): Reply {
  const { body, status, headers } = JSON.parse(unseal(sealed, place(repeat))) as {
    body: unknown;
    status?: number;
    headers?: Record<string, string>;
  };
  return new Reply(body, { status, headers: { ...headers, "Idempotency-Replayed": "true" } });
}

/** A body with its keys in order: who sends the same again need not write it in the same order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

async function replay(table: string, repeat: Repeat): Promise<Reply> {
  const [kept] = await sequelize.query<Kept>(
    `SELECT body_hash, answer FROM ${table} WHERE actor = $1 AND route = $2 AND key = $3`,
    { bind: [repeat.actor, repeat.route, repeat.key], type: QueryTypes.SELECT },
  );
  if (!kept?.answer) throw problem("busy", { headers: { "Retry-After": "1" } });
  mustBeSame(repeat, kept.body_hash);
  return replayed(repeat, kept.answer);
}
