import type { z } from "zod";
import { fieldError, invalid, type FieldError } from "../errors.js";

/** Parses what was sent by a schema; every wrong field is named by its JSON pointer. */
export function parsed<S extends z.ZodType>(schema: S, body: unknown, at = ""): z.output<S> {
  const nul = findNul(body, at);
  if (nul !== undefined) throw invalid(fieldError(nul, "contains a character that cannot be stored (NUL)", "nul"));
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw invalid(...result.error.issues.flatMap((issue) => fromIssue(issue, at)));
}

function fromIssue(issue: z.core.$ZodIssue, at: string): FieldError[] {
  const path = at + issue.path.map((step) => `/${pointer(String(step))}`).join("");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => fieldError(`${path}/${pointer(key)}`, "unknown field", "unknown_field"));
  return [fieldError(path, issue.message, issue.code)];
}

const pointer = (step: string) => step.replaceAll("~", "~0").replaceAll("/", "~1");

/** The pointer of the first NUL in a body: PostgreSQL's text cannot hold it. */
function findNul(value: unknown, at: string): string | undefined {
  if (typeof value === "string") return value.includes("\0") ? at || "/" : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = key.includes("\0") ? at || "/" : findNul(inner, `${at}/${pointer(key)}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
