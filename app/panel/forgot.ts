import type { Request, Response } from "express";
import { forgotPassword, RESETS_AN_HOUR } from "../auth/forgotPassword.js";
import { usable } from "../auth/loadActor.js";
import { platformAccounts, schoolAccounts, type Accounts } from "../auth/accounts.js";
import { email as emailSchema } from "../door/wire.js";
import { Problem } from "../errors.js";
import { limit } from "../http/limits.js";
import type { Language } from "../locale/catalogue.js";
import type { House } from "./house.js";
import { looksOf, type Looks } from "./looks.js";
import { plainPage } from "./plainPage.js";
import { address, alertBox, hidden, languageIn, languages, noteBox, refusal, say, textOf } from "./signInParts.js";
import { html } from "./words.js";

const HOUR = 3_600_000;

/** The page that asks for a mail with a link to a new password; afterwards that it is on its way. */
export async function showForgot(house: House, request: Request, response: Response): Promise<void> {
  const lang = languageIn(request.query.lang);
  const looks = await looksOf(house, lang);
  if (request.query.sent === undefined) return forgotPage(response, looks, { lang });
  const body = `${noteBox(say(looks.language, "forgot.sent"))}${back(looks.language, lang)}`;
  plainPage(response, { title: say(looks.language, "forgot.title"), body, language: looks.language, looks });
}

/**
 * Asks for the mail as the API does, and answers the same whether anybody has that address. What was wrong with the form
 * is said on it.
 */
export async function askForReset(house: House, request: Request, response: Response): Promise<void> {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const [typed, lang] = [textOf(body.email).trim(), languageIn(body.lang)];
  const email = emailSchema().safeParse(typed);
  try {
    if (!email.success) {
      const looks = await looksOf(house, lang);
      const wrong = say(looks.language, "forgot.no-email");
      return forgotPage(response, looks, { lang, typed: typed.slice(0, 254), wrong, status: 422 });
    }
    limit(`forgot:${request.ip ?? "unknown"}`, RESETS_AN_HOUR, response, HOUR);
    await forgotPassword(accountsOf(house), email.data);
    response.redirect(303, address("/admin/forgot", { sent: "1", lang }));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const looks = await looksOf(house, lang);
    const wrong = refusal(looks.language, error);
    forgotPage(response, looks, { lang, typed: typed.slice(0, 254), wrong, status: error.status });
  }
}

/** Whose accounts the host's people have. @throws 403, 503 where the school cannot be entered */
export function accountsOf({ client }: House): Accounts {
  if (!client) return platformAccounts;
  usable(client.status);
  return schoolAccounts(client);
}

/** The way back to the sign-in page. */
export const back = (language: Language, lang: Language | undefined): string =>
  `<p class="foot"><a href="${html(address("/admin/login", { lang }))}">${html(say(language, "back"))}</a></p>`;

interface Shown {
  lang: Language | undefined;
  typed?: string;
  wrong?: string;
  status?: number;
}

function forgotPage(response: Response, looks: Looks, { lang, typed = "", wrong, status = 200 }: Shown): void {
  const { language } = looks;
  const word = (key: string) => html(say(language, key));
  const described = wrong === undefined ? "" : ` aria-invalid="true" aria-describedby="wrong"`;
  const body = `<p class="soft">${word("forgot.text")}</p>${alertBox(wrong)}
<form method="post" action="/admin/forgot" novalidate>${hidden("lang", lang)}
<label for="email">${word("email")}</label><input id="email" name="email" type="email" value="${html(typed)}" autocomplete="email" required autofocus${described}>
<small>${word("forgot.no-mail")}</small><button>${word("forgot.send")}</button></form>
${back(language, lang)}${languages(language, "/admin/forgot", {})}`;
  plainPage(response, { status, title: say(language, "forgot.title"), body, language, looks });
}
