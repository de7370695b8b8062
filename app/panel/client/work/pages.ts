import type { ComponentType } from "react";
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
};
