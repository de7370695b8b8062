import { sequelize } from "../database/connection.js";
import { withPlatform } from "./scope.js";

/**
 * Every table of public with rows of a client, in the order in which they can go; a test holds it against the catalogue. The
 * rows of `operations` stay: what was done to a school that is gone, they lose their client by their key.
 */
export const BESIDE = [
  "act_as_tickets",
  "password_resets",
  "refresh_tokens",
  "panel_sessions",
  "idempotency_keys",
  "open_work",
  "verification_codes",
  "api_keys",
  "inbound_statuses",
  "inbound_messages",
  "outbox_messages",
  "whatsapp_contacts",
  "users",
  "schema_migrations",
  "whatsapp_numbers",
  "domains",
];

/** Takes a half-made client's rows back; a client in any other state stands. */
export const forgetHalfMade = (clientId: string): Promise<void> => forget(clientId, "creating");

/** Takes a deleted client's rows away for good, the client's own among them. Its schema and role are gone by then. */
export const forgetDeleted = (clientId: string): Promise<void> => forget(clientId, "deleted");

function forget(clientId: string, status: string): Promise<void> {
  return withPlatform(async () => {
    const [rows] = await sequelize.query("SELECT 1 FROM public.clients WHERE id = $1 AND status = $2 FOR UPDATE", {
      bind: [clientId, status],
    });
    if (!rows.length) return;
    for (const table of BESIDE)
      await sequelize.query(`DELETE FROM public.${table} WHERE client_id = $1`, { bind: [clientId] });
    await sequelize.query("DELETE FROM public.clients WHERE id = $1", { bind: [clientId] });
  });
}
