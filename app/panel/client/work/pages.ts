import type { ComponentType } from "react";
import { holds, state } from "../base/state.js";
import { MarksPage } from "./marks/MarksPage.js";
import { JobsPage } from "./platform/JobsPage.js";
import { PreferencesPage } from "./preferences/PreferencesPage.js";
import { PublicationPage } from "./publication/PublicationPage.js";
import { ResultsPage } from "./results/ResultsPage.js";
import { SettingsPage } from "./settings/SettingsPage.js";
import { StartPage } from "./start/StartPage.js";

export interface WorkPage {
  /** The menu's group; none: reached from elsewhere. */
  group?: "Today" | "Results" | "Platform" | "Settings";
  may: () => boolean;
  Page: ComponentType;
}

/** Pages that are no list and no record: /admin/pages/<name>, `start` at /admin/. */
export const workPages: Record<string, WorkPage> = {
  start: { group: "Today", may: () => true, Page: StartPage },
  marks: { group: "Results", may: () => holds("marks.read"), Page: MarksPage },
  results: { group: "Results", may: () => holds("results.read"), Page: ResultsPage },
  publication: { group: "Results", may: () => holds("results.read"), Page: PublicationPage },
  jobs: { group: "Platform", may: () => state.house.kind === "platform" && holds("jobs.write"), Page: JobsPage },
  settings: { group: "Settings", may: () => hasSettings("school"), Page: SettingsPage },
  "platform-settings": { group: "Settings", may: () => hasSettings("platform"), Page: SettingsPage },
  preferences: { may: () => true, Page: PreferencesPage },
};

function hasSettings(kind: "platform" | "school"): boolean {
  return state.house.kind === kind && state.settings !== undefined;
}
