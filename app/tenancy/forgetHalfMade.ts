import { sequelize } from "../database/connection.js";
import { withPlatform } from "./scope.js";

/** Rows beside the schema that hold on to a client's row, in the order in which they can go. */
const BESIDE = [
  "refresh_tokens",
  "api_keys",
  "verification_codes",
  "whatsapp_contacts",
  "users",
  "schema_migrations",
  "whatsapp_numbers",
  "domains",
];

/** Takes a half-made client's rows back; a client in any other state stands. */
export function forgetHalfMade(clientId: string): Promise<void> {
  return withPlatform(async () => {
    const [rows] = await sequelize.query(
      "SELECT 1 FROM public.clients WHERE id = $1 AND status = 'creating' FOR UPDATE",
      { bind: [clientId] },
    );
    if (!rows.length) return;
    for (const table of BESIDE)
      await sequelize.query(`DELETE FROM public.${table} WHERE client_id = $1`, { bind: [clientId] });
    await sequelize.query("DELETE FROM public.clients WHERE id = $1", { bind: [clientId] });
  });
}
