import type { Request, Response } from "express";
import { asProblem } from "../http/problems.js";
import { LANGUAGES, languageFor, wordIn } from "../locale/catalogue.js";
import { log } from "../log.js";
import { looksOf, type Looks } from "./looks.js";
import type { localsOf } from "./person.js";
import { plainPage } from "./plainPage.js";
import { say } from "./signInParts.js";
import { html } from "./words.js";

/** A refusal as a page for people: what it is and where to go, in the house's language. Who is not signed in goes there. */
export async function errorPage(request: Request, response: Response, error: unknown): Promise<void> {
  const found = asProblem(error);
  if (found.code === "internal")
    log.error({ err: error as Error, requestId: response.locals.requestId as string }, "unexpected error");
  response.locals.problem = found.code;
  if (found.code === "unauthenticated") return response.redirect(302, "/admin/login");
  const looks = found.code === "internal" ? undefined : await looksIfAny(response);
  const language = looks?.language ?? languageFor(request.acceptsLanguages(...LANGUAGES) || "en");
  const title = wordIn(language, "sign-in", `title.${found.code}`) ?? found.title;
  const told = wordIn(language, "sign-in", `problem.${found.code}`) ?? found.message;
  const body = `<p class="soft">${html(told)}</p><p class="foot"><a href="/admin/">${html(say(language, "start"))}</a></p>`;
  plainPage(response, { status: found.status, title, body, language, ...(looks ? { looks } : {}) });
}

async function looksIfAny(response: Response): Promise<Looks | undefined> {
  const { house } = response.locals as Partial<ReturnType<typeof localsOf>>;
  return house && looksOf(house);
}
