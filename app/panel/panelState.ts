import { PlatformUser } from "../../models/public/PlatformUser.js";
import { User } from "../../models/public/User.js";
import type { AnyResource } from "../door/define.js";
import { generalSettings } from "../commands/settings/read.js";
import { languageFor } from "../locale/catalogue.js";
import type { Actor } from "../policies/Actor.js";
import { ourClient } from "../tenancy/ourClient.js";
import { accentOf } from "./accent.js";
import { describeHouse } from "./describe/house.js";
import type { PanelState } from "./describe/state.js";
import type { House } from "./house.js";

/** What the pages are told with the shell, read in the person's own scope. */
export async function panelState(house: House, actor: Actor, resources: AnyResource[]): Promise<PanelState> {
  const place = house.client ? await schoolPlace() : PLATFORM;
  const language = languageFor(place.locale);
  const email = house.client
    ? (await User.findByPk(actor.id, { attributes: ["email", "phone"] }))
    : (await PlatformUser.findByPk(actor.id, { attributes: ["email"] }));
  return {
    house: { kind: house.kind, name: house.name, ...(place.accent ? { accent: place.accent } : {}) },
    person: { id: actor.id, name: actor.name, email: email?.email ?? (email as User | null)?.phone ?? null, permissions: [...actor.codes] },
    language,
    locale: place.locale,
    timeZone: place.timeZone,
    theme: "system",
    pageSize: 25,
    columns: {},
    demonstration: place.demonstration,
    resources: describeHouse(resources, actor, language),
  };
}

interface Place {
  locale: string;
  timeZone: string;
  demonstration: boolean;
  accent?: PanelState["house"]["accent"];
}
const PLATFORM: Place = { locale: "en-GB", timeZone: "UTC", demonstration: false };

async function schoolPlace(): Promise<Place> {
  const { locale, timezone } = await ourClient();
  const general = await generalSettings();
  const accent = accentOf((general as { colours?: { main?: unknown } }).colours?.main);
  return { locale, timeZone: timezone, demonstration: general.demonstration, ...(accent ? { accent } : {}) };
}
