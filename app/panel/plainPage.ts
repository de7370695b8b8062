import { randomBytes } from "node:crypto";
import type { Response } from "express";
import type { Language } from "../locale/catalogue.js";
import { initials } from "./initials.js";
import type { Looks } from "./looks.js";
import { plainStyle } from "./plainStyle.js";
import { html } from "./words.js";

interface Plain {
  status?: number;
  title: string;
  /** HTML below the house's name. */
  body: string;
  language: Language;
  looks?: Looks;
  /** HTML for the head. */
  head?: string;
}

/** A small page of ours without scripts; its style is allowed by a number used once. */
export function plainPage(response: Response, { status = 200, title, body, language, looks, head = "" }: Plain): void {
  const nonce = randomBytes(16).toString("base64");
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; img-src 'self' data:`;
  // A reset's token stands in the address: no other host is told it. Origin is still sent to our own.
  const headers = { "Content-Security-Policy": policy, "Cache-Control": "no-store", "Referrer-Policy": "same-origin" };
  response
    .status(status)
    .set(headers)
    .type("html")
    .send(
      `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(looks ? `${title} · ${looks.name}` : title)}</title><link rel="icon" href="data:,">${head}<style nonce="${nonce}">${plainStyle(looks)}</style></head>
<body><main>${looks ? houseLine(looks) : ""}<h1>${html(title)}</h1>${body}</main></body></html>
`,
    );
}

function houseLine({ name, crest, kind }: Looks): string {
  const badge = crest ? `<img src="${html(crest)}" alt="">` : html(initials(name));
  const line = `<span class="badge" aria-hidden="true">${badge}</span><span>${html(name)}</span>`;
  return `<p class="house ${kind}">${line}</p>`;
}
