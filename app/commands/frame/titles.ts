import { Op, type Model, type WhereOptions } from "sequelize";
import { resourceNamed, type AnyResource } from "../../door/define.js";
import { underVisible } from "../../door/load.js";
import type { Actor } from "../../policies/Actor.js";

/**
 * What rows are called now, by id, of those that the actor may see: first and last name where a row has both, else the
 * declared title, through a reference too (an exam is called as its subject). One query a kind of row.
 */
export async function titlesOf(resource: AnyResource, ids: string[], actor: Actor): Promise<Map<string, string>> {
  if (!ids.length || !resource.policy.can(actor, "read")) return new Map();
  const where = underVisible(resource, actor, { id: { [Op.in]: ids } } as WhereOptions);
  const rows: Model[] = await resource.model.findAll({ where });
  const name = resource.panel?.title ?? "name";
  const target = resource.fields.answer.get(name)?.reference;
  const behind =
    target === undefined
      ? undefined
      : await titlesOf(resourceNamed(target), [...new Set(rows.map((row) => String(row.get(name))))], actor);
  return new Map(
    rows.map((row) => [String(row.get("id")), behind?.get(String(row.get(name))) ?? titleOf(row, behind ? "" : name)]),
  );
}

function titleOf(row: Model, name: string): string {
  const { firstName, lastName, [name]: title } = row.get() as Record<string, unknown>;
  if (typeof firstName === "string" && typeof lastName === "string") return `${firstName} ${lastName}`;
  return typeof title === "string" || typeof title === "number" ? String(title) : "";
}
