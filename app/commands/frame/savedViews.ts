import { Op } from "sequelize";
import { z } from "zod";
import type { SavedView } from "../../../models/school/SavedView.js";
import { RoleAssignment } from "../../../models/school/RoleAssignment.js";
import { permitted } from "../../door/load.js";
import { line } from "../../door/wire.js";
import { problem } from "../../errors.js";
import { isUuid } from "../../ids.js";
import { who, type Actor } from "../../policies/Actor.js";
import { current } from "../../tenancy/context.js";
import { ownerOf, resourceOfSide, side } from "./side.js";
import { countOf } from "./viewQuery.js";

export const viewAnswer = z.strictObject({
  id: z.uuid(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.int(),
  resource: z.string(),
  name: line(100),
  query: z.string(),
  position: z.int(),
  roleId: z.string().nullable(),
  isDefault: z.boolean(),
  own: z.boolean(),
  total: z.int().nullable(),
  broken: z.boolean(),
});
export const viewsAnswer = z.strictObject({ data: z.array(viewAnswer) });
export const viewsQuery = z.strictObject({ resource: z.string().max(60) });
export type ViewAnswer = z.input<typeof viewAnswer>;

/** A person's saved views of one list and those shared with a role of his, each with how many rows it has for him. */
export async function savedViews(name: string): Promise<z.input<typeof viewsAnswer>> {
  const actor = who();
  const userId = ownerOf(actor);
  permitted(resourceOfSide(name), "read");
  const shared = { roleId: { [Op.in]: await rolesOf(actor) } };
  const found = await side().Views.findAll({
    where: { resource: name, [Op.or]: [{ userId }, shared] },
    order: [
      ["position", "ASC"],
      ["name", "ASC"],
      ["id", "ASC"],
    ],
  });
  const data: ViewAnswer[] = [];
  for (const view of found) data.push(await showView(view));
  return { data };
}

/** A view as it is answered. `broken`: it no longer fits the declaration, a link of another version. */
export async function showView(view: SavedView): Promise<ViewAnswer> {
  const actor = who();
  const resource = side().resources.find((one) => one.name === view.resource);
  const total = resource?.policy.can(actor, "read") ? await countOf(resource, view.query, actor) : null;
  const { id, version, resource: name, query, position, roleId, isDefault } = view;
  return {
    id,
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
    version,
    resource: name,
    name: view.name,
    query,
    position,
    roleId,
    isDefault,
    own: view.userId === ownerOf(actor),
    total,
    broken: total === null,
  };
}

/** One view that the person may know of: his own, one shared with a role of his, and to whoever writes settings all shared ones. */
export async function visibleView(id: unknown, lock = false): Promise<SavedView> {
  const actor = who();
  const userId = ownerOf(actor);
  if (!isUuid(id)) throw problem("not_found");
  const shared = { [Op.in]: await rolesOf(actor) };
  const roleId = mayShareAll(actor) ? { [Op.ne]: null } : shared;
  const found = await side().Views.findOne({ where: { id, [Op.or]: [{ userId }, { roleId }] } as never, lock });
  if (!found) throw problem("not_found");
  return found;
}

/** The roles whose views a person sees: those given to him in the school, his one on the platform. */
export async function rolesOf(actor: Actor): Promise<string[]> {
  if (current().kind === "platform") return actor.role === undefined ? [] : [actor.role];
  const given = await RoleAssignment.findAll({ where: { userId: actor.id }, attributes: ["roleId"] });
  return given.map((row) => row.roleId);
}

/** Who writes settings shares with any role and changes what others shared. */
export const mayShareAll = (actor: Actor): boolean => actor.codes.has("settings.write");
