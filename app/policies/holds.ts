import type { Actor } from "./Actor.js";

/** Whether the actor has all that a code allows: a reach covers the smaller ones (school, form, own). */
export function holds(actor: Actor, code: string): boolean {
  const [area = "", reach] = code.split(":");
  if (actor.codes.has(code) || actor.codes.has(area)) return true;
  return reach === "own" && actor.codes.has(`${area}:form`);
}

/** The first code of a list that the actor lacks: nobody gives what he does not hold himself. */
export const lacking = (actor: Actor, codes: readonly string[]): string | undefined =>
  codes.find((code) => !holds(actor, code));
