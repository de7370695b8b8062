/* eslint-disable house/no-raw-query -- failures are no rows of a model */
import { QueryTypes } from "sequelize";
import { sha256 } from "../crypto/keys.js";
import { sequelize } from "../database/connection.js";
import { uuidv7 } from "../ids.js";
import { withPlatform } from "../tenancy/scope.js";

/** 10 failed sign-ins in 15 minutes lock account and address for 15 (api.md 1). */
const ALLOWED = 10;
const WINDOW = "15 minutes";

/** What failures of an account are counted under: its school's (or the platform's) and the name that was given. */
export const accountSubject = (schemaName: string | undefined, name: string): string =>
  `account:${schemaName ?? "(platform)"}:${name.trim().toLowerCase().slice(0, 200)}`;

/** Whether a subject (account, address) is locked now: in the last 15 minutes it failed for the tenth time in 15. */
export async function isLocked(subjects: string[]): Promise<boolean> {
  const rows = await withPlatform(
    () =>
      sequelize.query(
        `SELECT 1 FROM (SELECT at, count(*) OVER (PARTITION BY subject ORDER BY at RANGE BETWEEN interval '${WINDOW}' PRECEDING AND CURRENT ROW) AS failures
           FROM public.sign_in_failures WHERE subject = ANY($1) AND at > now() - 2 * interval '${WINDOW}') AS f
          WHERE failures >= ${ALLOWED} AND at > now() - interval '${WINDOW}' LIMIT 1`,
        { bind: [subjects.map((subject) => sha256(subject))], type: QueryTypes.SELECT },
      ),
    { readOnly: true },
  );
  return rows.length > 0;
}

/** Counts a failure of each subject, hashed: the table holds no names. Old ones are swept on the way. */
export async function noteFailure(subjects: string[]): Promise<void> {
  await withPlatform(async () => {
    await sequelize.query(`DELETE FROM public.sign_in_failures WHERE at < now() - interval '1 day'`);
    for (const subject of subjects) {
      await sequelize.query("INSERT INTO public.sign_in_failures (id, subject) VALUES ($1, $2)", {
        bind: [uuidv7(), sha256(subject)],
      });
    }
  });
}

/** Lets accounts in again: their owner proved who he is by his mailbox. Addresses stay counted. */
export async function forgetFailures(subjects: string[]): Promise<void> {
  await withPlatform(() =>
    sequelize.query("DELETE FROM public.sign_in_failures WHERE subject = ANY($1)", {
      bind: [subjects.map((subject) => sha256(subject))],
    }),
  );
}
