import { join } from "node:path";

/** Our parts of the page. `overrides`: in the place of AdminJS's own part of that name. */
export const components: readonly { name: string; overrides: boolean }[] = [
  { name: "VerbForm", overrides: false },
  { name: "RouteForm", overrides: false },
  { name: "Dashboard", overrides: false },
  { name: "WatchedShow", overrides: false },
  { name: "FilesShow", overrides: false },
  { name: "JsonEdit", overrides: false },
  { name: "JsonShow", overrides: false },
  { name: "LoggedIn", overrides: true },
  { name: "ActionHeader", overrides: true },
  { name: "DefaultDatetimeEditProperty", overrides: true },
  { name: "DefaultDatetimeFilterProperty", overrides: true },
];

/** The source of a component: beside this file, in app/ and in dist/app/ alike (the build copies .tsx). */
export const componentFile = (name: string): string => join(import.meta.dirname, "components", `${name}.tsx`);
