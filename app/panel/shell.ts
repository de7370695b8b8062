import type AdminJS from "adminjs";
import { Router as AdminRouter, type CurrentAdmin } from "adminjs";
import { assetUrl } from "./assets.js";
import type { PanelState } from "./describe/state.js";
import { html, scriptJson } from "./words.js";

/** AdminJS draws with inline scripts and styles; only the panel allows that, and only its own host for the rest. */
export const PANEL_CSP = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * The page that the panel runs in. AdminJS's own template puts names unescaped into a script and the title, asks Google
 * for fonts and loads 3 MB uncompressed (panel.md 2.4, panel-pages.md 7): only its two blocks of data are taken from it.
 * What our pages know stands in FORMROOM.
 */
export async function shell(admin: AdminJS, person: CurrentAdmin, state: PanelState): Promise<string> {
  const [index] = AdminRouter.routes;
  if (!index) throw new Error("AdminJS has no routes");
  const controller = new index.Controller({ admin }, person);
  const page = String(await controller.index({}, {}));
  const { accent } = state.house;
  const data = [
    `window.REDUX_STATE=${scriptJson(dataOf(page, "REDUX_STATE"))}`,
    `window.THEME=${scriptJson(dataOf(page, "THEME"))}`,
    `window.THEME_COMPONENTS={};window.AdminJS={Components:{}}`,
    `window.FORMROOM=${scriptJson(JSON.stringify(state))}`,
    `document.documentElement.dataset.theme=${scriptJson(JSON.stringify(state.theme))}==="system"?matchMedia("(prefers-color-scheme:dark)").matches?"dark":"light":${scriptJson(JSON.stringify(state.theme))}`,
  ].join(";");
  const colours = accent
    ? `<style>:root{--accent:${accent.light};--wash:${accent.wash}}[data-theme=dark]{--accent:${accent.dark};--wash:${accent.darkWash}}</style>`
    : "";
  return `<!DOCTYPE html>
<html lang="${html(state.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(state.house.name)}</title>
<link rel="icon" href="data:,">
<link rel="preload" href="${assetUrl("core.js")}" as="script">
<link rel="stylesheet" href="${assetUrl("panel.css")}">
${colours}
<script>${data};</script>
<script src="${assetUrl("core.js")}"></script>
<script src="${assetUrl(`words-${state.language}.js`)}"></script>
<script src="${assetUrl("pages.js")}"></script>
</head>
<body>
<div id="app"></div>
<script>createRoot(document.getElementById("app")).render(AdminJS.Application);</script>
</body>
</html>
`;
}

/** JSON.stringify writes no line break, so a block of data is what stands on its line. */
function dataOf(page: string, name: string): string {
  const found = new RegExp(`^\\s*window\\.${name} = (\\{.*\\});$`, "m").exec(page)?.[1];
  if (found === undefined) throw new Error(`AdminJS's page holds no ${name}: its template has changed`);
  return found;
}
