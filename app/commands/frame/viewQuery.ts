import { Op, type WhereOptions } from "sequelize";
import type { AnyResource } from "../../door/define.js";
import { underVisible } from "../../door/load.js";
import { readQuery } from "../../door/query.js";
import { fieldError, invalid, Problem } from "../../errors.js";
import type { Actor } from "../../policies/Actor.js";

/** A list's own query string as the parameters that a request would bring; a name that stands twice stays two values. */
function parametersOf(query: string): Record<string, unknown> {
  const found = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of new URLSearchParams(query))
    found[name] = name in found ? [found[name], value].flat() : value;
  return found;
}

/** Reads a query by the declaration. @throws 422 at `/query` for what the declaration does not name */
export function checkQuery(resource: AnyResource, query: string, actor: Actor): void {
  try {
    readQuery(resource, parametersOf(query), actor);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const errors = error.errors.map(({ path, message, code }) =>
      fieldError("/query", `${path.slice(1)}: ${message}`, code),
    );
    throw invalid(...(errors.length ? errors : [fieldError("/query", error.message, error.code)]));
  }
}

/** How many rows a query finds for this reader; null when it no longer fits the declaration. */
export async function countOf(resource: AnyResource, query: string, actor: Actor): Promise<number | null> {
  try {
    const { where, deleted } = readQuery(resource, parametersOf(query), actor);
    const gone = deleted ? [{ deletedAt: { [Op.ne]: null } } as WhereOptions] : [];
    return await resource.model.count({ where: underVisible(resource, actor, ...where, ...gone), paranoid: !deleted });
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}
