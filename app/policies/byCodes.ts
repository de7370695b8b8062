import type { Model, WhereOptions, Attributes } from "sequelize";
import type { Actor } from "./Actor.js";
import type { Permission } from "./permissions.js";
import type { Policy } from "./Policy.js";

/** A policy that is a table: action → permission code. `visible` narrows rows for whoever holds a code with a smaller reach. */
export function byCodes<M extends Model>(
  codes: Record<string, Permission>,
  visible: (actor: Actor) => WhereOptions<Attributes<M>> | undefined = () => undefined,
): Policy<M> {
  return {
    can: (actor, action) => {
      const code = Object.hasOwn(codes, action) ? codes[action] : undefined;
      return code !== undefined && actor.may(code);
    },
    visible,
  };
}

/** The same for the platform's tables. */
export function onPlatform<M extends Model>(codes: Record<string, string>): Policy<M> {
  return {
    can: (actor, action) => Object.hasOwn(codes, action) && actor.mayOnPlatform(codes[action] ?? ""),
    visible: () => undefined,
  };
}
