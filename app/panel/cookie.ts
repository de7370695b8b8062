import type { Request, Response } from "express";

/**
 * The cookie's name. Over https `__Host-`: no sibling host can plant one and it is bound to this host. Over plain http
 * (a developer's machine) the port is in it, because cookies know no ports and two Formrooms would sign each other out.
 */
export function cookieName(request: Request): string {
  return request.secure ? "__Host-formroom-panel" : `formroom-panel-${request.socket.localPort ?? 0}`;
}

/** The secret that the browser sent, if any. The first of that name counts: the more specific path comes first. */
export function readCookie(request: Request): string | undefined {
  const name = `${cookieName(request)}=`;
  const found = (request.headers.cookie ?? "").split(/;\s*/).find((part) => part.startsWith(name));
  return found?.slice(name.length);
}

/** Gives the browser the secret of its session; it ends with the browser, and with its row. */
export function setCookie(request: Request, response: Response, token: string): void {
  response.cookie(cookieName(request), token, options(request));
}

/** Takes the cookie away. */
export function clearCookie(request: Request, response: Response): void {
  response.clearCookie(cookieName(request), options(request));
}

const options = (request: Request) => ({ httpOnly: true, sameSite: "lax", secure: request.secure, path: "/" }) as const;
