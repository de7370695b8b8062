import { Op } from "sequelize";
import { z } from "zod";
import type { SavedView } from "../../../models/school/SavedView.js";
import { bulkUpdate } from "../../audit/audited.js";
import { atVersion } from "../../door/five.js";
import { kept } from "../../door/kept.js";
import { permitted } from "../../door/load.js";
import { line } from "../../door/wire.js";
import { fieldError, invalid, problem } from "../../errors.js";
import { isUuid } from "../../ids.js";
import { who, type Actor } from "../../policies/Actor.js";
import { PLATFORM_ROLES } from "../../policies/permissions.js";
import { current } from "../../tenancy/context.js";
import { mayShareAll, rolesOf, showView, visibleView, type ViewAnswer } from "./savedViews.js";
import { ownerOf, resourceOfSide, side } from "./side.js";
import { checkQuery } from "./viewQuery.js";

/** As many as fit above a list; a view costs a count each time they are shown. */
const MOST = 20;

const fields = {
  name: line(100),
  query: z
    .string()
    .max(2000)
    .transform((query) => query.replace(/^\?/, "")),
  position: z.int().min(0).max(1000),
  roleId: z.string().max(60).nullable(),
  isDefault: z.boolean(),
};
const { name, query } = fields;
export const newViewBody = z.strictObject({
  ...z.strictObject(fields).partial().shape,
  name,
  query,
  resource: z.string().max(60),
});
export const viewBody = z
  .strictObject(fields)
  .partial()
  .extend({ version: z.int().min(0).optional() });

/** Keeps a list. @throws 422 at /query for what the list does not know, 409 quota_exceeded beyond 20 of one list */
export async function createView(input: z.output<typeof newViewBody>): Promise<ViewAnswer> {
  const actor = who();
  const { Views } = side();
  const userId = ownerOf(actor);
  const resource = resourceOfSide(input.resource);
  permitted(resource, "read");
  checkQuery(resource, input.query, actor);
  await checkRole(input.roleId ?? null, actor);
  const own = await Views.count({ where: { userId, resource: input.resource } });
  if (own >= MOST) throw problem("quota_exceeded", `${MOST} saved views of one list are the most: remove one first`);
  const view = Views.build({ ...input, userId });
  await onlyDefault(view);
  await kept(Views, () => view.save());
  return showView(view);
}

/** Changes a view of one's own, or a shared one for whoever writes settings. */
export async function changeView(id: unknown, { version, ...input }: z.output<typeof viewBody>): Promise<ViewAnswer> {
  const actor = who();
  const view = await writable(id, actor);
  atVersion(view, version);
  if (input.query !== undefined) checkQuery(resourceOfSide(view.resource), input.query, actor);
  if (input.roleId !== undefined && input.roleId !== view.roleId) await checkRole(input.roleId, actor);
  view.set(input);
  await onlyDefault(view);
  await kept(side().Views, () => view.save());
  return showView(view);
}

/** Removes a view of one's own, or a shared one for whoever writes settings. */
export async function removeView(id: unknown): Promise<void> {
  await (await writable(id, who())).destroy();
}

async function writable(id: unknown, actor: Actor): Promise<SavedView> {
  const view = await visibleView(id, true);
  if (view.userId !== ownerOf(actor) && !mayShareAll(actor)) throw problem("forbidden");
  return view;
}

/** One shares with a role one has; with any other only who writes settings. */
async function checkRole(roleId: string | null, actor: Actor): Promise<void> {
  if (roleId === null) return;
  const isRole =
    current().kind === "platform" ? (PLATFORM_ROLES as readonly string[]).includes(roleId) : isUuid(roleId);
  if (!isRole) throw invalid(fieldError("/roleId", "leads to nothing", "unknown_reference"));
  if (!mayShareAll(actor) && !(await rolesOf(actor)).includes(roleId))
    throw problem("forbidden", "You can share only with a role that you have");
}

/** One list opens with one view: the former default of its owner steps back. */
async function onlyDefault({ id, userId, resource, isDefault }: SavedView): Promise<void> {
  if (!isDefault) return;
  const where = { userId, resource, isDefault: true, id: { [Op.ne]: id } };
  await bulkUpdate(side().Views, { isDefault: false }, where as never);
}
