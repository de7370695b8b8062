import { QueryTypes } from "sequelize";
import type { Impersonator } from "../commands/platform/actAs.js";
import { randomToken, sha256 } from "../crypto/keys.js";
import { sequelize } from "../database/connection.js";
import { now as clock } from "../locale/clock.js";
import { inHouse, type House } from "./house.js";

/** A signed-in person at one panel. `id` is the hash of the cookie: the table alone opens nothing. */
export interface PanelSession {
  id: string;
  userId: string;
  tokenVersion: number;
  startedAt: number;
  /** Somebody of the platform's who acts as this user (actAs.ts): the page says so in a band. */
  impersonator?: Impersonator;
}

/** What a session's row holds beside its columns. */
interface Stored extends Pick<PanelSession, "tokenVersion" | "startedAt" | "impersonator"> {
  clientId: string | null;
}

const HOUR = 3_600_000;
/** Unused for two hours, or twelve hours old: sign in again. */
export const IDLE_MS = 2 * HOUR;
export const ABSOLUTE_MS = 12 * HOUR;
/** Prolonged at most this often, so that reading a list costs no write. */
const TOUCH_MS = 5 * 60_000;

const tableOf = (house: House) => (house.client ? "public.panel_sessions" : "public.platform_sessions");
const run = <T extends object>(sql: string, bind: unknown[]) =>
  // eslint-disable-next-line house/no-raw-query -- sessions are no model: nothing lists, shows or audits them
  sequelize.query<T>(sql, { bind, type: QueryTypes.SELECT });

/** Begins a session under a new secret and answers the secret; what the browser had before is ended, never taken over. */
export async function startSession(
  house: House,
  user: { id: string; tokenVersion: number },
  before: string | undefined,
  impersonator?: Impersonator,
): Promise<string> {
  const token = randomToken();
  const table = tableOf(house);
  const now = Date.now();
  const clientId = house.client?.id ?? null;
  const data = JSON.stringify({ tokenVersion: user.tokenVersion, startedAt: now, clientId, impersonator });
  const until = Math.min(now + IDLE_MS, impersonator?.until ?? Infinity);
  await inHouse(house, async () => {
    await run(`DELETE FROM ${table} WHERE expires_at < now() OR id = $1`, [sha256(before ?? "")]);
    const columns = house.client ? "client_id, id, user_id, data, expires_at" : "id, user_id, data, expires_at";
    const values = [sha256(token), user.id, data, new Date(until)];
    await run(
      `INSERT INTO ${table} (${columns}) VALUES (${house.client ? "$5, " : ""}$1, $2, $3, $4)`,
      house.client ? [...values, house.client.id] : values,
    );
  });
  return token;
}

/**
 * The session of a cookie, read in the house's own scope: row-level security shows a school's sessions to that school
 * only, so a cookie of school A is unknown at school B. The client in the row is compared besides.
 */
export async function readSession(house: House, token: string | undefined): Promise<PanelSession | undefined> {
  if (token === undefined || !/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined;
  const id = sha256(token);
  const [row] = await inHouse(
    house,
    () =>
      run<{ userId: string; data: Stored; until: Date }>(
        `SELECT user_id AS "userId", data, expires_at AS until FROM ${tableOf(house)} WHERE id = $1 AND expires_at > now()`,
        [id],
      ),
    { readOnly: true },
  );
  if (!row || row.data.clientId !== (house.client?.id ?? null)) return undefined;
  const { tokenVersion, startedAt, impersonator } = row.data;
  const until = Math.min(Date.now() + IDLE_MS, startedAt + ABSOLUTE_MS, impersonator?.until ?? Infinity);
  if (startedAt + ABSOLUTE_MS <= Date.now()) return undefined;
  if (impersonator && impersonator.until <= clock().getTime()) return undefined;
  if (until - new Date(row.until).getTime() > TOUCH_MS) {
    await inHouse(house, () =>
      run(`UPDATE ${tableOf(house)} SET expires_at = $2 WHERE id = $1`, [id, new Date(until)]),
    );
  }
  return { id, userId: row.userId, tokenVersion, startedAt, ...(impersonator ? { impersonator } : {}) };
}

/** Ends a session: signing out, or what is left of a changed user. */
export async function endSession(house: House, id: string): Promise<void> {
  await inHouse(house, () => run(`DELETE FROM ${tableOf(house)} WHERE id = $1`, [id]));
}
