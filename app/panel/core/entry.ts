/** What AdminJS and its pages expect on `window`: name → where it comes from. `default`: the package's default alone. */
const ON_WINDOW: [name: string, from: string, kind: "all" | "default"][] = [
  ["React", "react", "default"],
  ["ReactDOM", "react-dom", "all"],
  ["Redux", "redux", "all"],
  ["ReactRedux", "react-redux", "all"],
  ["ReactRouter", "react-router", "all"],
  ["ReactRouterDOM", "react-router-dom", "all"],
  ["PropTypes", "prop-types", "default"],
  ["FeatherIcons", "react-feather", "all"],
  ["AdminJSDesignSystem", "@adminjs/design-system", "all"],
  ["styled", "@adminjs/design-system/styled-components", "all"],
];

/**
 * The panel's core as one module: React, router, redux, design system and AdminJS's pages. A text, because it stands in
 * AdminJS's own folder when it is bundled: that is where `./bundle-entry.js` and the packages are found.
 */
export const coreEntry: string = [
  ...ON_WINDOW.map(([name, from, kind]) => `import ${kind === "all" ? "* as " : ""}${name} from "${from}";`),
  `import { createRoot } from "react-dom/client";`,
  `import AdminJS from "./bundle-entry.js";`,
  `Object.assign(window, { ${ON_WINDOW.map(([name]) => name).join(", ")}, createRoot, AdminJS });`,
].join("\n");

/** What our own components take from there instead of bundling it again. */
export const GLOBALS: Record<string, string> = {
  ...Object.fromEntries(ON_WINDOW.map(([name, from]) => [from, name])),
  adminjs: "AdminJS",
};
