import type { PanelState } from "../../describe/state.js";
import type { PanelResource } from "../../describe/types.js";

export type { PanelState } from "../../describe/state.js";
export type {
  PanelField,
  PanelFilter,
  PanelResource,
  PanelSettings,
  PanelVerb,
  PanelWrite,
} from "../../describe/types.js";

const shell = window as unknown as { FORMROOM: PanelState; FORMROOM_WORDS?: Record<string, string> };
export const state: PanelState = shell.FORMROOM;
export const catalogue: Record<string, string> = shell.FORMROOM_WORDS ?? {};

/** A resource by its name; undefined where this person may not see it. */
export const resourceNamed = (name: string | undefined): PanelResource | undefined =>
  state.resources.find((one) => one.name === name);

/** Whether the person holds a permission, with whatever reach. */
export const holds = (code: string): boolean =>
  state.person.permissions.some((one) => one === code || one.startsWith(`${code}:`));
