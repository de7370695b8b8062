import type { Response } from "express";
import type { Language } from "../locale/catalogue.js";
import { assetUrl } from "./assets.js";
import type { Looks } from "./looks.js";
import { plainPage } from "./plainPage.js";
import { address, alertBox, hidden, languages, noteBox, say } from "./signInParts.js";
import { html } from "./words.js";

interface Shown {
  /** What was typed as the name, to be typed no second time. */
  name?: string;
  to: string;
  /** The language that was chosen here, kept along the way. */
  lang?: Language | undefined;
  wrong?: string;
  note?: string | undefined;
  status?: number;
}

/** The sign-in page: our own, without a script, a few kB; the panel's files are fetched while one types. */
export function loginPage(response: Response, looks: Looks, { name = "", to, lang, wrong, note, status }: Shown): void {
  const { language, kind } = looks;
  const word = (key: string) => html(say(language, key));
  const described = wrong === undefined ? "" : ` aria-describedby="wrong"`;
  const prefetch = ["core.js", `words-${language}.js`, "pages.js", "panel.css"]
    .map((file) => `<link rel="prefetch" href="${assetUrl(file)}">`)
    .join("");
  const body = `<p class="soft">${word(kind === "platform" ? "for.platform" : "for.school")}</p>${noteBox(note)}${alertBox(wrong)}
<form method="post" action="/admin/login">${hidden("to", to)}${hidden("lang", lang)}
<label for="name">${word("name")}</label><input id="name" name="name" value="${html(name)}" autocomplete="username" autocapitalize="none" spellcheck="false" required${name ? "" : " autofocus"}${described}>
<label for="password">${word("password")}</label><input id="password" name="password" type="password" autocomplete="current-password" required${name ? " autofocus" : ""}${described}>
<button>${word("title")}</button></form>
<p class="foot"><a href="${html(address("/admin/forgot", { lang }))}">${word("forgot")}</a></p>${languages(language, "/admin/login", { to: to === "/admin/" ? undefined : to })}`;
  plainPage(response, {
    ...(status === undefined ? {} : { status }),
    title: say(language, "title"),
    body,
    language,
    looks,
    head: prefetch,
  });
}
