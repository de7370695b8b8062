/* eslint-disable house/no-raw-query -- keys are no rows of a model (idempotency.ts) */
import { setTimeout as pause } from "node:timers/promises";
import { QueryTypes } from "sequelize";
import { sequelize } from "../database/connection.js";
import { problem } from "../errors.js";
import { withPlatform } from "../tenancy/scope.js";
import { fingerprint, mustBeSame, replayed, sealedAnswer, type Kept, type Repeat } from "./idempotency.js";
import type { Reply } from "./spec.js";

/** What work of several transactions tells on its way. Both are called inside a scope of the platform. */
export interface Steps {
  /** In the first transaction, before it writes: what will be made. */
  begin(makes: string): Promise<void>;
  /** In the last one: it is there. */
  end(): Promise<void>;
}
export interface SteppedWork {
  start(steps: Steps): Promise<Reply>;
  /** Carries on what somebody began who is gone. */
  resume(makes: string, steps: Steps): Promise<Reply>;
  /** The answer, in the last transaction. */
  answer(makes: string): Promise<Reply>;
}

/** Whoever works holds the key this long: far more than a creation takes (it has statement time-outs). Then he has died. */
const LEASE = "2 minutes";
const WAIT_MS = 10_000;
const TABLE = "public.platform_idempotency_keys";
const MINE = "actor = $1 AND route = $2 AND key = $3";

/** The key was there already: the work of this call is rolled back. */
class Begun extends Error {}

/**
 * Runs work of several transactions once per key: the key is written with the first of them, its answer with the last.
 * A repeat meanwhile waits and replays; when whoever began has died it carries on; a failure that took itself back
 * leaves no key.
 * @throws 422 idempotency_mismatch, 503 busy when the first one takes longer than ten seconds
 */
export async function inSteps(repeat: Repeat | undefined, work: SteppedWork): Promise<Reply> {
  if (!repeat) return work.start({ begin: async () => undefined, end: async () => undefined });
  const until = Date.now() + WAIT_MS;
  for (;;) {
    const done = await kept(repeat);
    if (done?.answer) return replayed(repeat, done.answer);
    if (!done) {
      const first = await attempt(repeat, work, (steps) => work.start(steps));
      if (first) return first;
    } else if (await takeOver(repeat)) {
      const { makes } = done;
      const carried = await attempt(repeat, work, (steps) => work.resume(makes, steps), makes);
      if (carried) return carried;
    }
    if (Date.now() > until) throw problem("busy", { headers: { "Retry-After": "5" } });
    await pause(150);
  }
}

/** One try; undefined when another had the key first. */
async function attempt(
  repeat: Repeat,
  work: SteppedWork,
  run: (steps: Steps) => Promise<Reply>,
  held?: string,
): Promise<Reply | undefined> {
  let makes = held;
  const steps: Steps = {
    begin: async (id) => {
      await insert(repeat, id);
      makes = id;
    },
    end: async () => write(repeat, await work.answer(makes ?? "")),
  };
  try {
    return await run(steps);
  } catch (error) {
    if (error instanceof Begun) return undefined;
    if (makes !== undefined) await drop(repeat, makes);
    throw error;
  }
}

const mine = ({ actor, route, key }: Repeat) => [actor, route, key];

async function insert(repeat: Repeat, makes: string): Promise<void> {
  const [fresh] = await sequelize.query(
    `INSERT INTO ${TABLE} (actor, route, key, body_hash, makes, lease_until) VALUES ($1, $2, $3, $4, $5, now() + interval '${LEASE}') ON CONFLICT DO NOTHING RETURNING key`,
    { bind: [...mine(repeat), fingerprint(repeat), makes], type: QueryTypes.SELECT },
  );
  if (!fresh) throw new Begun();
}

async function write(repeat: Repeat, answer: Reply): Promise<void> {
  await sequelize.query(`UPDATE ${TABLE} SET answer = $4, lease_until = NULL WHERE ${MINE}`, {
    bind: [...mine(repeat), sealedAnswer(repeat, answer)],
  });
}

/** What stands under the key; one that is over a day old, and ended, counts no more. Another body → 422. */
function kept(repeat: Repeat): Promise<(Kept & { makes: string }) | undefined> {
  return withPlatform(async () => {
    await sequelize.query(
      `DELETE FROM ${TABLE} WHERE ${MINE} AND lease_until IS NULL AND created_at < now() - interval '24 hours'`,
      { bind: mine(repeat) },
    );
    const [row] = await sequelize.query<Kept & { makes: string }>(
      `SELECT body_hash, answer, makes FROM ${TABLE} WHERE ${MINE}`,
      { bind: mine(repeat), type: QueryTypes.SELECT },
    );
    if (row) mustBeSame(repeat, row.body_hash);
    return row;
  });
}

/** Takes the work of one who has died: his lease is over, and one caller gets it. */
async function takeOver(repeat: Repeat): Promise<boolean> {
  const rows = await withPlatform(() =>
    sequelize.query(
      `UPDATE ${TABLE} SET lease_until = now() + interval '${LEASE}' WHERE ${MINE} AND answer IS NULL AND lease_until < now() RETURNING key`,
      { bind: mine(repeat), type: QueryTypes.SELECT },
    ),
  );
  return rows.length > 0;
}

const drop = (repeat: Repeat, makes: string) =>
  withPlatform(() =>
    sequelize.query(`DELETE FROM ${TABLE} WHERE ${MINE} AND makes = $4 AND answer IS NULL`, {
      bind: [...mine(repeat), makes],
    }),
  );
