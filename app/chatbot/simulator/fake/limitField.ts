import { GraphError } from "./types.js";
import { codePoints } from "../../whatsapp/limits.js";

const MISSING = 131008;
const INVALID = 131009;

/** Present, not blank, within so many code points. */
export function limit(field: string, value: unknown, most: number): void {
  if (typeof value !== "string") throw new GraphError(400, MISSING, `${field} is required`);
  if (value.trim() === "") throw new GraphError(400, INVALID, `${field} must not be blank`);
  if (codePoints(value) > most) throw new GraphError(400, INVALID, `${field} has more than ${most} characters`);
}
