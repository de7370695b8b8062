import { resourceNamed } from "../../base/state.js";
import { t } from "../../base/words.js";
import type { Asked } from "./Question.js";

type Resource = "exam-sessions" | "exams" | "terms";
const REASON = new Set(["reopen", "withdraw"]);

/** A step as a question, where the person may take it: in the verb's own words. */
export function askFor(resource: Resource, verb: string, row: { id: string; name: string }): Asked | undefined {
  const found = resourceNamed(resource)?.verbs.find((one) => one.name === verb);
  if (!found) return undefined;
  return {
    verb: found.label,
    name: row.name,
    question: (found.confirm ?? t("publication.sure")).replaceAll("{{title}}", row.name),
    path: found.path.replace(":id", row.id),
    reason: REASON.has(verb),
    danger: REASON.has(verb),
  };
}
