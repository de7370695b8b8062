import { platformSettings } from "../commands/clients/platformSettings.js";
import { generalSettings } from "../commands/settings/read.js";
import { Problem } from "../errors.js";
import { viewLink } from "../files/viewLink.js";
import { LANGUAGES, languageFor, type Language } from "../locale/catalogue.js";
import { accentOf, type Accent } from "./accent.js";
import { inHouse, type House } from "./house.js";

/** How a page looks before anybody is signed in: whose it is, in which colour and language. */
export interface Looks {
  kind: House["kind"];
  name: string;
  language: Language;
  accent?: Accent;
  /** A signed link, ten minutes. */
  crest?: string;
}

/**
 * The house's name, colour, crest and language; of a school that cannot be entered (suspended, on the move) what its
 * directory says.
 * @param wanted a language that was asked for in the address
 */
export async function looksOf(house: House, wanted?: unknown): Promise<Looks> {
  const language = LANGUAGES.find((one) => one === wanted);
  const plain: Looks = { kind: house.kind, name: house.name, language: language ?? languageFor(house.client?.locale) };
  try {
    return await inHouse(house, async () => (house.client ? ofSchool(plain) : ofPlatform(plain, language)), {
      readOnly: true,
    });
  } catch (error) {
    if (error instanceof Problem) return plain;
    throw error;
  }
}

async function ofPlatform(plain: Looks, language: Language | undefined): Promise<Looks> {
  const { name, defaultLocale } = await platformSettings();
  return { ...plain, name, language: language ?? languageFor(defaultLocale) };
}

async function ofSchool(plain: Looks): Promise<Looks> {
  const { name, colours, crestFileId } = await generalSettings();
  const [accent, crest] = [accentOf(colours?.main), viewLink(crestFileId, "crest")];
  return { ...plain, name, ...(accent ? { accent } : {}), ...(crest ? { crest } : {}) };
}
