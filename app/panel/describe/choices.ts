import { ACTIONS, OTHER_ENTITIES } from "../../audit/actions.js";
import { trail } from "../../audit/guards.js";
import { allCodes, PLATFORM_PERMISSIONS, ROLE_PRESETS } from "../../policies/permissions.js";

const platformCodes = [...new Set(Object.values(PLATFORM_PERMISSIONS).flat())];
/** Of the rows that leave a trail; in order of the alphabet, as a filter shows them. */
const entities = () => [...[...trail].map((one) => one.name), ...OTHER_ENTITIES].sort();

/** Texts of the wire that are of a known set although no schema says so: shown in words, and chosen instead of typed. */
const CHOICES: Record<string, () => readonly string[]> = {
  "roles.permissions": () => allCodes,
  "roles.preset": () => Object.keys(ROLE_PRESETS),
  "api-keys.permissions": () => allCodes,
  "platform-api-keys.permissions": () => platformCodes,
  "audit.action": () => ACTIONS,
  "audit.entity": entities,
  "platform-audit.action": () => ACTIONS,
  "platform-audit.entity": entities,
};

export const choicesOf = (resource: string, field: string): string[] | undefined => {
  const known = CHOICES[`${resource}.${field}`];
  return known && [...known()];
};
