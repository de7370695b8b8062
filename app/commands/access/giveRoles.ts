import { Role } from "../../../models/school/Role.js";
import { RoleAssignment } from "../../../models/school/RoleAssignment.js";
import { bulkCreate } from "../../audit/audited.js";
import { fieldError, invalid, problem } from "../../errors.js";
import type { Actor } from "../../policies/Actor.js";
import { lacking } from "../../policies/holds.js";

/** Refuses what the actor does not hold himself, with the place of the first such code. */
export function givesOnlyOwn(actor: Actor, codes: readonly string[], at: (index: number) => string): void {
  const code = lacking(actor, codes);
  if (code === undefined) return;
  const error = fieldError(at(codes.indexOf(code)), `${code}: you do not hold it yourself`, "not_held");
  throw problem("forbidden", { detail: error.message, errors: [error] });
}

/** The permission codes a user holds by his roles. */
export async function codesOf(userId: string): Promise<string[]> {
  const held = await RoleAssignment.findAll({ where: { userId }, include: [{ model: Role, as: "role" }] });
  return held.flatMap(({ role }) => role?.permissions ?? []);
}

/**
 * Gives a user exactly these roles.
 * @returns whether anything changed
 * @throws 422 for a role that is none, 403 for one that may more than the actor
 */
export async function giveRoles(userId: string, roleIds: readonly string[], actor: Actor): Promise<boolean> {
  const wanted = [...new Set(roleIds)];
  const roles = await Role.findAll({ where: { id: wanted } });
  const before = await RoleAssignment.findAll({ where: { userId } });
  const added = wanted.filter((id) => !before.some(({ roleId }) => roleId === id));
  for (const id of added) {
    const at = `/roleIds/${roleIds.indexOf(id)}`;
    const role = roles.find((one) => one.id === id);
    if (!role) throw invalid(fieldError(at, "leads to nothing", "unknown_reference"));
    givesOnlyOwn(actor, role.permissions, () => at);
  }
  const removed = before.filter(({ roleId }) => !wanted.includes(roleId));
  for (const assignment of removed) await assignment.destroy();
  if (added.length)
    await bulkCreate(
      RoleAssignment,
      added.map((roleId) => ({ userId, roleId })),
    );
  return removed.length + added.length > 0;
}
