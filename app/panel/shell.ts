import { randomBytes } from "node:crypto";
import type AdminJS from "adminjs";
import { Router as AdminRouter, type CurrentAdmin } from "adminjs";
import type { Response } from "express";
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

/** A small page of ours without scripts; its style is allowed by a number used once. */
export function plainPage(response: Response, status: number, title: string, body: string, head = ""): void {
  const nonce = randomBytes(16).toString("base64");
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; img-src data:`;
  response
    .status(status)
    .set({ "Content-Security-Policy": policy, "Cache-Control": "no-store" })
    .type("html")
    .send(
      `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(title)}</title><link rel="icon" href="data:,">${head}<style nonce="${nonce}">${STYLE}</style></head>
<body><main>${body}</main></body></html>
`,
    );
}

const STYLE = `*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;background:#eef2f5;color:#1b242c;font:16px/1.5 -apple-system,"Segoe UI",Roboto,"Noto Sans","Open Sans",Arial,sans-serif}
main{width:min(24rem,calc(100vw - 2rem));background:#fff;border:1px solid #c9d2d9;border-radius:8px;padding:2rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem;overflow-wrap:anywhere}p{margin:0 0 1rem}.quiet{color:#4c5761}
label{display:block;font-weight:600;margin:1rem 0 .25rem}
input{width:100%;font:inherit;padding:.6rem .7rem;border:1px solid #68747f;border-radius:4px;background:#fff;color:inherit}
button{width:100%;margin-top:1.5rem;font:inherit;font-weight:600;padding:.7rem;border:0;border-radius:4px;background:#1f5f8b;color:#fff;cursor:pointer}
button:hover{background:#184c70}:focus-visible{outline:3px solid #e0a100;outline-offset:2px}
.wrong{border-left:4px solid #b3261e;background:#fbeceb;padding:.6rem .8rem;margin:1rem 0 0}a{color:#1f5f8b}
.band{background:#fff4d6;border-left:4px solid #e0a100;padding:.6rem .8rem;margin:1rem 0 0}`;
