type Json = Record<string, unknown>;

export const contact: Json = { profile: { name: "Rudo" }, wa_id: "263771234567", user_id: "ZW.84321" };

export function message(fields: Json): Json {
  return { from: "263771234567", id: "wamid.A1", timestamp: "1767168000", ...fields };
}

/** A change of field "messages" for one number. */
export function change(phoneNumberId: string, value: Json): Json {
  return {
    field: "messages",
    value: { messaging_product: "whatsapp", metadata: { phone_number_id: phoneNumberId }, ...value },
  };
}

/** A whole body, one entry a change. */
export function body(...changes: Json[]): Buffer {
  const entry = changes.map((one) => ({ id: "WABA", changes: [one] }));
  return Buffer.from(JSON.stringify({ object: "whatsapp_business_account", entry }));
}
