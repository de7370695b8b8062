import { problem } from "../errors.js";

const DEEP = 30;

/**
 * Refuses names that lead into JavaScript's own prototypes: AdminJS looks up properties, actions and paths by what was
 * sent (`properties["constructor"]` is a function, and the answer a 500). They can be no field of ours: 404.
 */
export function refuseStrangeKeys(value: unknown, depth = 0): void {
  if (typeof value !== "object" || value === null) return;
  if (depth > DEEP) throw problem("not_found");
  for (const [key, inner] of Object.entries(value)) {
    if (key.split(/\.|~~/).some(isStrange)) throw problem("not_found");
    refuseStrangeKeys(inner, depth + 1);
  }
}

/** Whether a word is a name that every object has. */
export const isStrange = (word: string): boolean => word in Object.prototype || word === "prototype";
