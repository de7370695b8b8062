/** How students are ordered: each step decides what those before it left equal; null means no positions. */
export const STEPS = ["average", "total", "passes", "gradeProfile", "points"] as const;
export const TIES = ["competition", "dense", "fractional"] as const;
export type Step = (typeof STEPS)[number];
export interface Rule {
  chain: Step[];
  ties: (typeof TIES)[number];
}
export interface Ranking {
  default: Rule | null;
  byLevel?: Record<string, Rule | null>;
}

/** A rule to begin with, where there was none. */
export const FIRST: Rule = { chain: ["average"], ties: "competition" };

/** The form holds the rule as JSON, as every object without fields of its own. */
export function rankingOf(text: unknown): Ranking {
  try {
    const found = JSON.parse(typeof text === "string" ? text : "") as Ranking | null;
    return found && typeof found === "object" ? found : { default: null };
  } catch {
    return { default: null };
  }
}

/** As JSON in one writing, so that an unchanged rule is an unchanged field. */
export const rankingText = ({ default: rule, byLevel }: Ranking): string =>
  JSON.stringify({ default: rule, ...(byLevel && Object.keys(byLevel).length ? { byLevel } : {}) }, null, 2);

/** A step one place up or down; at the ends it stays. */
export function moved(chain: Step[], at: number, by: -1 | 1): Step[] {
  const to = at + by;
  if (to < 0 || to >= chain.length) return chain;
  const next = [...chain];
  next.splice(to, 0, ...next.splice(at, 1));
  return next;
}

/** The steps that the chain has not yet. */
export const left = (chain: Step[]): Step[] => STEPS.filter((one) => !chain.includes(one));
