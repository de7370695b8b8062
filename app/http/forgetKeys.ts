/* eslint-disable house/no-raw-query -- keys are no rows of a model (idempotency.ts) */
import { sequelize } from "../database/connection.js";
import { withPlatform } from "../tenancy/scope.js";

/** Forgets Idempotency-Keys after their 24 hours. One whose work never ended is forgotten too: `doctor` shows the half-made school. */
export async function forgetKeys(): Promise<void> {
  await withPlatform(async () => {
    for (const table of ["idempotency_keys", "platform_idempotency_keys"])
      await sequelize.query(`DELETE FROM public.${table} WHERE created_at < now() - interval '24 hours'`);
  });
}
