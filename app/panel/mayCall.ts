import type { Actor } from "../policies/Actor.js";
import { PERMISSIONS } from "../policies/permissions.js";

/** Whether the person holds what a route asks for: a permission code with any reach, or being signed in at all. */
export function mayCall(actor: Actor, code: string): boolean {
  if (code === "signed-in") return true;
  return (PERMISSIONS as readonly string[]).includes(code) ? actor.may(code as never) : actor.codes.has(code);
}
