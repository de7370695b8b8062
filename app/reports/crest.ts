import Handlebars from "handlebars";

const COMMON_WORDS =
  /^(the|of|and|school|high|secondary|primary|junior|senior|college|academy|da|de|do|das|dos|e|escola|secundária|básica|agrupamento|colégio|liceu|la|le|les|du|des|et|école|lycée|collège)$/i;

/** A plain shield with the school's initials, for schools that gave no crest. SVG; colours are "#rrggbb". */
export function monogram(schoolName: string, colours: { main: string; accent: string }): string {
  const letters = initials(schoolName);
  const size = letters.length > 2 ? 25 : 32;
  const shield = "M4 4H96V58C96 84 74 104 50 116C26 104 4 84 4 58Z";
  const inner = "M11 11H89V58C89 79 71 97 50 108C29 97 11 79 11 58Z";
  return (
    `<svg class="crest" viewBox="0 0 100 120" aria-hidden="true"><path d="${shield}" fill="${colours.main}"/>` +
    `<path d="${inner}" fill="none" stroke="${colours.accent}" stroke-width="2"/>` +
    `<text x="50" y="63" text-anchor="middle" font-family="FR Serif" font-weight="600" font-size="${size}" fill="#fff">` +
    `${Handlebars.escapeExpression(letters)}</text><path d="M32 75H68" stroke="${colours.accent}" stroke-width="2.4"/></svg>`
  );
}

/** Up to three capitals of the words that tell this school from others. */
export function initials(name: string): string {
  const words = name.split(/[\s\-.,'’]+/).filter((word) => /^\p{L}/u.test(word));
  const own = words.filter((word) => !COMMON_WORDS.test(word));
  const chosen = own.length > 0 ? own : words;
  return chosen
    .slice(0, 3)
    .map((word) => Array.from(word)[0]?.toUpperCase() ?? "")
    .join("");
}
