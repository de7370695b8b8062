import type { PanelResource } from "../base/state.js";
import type { Tab } from "../record/tabs.js";

/** Tabs that a record has besides the rows that lead to it. */
export function extraTabs(_resource: PanelResource): Tab[] {
  return [];
}
