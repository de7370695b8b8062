import type { Filter } from "adminjs";
import type { AnyResource } from "../door/define.js";
import { rangeName } from "../door/query.js";

export interface FindOptions {
  limit?: number;
  offset?: number;
  sort?: { sortBy?: string; direction?: "asc" | "desc" };
}

/** AdminJS's words for a list, turned into the wire's: one parser refuses what the declaration does not name. */
export function listParameters(resource: AnyResource, filter: Filter, options: FindOptions): Record<string, unknown> {
  const { limit = 25, offset = 0, sort } = options;
  const parameters: Record<string, unknown> = { page: String(Math.floor(offset / limit) + 1), pageSize: String(limit) };
  if (sort?.sortBy !== undefined) parameters.sort = `${sort.direction === "desc" ? "-" : ""}${sort.sortBy}`;
  const filters = filter.filters as unknown as Record<string, { value: unknown }>;
  for (const [path, { value }] of Object.entries(filters)) {
    for (const [name, one] of parametersOf(resource, path, value)) parameters[name] = one;
  }
  return parameters;
}

function parametersOf(resource: AnyResource, path: string, value: unknown): [string, unknown][] {
  const kind = (resource.filters as Record<string, string> | undefined)?.[path];
  if (kind !== "range") return [[path, value]];
  if (typeof value === "string") return ends(path, value, value);
  const { from, to, ...more } = (value ?? {}) as Record<string, unknown>;
  if (Object.keys(more).length) return [[path, value]];
  return ends(path, from, to);
}

/** `dateOfBirth~~from` is asked for as `dateOfBirthFrom`; AdminJS's date field sends instants for days. */
function ends(path: string, from: unknown, to: unknown): [string, unknown][] {
  const name = rangeName(path);
  const given: [string, unknown][] = [
    [`${name}From`, day(from)],
    [`${name}To`, day(to)],
  ];
  return given.filter(([, value]) => value !== undefined && value !== "");
}

const day = (value: unknown) =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) ? value.slice(0, 10) : value;
