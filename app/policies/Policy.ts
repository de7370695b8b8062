import type { Attributes, Model, WhereOptions } from "sequelize";
import type { Actor } from "./Actor.js";

/**
 * Who may do what with one model's rows. Pure and synchronous: AdminJS takes a promise for a yes (panel.md 2.4),
 * so everything a policy needs is in the actor and the row.
 */
export interface Policy<M extends Model> {
  /** Whether the actor may do `action` (read, create, update, remove, restore, or a verb's own) at all, or to this row. */
  can(actor: Actor, action: string, row?: M): boolean;
  /** Which rows the actor may know of; undefined = all of this school's. */
  visible(actor: Actor): WhereOptions<Attributes<M>> | undefined;
}
