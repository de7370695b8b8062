import type { z } from "zod";
import { fieldError, invalid, type FieldError } from "../errors.js";

/** Parses what was sent by a schema; every wrong field is named by its JSON pointer. */
export function parsed<S extends z.ZodType>(schema: S, body: unknown, at = ""): z.output<S> {
  const nul = findUnstorable(body, at);
  if (nul !== undefined) throw invalid(fieldError(nul, "contains a character that cannot be stored", "nul"));
  const result = schema.safeParse(body, { reportInput: true });
  if (result.success) return result.data;
  throw invalid(...result.error.issues.flatMap((issue) => fromIssue(issue, at)));
}

function fromIssue(issue: z.core.$ZodIssue, at: string): FieldError[] {
  const path = at + issue.path.map((step) => `/${pointer(String(step))}`).join("");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => fieldError(`${path}/${pointer(key)}`, "unknown field", "unknown_field"));
  return [fieldError(path, issue.message, issue.code, detailsOf(issue as unknown as Record<string, unknown>))];
}

/** What a client says it with in another language: the limit and of what, the type or form that is expected, nothing given. */
function detailsOf({ code, origin, minimum, maximum, inclusive, expected, format, input }: Record<string, unknown>) {
  const missing = input === undefined || input === null || input === "";
  return {
    ...(missing ? { missing } : {}),
    ...(typeof minimum === "number" && inclusive ? { minimum, origin } : {}),
    ...(typeof maximum === "number" && inclusive ? { maximum, origin } : {}),
    ...(code === "invalid_type" ? { expected } : {}),
    ...(code === "invalid_format" ? { format } : {}),
  };
}

const pointer = (step: string) => step.replaceAll("~", "~0").replaceAll("/", "~1");

/** NUL, and half of a surrogate pair: PostgreSQL's text and jsonb hold neither. */
const unstorable = (text: string) => text.includes("\0") || /\p{Surrogate}/u.test(text);

/** The pointer of the first text in a body that cannot be stored. */
function findUnstorable(value: unknown, at: string): string | undefined {
  if (typeof value === "string") return unstorable(value) ? at || "/" : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = unstorable(key) ? at || "/" : findUnstorable(inner, `${at}/${pointer(key)}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
