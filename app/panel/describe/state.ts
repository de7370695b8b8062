import type { PanelResource, PanelSettings } from "./types.js";

/** What the shell gives the pages: whose house, who is signed in, what he may see and in which words. */
export interface PanelState {
  house: {
    kind: "platform" | "school";
    name: string;
    crest?: string;
    accent?: { light: string; dark: string; wash: string; darkWash: string };
  };
  person: { id: string; name: string; email: string | null; permissions: string[] };
  language: string;
  locale: string;
  timeZone: string;
  theme: "light" | "dark" | "system";
  pageSize: number;
  columns: Record<string, string[]>;
  demonstration: boolean;
  actingAs?: { by: string; reason: string; until: string };
  resources: PanelResource[];
  /** Pages of settings; only for who may change them. */
  settings?: PanelSettings[];
}
