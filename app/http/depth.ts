/** Deeper than any body of ours; what walks a body by recursion must not run out of stack (1 MB is half a million `[`). */
const DEEPEST = 32;

/** Whether a parsed body is nested deeper than anything that is asked for. */
export function isTooDeep(body: unknown): boolean {
  let level: unknown[] = [body];
  for (let depth = 0; level.length; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
  return false;
}
