import { createHmac } from "node:crypto";
import { sequelize } from "../../../app/database/connection.js";
import { withPlatform } from "../../../app/tenancy/scope.js";
import { ask, type Answer } from "../../support/app.js";
import { APP_SECRET } from "./world.js";

type Json = Record<string, unknown>;

export const WEBHOOK = "/api/v1/chatbot/webhook";
export const signature = (body: string | Buffer, secret = APP_SECRET): string =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

let sent = 0;
/** A text as Meta tells of it; written now unless told otherwise. */
export const text = (body: string, more: Json = {}): Json => ({
  from: "12015550101",
  id: `wamid.T${Date.now()}x${++sent}`,
  timestamp: String(Math.floor(Date.now() / 1000)),
  type: "text",
  text: { body },
  ...more,
});

export const change = (phoneNumberId: string, value: Json): Json => ({
  field: "messages",
  value: { messaging_product: "whatsapp", metadata: { phone_number_id: phoneNumberId }, ...value },
});

export const body = (...changes: Json[]): string =>
  JSON.stringify({
    object: "whatsapp_business_account",
    entry: changes.map((one) => ({ id: "WABA", changes: [one] })),
  });

/** Posts a body, rightly signed unless told otherwise. */
export function post(raw: string | Buffer, headers: Record<string, string> = {}, path = WEBHOOK): Promise<Answer> {
  return ask("POST", path, { raw, headers: { "x-hub-signature-256": signature(raw), ...headers } });
}

/** Looks into the tables as the platform does. */
export async function look<T extends object>(sql: string, bind: unknown[] = []): Promise<T[]> {
  return withPlatform(async () => (await sequelize.query(sql, { bind }))[0] as T[]);
}

export const stored = (phoneNumberId: string): Promise<{ wamid: string; state: string; clientId: string }[]> =>
  look(
    `SELECT wamid, state, client_id AS "clientId" FROM public.inbound_messages WHERE phone_number_id = $1 ORDER BY id`,
    [phoneNumberId],
  );
