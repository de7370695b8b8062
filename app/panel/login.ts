import type { Request, Response } from "express";
import { signInPlatform, signInSchool, type SignedIn } from "../auth/signIn.js";
import { Problem, problem } from "../errors.js";
import { usable } from "../auth/loadActor.js";
import { clearCookie, readCookie, setCookie } from "./cookie.js";
import type { House } from "./house.js";
import { loginPage } from "./loginPage.js";
import { looksOf } from "./looks.js";
import { endSession, readSession, startSession } from "./session.js";
import { languageIn, refusal, say, textOf } from "./signInParts.js";

/** Only a page of this panel, never another host: what looks like one (`//`, `\\`) is the start page. */
export function safeTarget(to: unknown): string {
  const fits = typeof to === "string" && /^\/admin\/(?:[\w.~%!$&'()*+,;=:@?-][\w.~%!$&'()*+,;=:@?/-]*)?$/.test(to);
  return fits && !/\/\/|^\/admin\/(login|logout|forgot|reset|session|api|data|view)\b/.test(to) ? to : "/admin/";
}

/** What a redirect to the sign-in page may tell there. */
const NOTES = new Set(["out", "reset"]);

/** The sign-in page, or the panel for who is in already. */
export async function showLogin(house: House, request: Request, response: Response): Promise<void> {
  const { to: wanted, lang: chosen, note } = request.query;
  const to = safeTarget(wanted);
  if (await readSession(house, readCookie(request))) return response.redirect(303, to);
  const lang = languageIn(chosen);
  const looks = await looksOf(house, lang);
  const told = typeof note === "string" && NOTES.has(note) ? say(looks.language, `note.${note}`) : undefined;
  loginPage(response, looks, { to, lang, note: told });
}

/** Signs in: checks, a session under a new secret, and on to where one wanted to go. */
export async function signIn(house: House, request: Request, response: Response): Promise<void> {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const [name, password] = [textOf(body.name).trim(), textOf(body.password)];
  const [to, lang] = [safeTarget(body.to), languageIn(body.lang)];
  try {
    const user = await check(house, name, password, request.ip ?? "unknown");
    setCookie(request, response, await startSession(house, user, readCookie(request)));
    response.redirect(303, to);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const looks = await looksOf(house, lang);
    const wrong = refusal(looks.language, error);
    loginPage(response, looks, { name: name.slice(0, 254), to, lang, wrong, status: error.status });
  }
}

async function check(house: House, name: string, password: string, address: string): Promise<SignedIn> {
  const credentials = name.includes("@")
    ? { email: name, password }
    : { phone: name.replace(/[\s()-]/g, ""), password };
  if (!house.client) return signInPlatform(credentials, address);
  usable(house.client.status);
  return signInSchool(house.client, credentials, address);
}

/**
 * Signs in again in place, for a page whose session has ended: 204 with a new session, only for the person who was here
 * before (another one's work is not his to save).
 */
export async function signInAgain(house: House, request: Request, response: Response): Promise<void> {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const user = await check(house, textOf(body.name).trim(), textOf(body.password), request.ip ?? "unknown");
  if (user.id !== body.userId) throw problem("invalid_credentials");
  setCookie(request, response, await startSession(house, user, readCookie(request)));
  response.status(204).end();
}

/** Ends the session on both sides; the sign-in page says so. */
export async function signOut(house: House, request: Request, response: Response): Promise<void> {
  const session = await readSession(house, readCookie(request));
  if (session) await endSession(house, session.id);
  clearCookie(request, response);
  response.redirect(303, "/admin/login?note=out");
}
