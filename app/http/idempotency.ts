/* eslint-disable house/no-raw-query -- keys are no rows of a model: ON CONFLICT and its answer are the point */
import { QueryTypes } from "sequelize";
import { sha256 } from "../crypto/keys.js";
import { sequelize } from "../database/connection.js";
import { fieldError, invalid, problem } from "../errors.js";
import { maybeWho } from "../policies/Actor.js";
import { current, maybeContext } from "../tenancy/context.js";
import { Reply, type Input, type RouteSpec } from "./spec.js";

interface Kept {
  body_hash: string;
  answer: { body: unknown; status?: number; headers?: Record<string, string> } | null;
}

/**
 * Runs a write once per Idempotency-Key, actor and route (24 hours). The key's row is written in the same transaction:
 * a second call waits for the first one's COMMIT on the unique index and replays its answer; a refused call leaves no key.
 */
export async function replayable(spec: RouteSpec, input: Input, work: () => Promise<unknown>): Promise<unknown> {
  const key = input.request.headers["idempotency-key"];
  if (key === undefined || spec.method === "get" || !maybeContext()) return work();
  if (typeof key !== "string" || !key || key.length > 200)
    throw invalid(fieldError("/Idempotency-Key", "must have 1 to 200 characters"));
  const platform = current().kind === "platform";
  const table = platform ? "public.platform_idempotency_keys" : "public.idempotency_keys";
  const route = `${spec.method} ${input.request.baseUrl}${input.request.path}`.replace(/\/+$/, "").toLowerCase();
  const bind = [maybeWho()?.id ?? "nobody", route, key, sha256(JSON.stringify(sorted(input.request.body ?? null)))];
  await sequelize.query(
    `DELETE FROM ${table} WHERE actor = $1 AND route = $2 AND key = $3 AND created_at < now() - interval '24 hours'`,
    { bind: bind.slice(0, 3) },
  );
  const [fresh] = await sequelize.query<object>(
    `INSERT INTO ${table} (${platform ? "" : "client_id, "}actor, route, key, body_hash) VALUES (${platform ? "" : "$5, "}$1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING key`,
    { bind: platform ? bind : [...bind, current().clientId], type: QueryTypes.SELECT },
  );
  if (!fresh) return replay(table, bind);
  const result = await work();
  const { body, options } = result instanceof Reply ? result : new Reply(result);
  await sequelize.query(`UPDATE ${table} SET answer = $4 WHERE actor = $1 AND route = $2 AND key = $3`, {
    bind: [...bind.slice(0, 3), JSON.stringify({ body, status: options.status, headers: options.headers })],
  });
  return result;
}

/** A body with its keys in order: who sends the same again need not write it in the same order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

async function replay(table: string, bind: string[]): Promise<Reply> {
  const [kept] = await sequelize.query<Kept>(
    `SELECT body_hash, answer FROM ${table} WHERE actor = $1 AND route = $2 AND key = $3`,
    {
      bind: bind.slice(0, 3),
      type: QueryTypes.SELECT,
    },
  );
  if (!kept?.answer) throw problem("busy", { headers: { "Retry-After": "1" } });
  if (kept.body_hash !== bind[3]) throw problem("idempotency_mismatch");
  return new Reply(kept.answer.body, {
    status: kept.answer.status,
    headers: { ...kept.answer.headers, "Idempotency-Replayed": "true" },
  });
}
