import { CM } from "./CM.js";
import { generic } from "./generic.js";
import { GH } from "./GH.js";
import { KE } from "./KE.js";
import { NG } from "./NG.js";
import { PT } from "./PT.js";
import type { Preset } from "./types.js";
import { ZA } from "./ZA.js";
import { ZM } from "./ZM.js";
import { ZW } from "./ZW.js";

const presets = new Map<string, Preset>([ZW, NG, GH, KE, ZM, ZA, CM, PT].map((preset) => [preset.name, preset]));

/**
 * What a new school begins with. `country` is an ISO 3166 code in any case, or a preset's own name; whatever has no
 * preset gets the generic one. The answer is the caller's own copy.
 */
export function presetFor(country?: string | null): Preset {
  return structuredClone(presets.get(country?.trim().toUpperCase() ?? "") ?? generic);
}
