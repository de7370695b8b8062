import { Op, type FindOptions, type Model, type WhereOptions } from "sequelize";
import { problem } from "../errors.js";
import { isUuid } from "../ids.js";
import { who, type Actor } from "../policies/Actor.js";
import type { AnyResource } from "./define.js";

/** Asks the policy before anything is loaded: 403 tells nothing about rows. */
export function permitted(resource: AnyResource, action: string, row?: Model): Actor {
  const actor = who();
  if (!resource.policy.can(actor, action, row)) throw problem("forbidden");
  return actor;
}

/** The conditions under which this actor may know of rows, with what else is asked. */
export function underVisible(resource: AnyResource, actor: Actor, ...more: WhereOptions[]): WhereOptions {
  const visible = resource.policy.visible(actor) as WhereOptions | undefined;
  return { [Op.and]: [visible ?? {}, ...more] } as WhereOptions;
}

interface LoadOptions {
  lock?: boolean;
  deleted?: boolean;
  plain?: boolean;
}

/**
 * One visible row. With `lock` its own table's row is held until COMMIT, so that two writers queue instead of failing.
 * @throws 404 for what is not there, not this school's, not visible, or no UUID
 */
export async function one(
  resource: AnyResource,
  id: unknown,
  { lock, deleted, plain }: LoadOptions = {},
): Promise<Model> {
  if (!isUuid(id)) throw problem("not_found");
  const options: FindOptions = {
    where: underVisible(resource, who(), { id }),
    ...(plain ? {} : (resource.load as FindOptions | undefined)),
    ...(lock ? { lock: { level: "UPDATE" as never, of: resource.model } } : {}),
    paranoid: !deleted,
  };
  const row = await resource.model.findOne(options);
  if (!row) throw problem("not_found");
  return row as Model;
}
