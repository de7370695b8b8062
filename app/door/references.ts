import type { Model } from "sequelize";
import { fieldError, invalid } from "../errors.js";
import type { Actor } from "../policies/Actor.js";
import { resourceNamed } from "./define.js";
import type { Field } from "./fields.js";
import { underVisible } from "./load.js";

/**
 * Every reference that is new must lead to a row the *writer* can see: a foreign key does not ask who writes
 * (one-door.md 2: a class teacher's mark for another class's student was answered 201).
 */
export async function checkReferencesOf(
  fields: Map<string, Field>,
  input: Record<string, unknown>,
  actor: Actor,
  before?: Model,
): Promise<void> {
  for (const [name, value] of Object.entries(input)) {
    const target = fields.get(name)?.reference;
    if (!target || typeof value !== "string" || before?.get(name) === value) continue;
    const resource = resourceNamed(target);
    const seen = resource.policy.can(actor, "read")
      ? await resource.model.count({ where: underVisible(resource, actor, { id: value }) })
      : 0;
    if (!seen) throw invalid(fieldError(`/${name}`, "leads to nothing", "unknown_reference"));
  }
}
