import type { Response } from "express";
import { assetUrl } from "./assets.js";
import type { House } from "./house.js";
import { plainPage } from "./shell.js";
import { html } from "./words.js";

interface Shown {
  /** What was typed as the name, to be typed no second time. */
  name?: string;
  to: string;
  wrong?: string;
  status?: number;
}

/** The sign-in page: our own, without a script, a few kB; the panel's files are fetched while one types. */
export function loginPage(response: Response, house: House, { name = "", to, wrong, status = 200 }: Shown): void {
  const error = wrong === undefined ? "" : `<p class="wrong" role="alert" id="wrong">${html(wrong)}</p>`;
  const described = wrong === undefined ? "" : ` aria-describedby="wrong"`;
  const title = `Sign in · ${house.name}`;
  const place = house.kind === "platform" ? "For those who run this installation" : "For the staff of this school";
  const prefetch = ["core.js", "pages.js", "panel.css"]
    .map((file) => `<link rel="prefetch" href="${assetUrl(file)}">`)
    .join("");
  plainPage(
    response,
    status,
    title,
    `<h1>${html(house.name)}</h1><p class="quiet">${place}</p>${error}
<form method="post" action="/admin/login"><input type="hidden" name="to" value="${html(to)}">
<label for="name">Email or phone</label><input id="name" name="name" value="${html(name)}" autocomplete="username" autocapitalize="none" required${name ? "" : " autofocus"}${described}>
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required${name ? " autofocus" : ""}>
<button>Sign in</button></form>`,
    prefetch,
  );
}
