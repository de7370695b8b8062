import { PlatformUser } from "../../models/public/PlatformUser.js";
import { User } from "../../models/public/User.js";
import { platformSettings } from "../commands/clients/platformSettings.js";
import { preferencesOf } from "../commands/frame/preferences.js";
import { generalSettings } from "../commands/settings/read.js";
import type { AnyResource } from "../door/define.js";
import { viewLink } from "../files/viewLink.js";
import type { Actor } from "../policies/Actor.js";
import { accentOf } from "./accent.js";
import { describeHouse } from "./describe/house.js";
import { describeSettings } from "./describe/settings.js";
import type { PanelState } from "./describe/state.js";
import type { PanelLocals } from "./person.js";

/** What the pages are told with the shell, read in the person's own scope. */
export async function panelState(
  { house, session }: PanelLocals,
  actor: Actor,
  resources: AnyResource[],
): Promise<PanelState> {
  const { effective, theme, pageSize, columns } = await preferencesOf(actor);
  const school = house.client ? await schoolNow() : undefined;
  const looks = school?.looks ?? { name: (await platformSettings()).name };
  const settings = describeSettings(actor, house.kind, effective.language);
  const { impersonator } = session ?? {};
  return {
    house: { kind: house.kind, ...looks },
    person: {
      id: actor.id,
      name: actor.name,
      email: await signInName(house.kind, actor),
      permissions: [...actor.codes],
    },
    ...effective,
    theme,
    pageSize,
    columns,
    demonstration: school?.demonstration ?? false,
    ...(impersonator
      ? {
          actingAs: {
            by: impersonator.name,
            reason: impersonator.reason,
            until: new Date(impersonator.until).toISOString(),
          },
        }
      : {}),
    resources: describeHouse(resources, actor, effective.language),
    ...(settings ? { settings } : {}),
  };
}

interface School {
  looks: Omit<PanelState["house"], "kind">;
  demonstration: boolean;
}

/** The school's name, crest and colour, made readable, and whether its data is invented. */
async function schoolNow(): Promise<School> {
  const { name, colours, crestFileId, demonstration } = await generalSettings();
  const [accent, crest] = [accentOf(colours?.main), viewLink(crestFileId, "crest")];
  return { looks: { name, ...(accent ? { accent } : {}), ...(crest ? { crest } : {}) }, demonstration };
}

/** What the person types to sign in: asked for again when the session has ended. */
async function signInName(kind: "platform" | "school", actor: Actor): Promise<string | null> {
  if (kind === "platform") return (await PlatformUser.findByPk(actor.id, { attributes: ["email"] }))?.email ?? null;
  const user = await User.findByPk(actor.id, { attributes: ["email", "phone"] });
  return user?.email ?? user?.phone ?? null;
}
