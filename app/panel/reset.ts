import type { Request, Response } from "express";
import { resetPassword } from "../auth/resetPassword.js";
import { userOfReset } from "../auth/resetTokens.js";
import { passwordSchema } from "../commands/clients/newClient.js";
import { Problem } from "../errors.js";
import { limit } from "../http/limits.js";
import type { Language } from "../locale/catalogue.js";
import { accountsOf, back } from "./forgot.js";
import type { House } from "./house.js";
import { looksOf, type Looks } from "./looks.js";
import { plainPage } from "./plainPage.js";
import { address, alertBox, hidden, languageIn, languages, refusal, say, textOf } from "./signInParts.js";
import { html } from "./words.js";

/** The page that a mailed link opens: a new password, twice; of a link that opens nothing it says so at once. */
export async function showReset(house: House, request: Request, response: Response): Promise<void> {
  const [token, lang] = [textOf(request.query.token), languageIn(request.query.lang)];
  const looks = await looksOf(house, lang);
  try {
    limit(`reset:${request.ip ?? "unknown"}`, 20, response);
    const accounts = accountsOf(house);
    const lives = await accounts.scope(() => userOfReset(accounts, token), { readOnly: true });
    if (lives === undefined) return deadPage(response, looks, lang);
    resetPage(response, looks, { token, lang });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    deadPage(response, looks, lang, error);
  }
}

/** Sets the new password as the API does; then one signs in with it. */
export async function reset(house: House, request: Request, response: Response): Promise<void> {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const [token, lang] = [textOf(body.token), languageIn(body.lang)];
  const [newPassword, again] = [passwordOf(body.newPassword), passwordOf(body.again)];
  const looks = await looksOf(house, lang);
  const wrong = whatIsWrong(newPassword, again);
  if (wrong) return resetPage(response, looks, { token, lang, wrong: say(looks.language, wrong), status: 422 });
  try {
    limit(`reset:${request.ip ?? "unknown"}`, 20, response);
    await resetPassword(accountsOf(house), { token, newPassword });
    response.redirect(303, address("/admin/login", { note: "reset", lang }));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    deadPage(response, looks, lang, error);
  }
}

/** A password is taken as it was typed. */
const passwordOf = (value: unknown) => (typeof value === "string" ? value : "");

/** The key of what is wrong with what was typed twice; undefined when nothing is. */
export function whatIsWrong(password: string, again: string): string | undefined {
  if (!passwordSchema.safeParse(password).success) return password.length > 200 ? "reset.long" : "reset.short";
  return password === again ? undefined : "reset.differ";
}

interface Shown {
  token: string;
  lang: Language | undefined;
  wrong?: string;
  status?: number;
}

function resetPage(response: Response, looks: Looks, { token, lang, wrong, status = 200 }: Shown): void {
  const { language } = looks;
  const word = (key: string) => html(say(language, key));
  const described = wrong === undefined ? `"hint"` : `"wrong hint" aria-invalid="true"`;
  const body = `<p class="soft">${word("reset.text")}</p>${alertBox(wrong)}
<form method="post" action="/admin/reset">${hidden("token", token)}${hidden("lang", lang)}
<label for="new">${word("reset.first")}</label><input id="new" name="newPassword" type="password" autocomplete="new-password" minlength="10" maxlength="200" required autofocus aria-describedby=${described}>
<small id="hint">${word("reset.hint")}</small>
<label for="again">${word("reset.second")}</label><input id="again" name="again" type="password" autocomplete="new-password" required>
<button>${word("reset.save")}</button></form>${languages(language, "/admin/reset", { token })}`;
  plainPage(response, { status, title: say(language, "reset.title"), body, language, looks });
}

function deadPage(response: Response, looks: Looks, lang: Language | undefined, found?: Problem): void {
  const { language } = looks;
  const dead = found === undefined || found.code === "invalid";
  const text = dead ? say(language, "reset.dead") : refusal(language, found);
  const next = `<a class="button" href="${html(address("/admin/forgot", { lang }))}">${html(say(language, "reset.anew"))}</a>`;
  const body = `${alertBox(text)}${dead ? next : ""}${back(language, lang)}`;
  plainPage(response, { status: found?.status ?? 422, title: say(language, "reset.title"), body, language, looks });
}
