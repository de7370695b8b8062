import { PlatformPreference } from "../../../models/public/PlatformPreference.js";
import { PlatformRecentRecord } from "../../../models/public/PlatformRecentRecord.js";
import { PlatformSavedView } from "../../../models/public/PlatformSavedView.js";
import { Preference } from "../../../models/school/Preference.js";
import { RecentRecord } from "../../../models/school/RecentRecord.js";
import { SavedView } from "../../../models/school/SavedView.js";
import { platformResources, schoolResources } from "../../../resources/index.js";
import type { AnyResource } from "../../door/define.js";
import { fieldError, invalid, problem } from "../../errors.js";
import type { Actor } from "../../policies/Actor.js";
import { current } from "../../tenancy/context.js";

interface Side {
  resources: AnyResource[];
  Views: typeof SavedView;
  Preferences: typeof Preference;
  Recents: typeof RecentRecord;
}
const school: Side = {
  resources: schoolResources,
  Views: SavedView,
  Preferences: Preference,
  Recents: RecentRecord,
};
// The twins have the same columns (models/frameColumns.ts); only where they stand is another.
const platform = {
  resources: platformResources,
  Views: PlatformSavedView,
  Preferences: PlatformPreference,
  Recents: PlatformRecentRecord,
} as unknown as Side;

/** The tables and resources of the scope's side: a school's own, or the platform's. */
export const side = (): Side => (current().kind === "platform" ? platform : school);

/** Whose frame it is: a person's. @throws 403 for a school's key, which has no screen */
export function ownerOf(actor: Actor): string {
  if (actor.kind !== "user" && actor.kind !== "platform") throw problem("forbidden", "Only a person has these");
  return actor.id;
}

/** A resource of this side by its name. @throws 422 at `/resource` */
export function resourceOfSide(name: string): AnyResource {
  const found = side().resources.find((resource) => resource.name === name);
  if (!found) throw invalid(fieldError("/resource", "is no list of this panel", "unknown_resource"));
  return found;
}
