import type { CardSnapshot } from "./cardSnapshot.js";
import type { Formats } from "./figures.js";
import { fill, type Words } from "./words.js";

/**
 * How the position was reached, in the card's language and with the marks as it shows them: "8 of 29: average 12.5,
 * shared with 1 more". A text is printed as it stands; without a position there is nothing to explain.
 */
export function explanationText(card: CardSnapshot, show: Formats, words: Words): string {
  const { explanation } = card.results;
  if (explanation == null || typeof explanation === "string") return explanation ?? "";
  if (explanation.position === null || explanation.steps.length === 0) return "";
  const place = fill(words.placed, { position: show.score(explanation.position), n: explanation.outOf });
  const steps = explanation.steps.map((step) => {
    if (step.kind === "gradeProfile") return step.value.join(" ");
    const value = step.value;
    if (step.kind === "passes") return fill(words.stepPasses, { n: value ?? "–" });
    if (step.kind === "points") return fill(words.points, { points: value === null ? "–" : show.score(value) });
    return fill(step.kind === "total" ? words.stepTotal : words.stepAverage, { mark: show.mark(value) });
  });
  const tied = explanation.tiedWith > 0 ? fill(words.sharedWith, { n: explanation.tiedWith }) : "";
  return `${place}: ${steps.join(words.then)}${tied}.`;
}
