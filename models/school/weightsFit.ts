import type { Model } from "sequelize";
import { siblingsOf } from "./siblingsOf.js";
import { fieldError, invalid, problem } from "../../app/errors.js";

/**
 * The weights of a term's exam sessions together are at most 100. A rule over siblings, so the term's row is locked:
 * two who add at once queue. Stands at the model so that no door writes around it.
 */
export async function weightsFit(row: Model): Promise<void> {
  const { Term, ExamSession } = siblingsOf(row);
  const { termId, status } = row.get() as { termId: string; status: string };
  if (!row.isNewRecord && row.changed("weight" as never) && status !== "draft" && status !== "open")
    throw problem("locked");
  if (!row.isNewRecord && !row.changed("weight" as never)) return;
  await Term.findByPk(termId, { lock: true, attributes: ["id"] });
  const siblings = await ExamSession.findAll({ where: { termId }, attributes: ["id", "weight"] });
  const others = siblings
    .filter((sibling) => sibling.id !== row.get("id"))
    .reduce((sum, sibling) => sum + hundredths(sibling.weight), 0);
  const total = others + hundredths(row.get("weight") as string);
  if (total > 10_000)
    throw invalid(
      fieldError("/weight", `the weights of the term would add to ${total / 100}, more than 100`, "weights"),
    );
}

const hundredths = (weight: string | number) => Math.round(Number(weight) * 100);
