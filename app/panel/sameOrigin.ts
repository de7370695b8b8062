import type { Request, RequestHandler } from "express";
import { problem } from "../errors.js";

/**
 * Whether a request comes from a page of this very host. SameSite=Lax is not enough: all schools' hosts are one site
 * (panel.md 2.4). `Sec-Fetch-Site` decides where the browser sends it (https and localhost), else the host of
 * `Origin`, else of `Referer`; without any of them it is refused.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  const from = request.headers.origin ?? request.headers.referer;
  return from !== undefined && hostIn(from) === request.headers.host?.toLowerCase();
}

function hostIn(url: string): string | undefined {
  try {
    return new URL(url).host;
  } catch {
    return undefined; // "null", as from a sandboxed frame
  }
}

/** Refuses what comes from elsewhere, reading too: AdminJS answers some actions to GET. Not for the shell's pages. */
export const sameOrigin: RequestHandler = (request, _response, next) => {
  if (isSameOrigin(request)) next();
  else next(problem("forbidden", "This call did not come from a page of this panel"));
};
