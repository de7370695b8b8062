import type { FakeNumber, Json } from "./types.js";

/** Something that Meta would tell: a piece of `value` for one number. */
export interface News {
  number: FakeNumber;
  value: Json;
}

/** One body for one or several pieces of news, an entry each. Non-ASCII is escaped, as Meta does it. */
export function webhookBody(news: readonly News[]): Buffer {
  const entry = news.map(({ number, value }) => ({
    id: number.wabaId,
    changes: [
      {
        field: "messages",
        value: {
          messaging_product: "whatsapp",
          metadata: {
            display_phone_number: number.displayNumber.replace(/\D/g, ""),
            phone_number_id: number.phoneNumberId,
          },
          ...value,
        },
      },
    ],
  }));
  return Buffer.from(escaped(JSON.stringify({ object: "whatsapp_business_account", entry })));
}

function escaped(json: string): string {
  return json.replace(/[@\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
