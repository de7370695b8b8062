import type { Found } from "../../commands/reports/verifyCode.js";
import { formats } from "../../reports/figures.js";
import { verifyWords, type VerifyWords } from "./verifyWords.js";

const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const STYLE = `body{margin:0;background:#f4f4f1;color:#1c2127;font:1.05rem/1.5 system-ui,sans-serif}main{max-width:30rem;margin:8vh auto;
padding:2rem;background:#fff;border-top:.4rem solid var(--mark)}h1{margin:0 0 .3rem;font-size:1.5rem;color:var(--mark)}dl{display:grid;
grid-template-columns:max-content 1fr;gap:.3rem 1.2rem;margin:1.4rem 0}dt{color:#5c636e}dd{margin:0;font-weight:600}code{font-size:1rem}
label{display:block;margin-bottom:.3rem}input,button{font:inherit;padding:.45rem .6rem;border:1px solid #7d848e}input{width:6rem}
button{background:#1c2127;color:#fff;border-color:#1c2127}small,.note{color:#5c636e}`;
const COLOURS = { genuine: "#1c6b3f", superseded: "#8a5a00", revoked: "#a3261f", unknown: "#a3261f" };

/** The page of a code that is known: what the card must say, and a small form for whoever holds it. */
export function foundPage({ facts, snapshot }: Found, code: string, wrongNumber: boolean): string {
  const words = verifyWords(snapshot.locale);
  const show = formats(snapshot.locale, snapshot.rule.shownOutOf, snapshot.rule.decimals);
  const rows: [string, string][] = [
    [words.school, facts.school],
    [words.name, facts.name],
    [words.class, facts.class],
    [words.term, facts.term],
    [words.issued, show.day(facts.issuedOn)],
  ];
  if ("average" in facts)
    rows.push([words.average, show.mark(snapshot.results.average)], [words.passes, String(facts.passes ?? "–")]);
  const list = rows.map(([name, value]) => `<dt>${escaped(name)}</dt><dd><bdi>${escaped(value)}</bdi></dd>`).join("");
  const form = "average" in facts ? "" : numberForm(words, wrongNumber);
  const body = `<h1>${words[facts.status]}</h1><p>${words[`${facts.status}Text`]}</p><dl>${list}</dl>${form}<p><small>${words.code} <code>${escaped(code)}</code></small></p>`;
  return shell(snapshot.locale, words.heading, COLOURS[facts.status], body);
}

const numberForm = (words: VerifyWords, wrong: boolean) =>
  `<form method="get"><label for="number">${words.ask}</label><input id="number" name="number" maxlength="4" autocomplete="off" required>
<button>${words.show}</button>${wrong ? `<p class="note" role="alert">${words.wrongNumber}</p>` : ""}</form>`;

/** The page of a code that no card has, or of somebody who asks too often. */
export function refusalPage(unknown: boolean): string {
  const words = verifyWords("en");
  const body = unknown ? `<h1>${words.unknown}</h1><p>${words.unknownText}</p>` : `<h1>${words.later}</h1>`;
  return shell("en", words.heading, COLOURS.unknown, body);
}

const shell = (lang: string, title: string, colour: string, body: string) =>
  `<!doctype html><html lang="${escaped(lang)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex, nofollow"><title>${escaped(title)}</title><style>:root{--mark:${colour}}${STYLE}</style></head><body><main>${body}</main></body></html>`;
