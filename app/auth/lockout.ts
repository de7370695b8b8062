import { QueryTypes } from "sequelize";
import { sha256 } from "../crypto/keys.js";
import { sequelize } from "../database/connection.js";
import { uuidv7 } from "../ids.js";
import { withPlatform } from "../tenancy/scope.js";

/** 10 failed sign-ins in 15 minutes lock account and address for 15 (api.md 1). */
const ALLOWED = 10;
const WINDOW = "15 minutes";

/** Whether one of the subjects (account, address) is locked now. */
export async function isLocked(subjects: string[]): Promise<boolean> {
  const rows = await withPlatform(
    () =>
      sequelize.query(
        `SELECT subject FROM public.sign_in_failures WHERE subject = ANY($1) AND at > now() - interval '${WINDOW}' GROUP BY subject HAVING count(*) >= ${ALLOWED}`,
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
