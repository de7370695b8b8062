import { z } from "zod";
import { Setting } from "../../../models/school/Setting.js";
import { atVersion } from "../../door/five.js";
import { kept } from "../../door/kept.js";
import { line } from "../../door/wire.js";

const unique = <T>(list: T[]) => new Set(list).size === list.length;

/** The page `chatbot` of a school's settings (api.md 5). */
export const chatbotSchema = z.strictObject({
  /** Stands above the menu; null: only the school's name does. */
  welcomeMessage: line(500).nullable(),
  languages: z
    .array(z.enum(["en", "pt", "fr"]))
    .min(1)
    .refine(unique, "names a language twice"),
  /** What a phone must show before it hears a name. */
  proof: z.enum(["phone", "secret", "code"]),
  /** Days after which a proof must be given again. */
  proofDays: z.int().min(1).max(3650),
  /** As people read it, "Mon to Fri 8 to 16": told with the office's phone. */
  officeHours: line(200).nullable(),
});
export type ChatbotSettings = z.output<typeof chatbotSchema>;

const DEFAULTS: ChatbotSettings = {
  welcomeMessage: null,
  languages: ["en", "pt", "fr"],
  proof: "secret",
  proofDays: 365,
  officeHours: null,
};

const version = z.int().min(0);
export const chatbotAnswer = chatbotSchema.extend({ version });
export const chatbotBody = chatbotSchema.partial().extend({ version: version.optional() });

/** The page as it stands; a stored key that is no longer valid gives way to the default. In the school's scope. */
export async function chatbotSettings(): Promise<ChatbotSettings & { version: number }> {
  const row = await Setting.findOne({ where: { key: "chatbot" } });
  const value: Record<string, unknown> = { ...DEFAULTS };
  for (const [key, schema] of Object.entries(chatbotSchema.shape)) {
    const stored = schema.safeParse(row?.value[key]);
    if (stored.success && row && key in row.value) value[key] = stored.data;
  }
  return { ...(value as unknown as ChatbotSettings), version: row?.version ?? 0 };
}

/** Changes what was sent; a field is replaced whole. */
export async function changeChatbotSettings({
  version: sent,
  ...input
}: z.output<typeof chatbotBody>): Promise<z.input<typeof chatbotAnswer>> {
  const row =
    (await Setting.findOne({ where: { key: "chatbot" }, lock: true })) ?? Setting.build({ key: "chatbot", value: {} });
  atVersion(row, sent);
  row.value = { ...row.value, ...input };
  await kept(Setting, () => row.save());
  return chatbotSettings();
}
