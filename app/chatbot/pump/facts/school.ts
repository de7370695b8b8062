import { Setting } from "../../../../models/school/Setting.js";
import type { KnownClient } from "../../../tenancy/resolve.js";
import type { Facts, Language } from "../../conversation/facts.js";
import { chatbotSettings } from "../../settings/chatbotSettings.js";

const SPOKEN: readonly Language[] = ["en", "pt", "fr"];

/** The language of the school's locale if we have words in it, else English. */
export function defaultLanguageOf({ locale }: Pick<KnownClient, "locale">): Language {
  return SPOKEN.find((language) => locale.toLowerCase().startsWith(language)) ?? "en";
}

/** What the school says to people, and what it asks of them. */
export async function schoolFacts(client: KnownClient): Promise<Facts["school"]> {
  const { languages, proof, proofDays, officeHours, welcomeMessage } = await chatbotSettings();
  const general = await Setting.findOne({ where: { key: "general" } });
  const { phone, name } = { phone: null, name: null, ...general?.value } as { phone: unknown; name: unknown };
  const language = defaultLanguageOf(client);
  return {
    name: typeof name === "string" && name !== "" ? name : client.name,
    languages,
    defaultLanguage: languages.includes(language) ? language : (languages[0] ?? "en"),
    officePhone: [phone, officeHours].filter((part) => typeof part === "string" && part !== "").join(", ") || null,
    proof,
    proofDays,
    welcome: welcomeMessage,
  };
}
