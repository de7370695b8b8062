import { Op, literal } from "sequelize";
import { OpenWork } from "../../models/public/OpenWork.js";
import { ring } from "../engine/worker.js";
import { withPlatform } from "../tenancy/scope.js";
import { bellOf } from "./openWork.js";

/**
 * Rings for what has waited half a minute: its bell was lost, or whoever worked on it died. Ringing for work that goes on
 * does no harm, its pump finds nothing to claim.
 * @returns the jobs that were rung
 */
export async function sweep(): Promise<string[]> {
  const waiting = await withPlatform(
    () =>
      OpenWork.findAll({
        attributes: ["kind"],
        where: { queuedAt: { [Op.lt]: literal("now() - interval '30 seconds'") } } as never,
        group: ["kind"],
      }),
    { readOnly: true },
  );
  const bells = waiting.map(({ kind }) => bellOf(kind));
  for (const bell of bells) await ring(bell);
  return bells;
}
