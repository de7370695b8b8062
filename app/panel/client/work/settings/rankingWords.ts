import { t } from "../../base/words.js";
import { rankingOf, type Rule } from "./ranking.js";

/** A rule as a sentence. */
export function ruleInWords(rule: Rule | null): string {
  if (!rule) return t("settings.ranking.none");
  const [first = "", ...rest] = rule.chain.map((step) => t(`settings.ranking.by.${step}`));
  const chain = [
    t("settings.ranking.first", { step: first }),
    ...rest.map((step) => t("settings.ranking.then", { step })),
  ];
  return `${chain.join(", ")}. ${t(`settings.ranking.ties.${rule.ties}`)}`;
}

/** The whole field, levels included, for a conflict. */
export function rankingInWords(text: unknown): string {
  const { default: rule, byLevel = {} } = rankingOf(text);
  const levels = Object.entries(byLevel).map(([level, own]) => `${level}: ${ruleInWords(own)}`);
  return [ruleInWords(rule), ...levels].join(" ");
}
