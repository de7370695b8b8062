import type { Model, ModelStatic } from "sequelize";
import { problem, type Problem } from "../errors.js";
import { maybeWho } from "./Actor.js";

/** The refusal that somebody of the platform's gets who acts as a school's user. */
export const notWhileActing = (): Problem =>
  problem(
    "forbidden",
    "Not while acting as somebody else: users, passwords, roles and keys can be changed by the school's own people only",
  );

const WRITES = [
  "beforeCreate",
  "beforeUpdate",
  "beforeDestroy",
  "beforeRestore",
  "beforeUpsert",
  "beforeBulkCreate",
  "beforeBulkUpdate",
  "beforeBulkDestroy",
  "beforeBulkRestore",
] as const;

/**
 * Keeps a model's rows from whoever acts as somebody else, whatever the route, verb or panel action: who could change
 * them would leave with a way in that outlives his hour (a password, an address for a reset, a role, a key).
 */
export function keptWhileActing<M extends Model>(model: ModelStatic<M>): void {
  for (const hook of WRITES)
    model.addHook(hook, () => {
      if (maybeWho()?.impersonatorId !== undefined) throw notWhileActing();
    });
}
