import { z } from "zod";
import type { Described } from "../../../app/http/route.js";
import type { Victim } from "./victim.js";

type Json = Record<string, unknown> & { type?: string; properties?: Record<string, Json>; items?: Json };

/** The table that a word of a path or a field leads to: `class-sessions`, `classSessionId`, `class_session_ids`. */
function tableOf(word: string, victim: Victim): string | undefined {
  const base = word
    .replace(/Ids?$/, "")
    .replace(/([A-Z])/g, "_$1")
    .replaceAll("-", "_")
    .toLowerCase();
  const names = [base, `${base}s`, `${base}es`, base.replace(/y$/, "ies"), base === "class" ? "classes" : base];
  const known: Record<string, string> = {
    teacher: "staff",
    class_teacher: "staff",
    file: "files",
    photo_file: "files",
  };
  return [...names, known[base] ?? ""].find((name) => victim.ids.get(name)?.length);
}

/** One id of the victim's for a word; where the word leads to no table, that of a student. */
export function idFor(word: string, victim: Victim): string {
  const table = tableOf(word, victim) ?? "students";
  return victim.ids.get(table)?.[0] ?? "";
}

/** Paths of a route with the victim's ids in it: of the table that the segment before names, else of every table in turn. */
export function pathsOf(
  { mount, path }: Pick<Described, "mount" | "path">,
  victim: Victim,
  base = "/api/v1",
): string[] {
  const segments = path.split("/");
  const open = segments.findIndex((segment) => segment.startsWith(":"));
  if (open < 0) return [`${base}/${mount}${path}`];
  const named = tableOf(segments[open - 1] ?? "", victim);
  const ids = named ? victim.ids.get(named)!.slice(0, 1) : [...victim.ids.values()].flatMap((some) => some.slice(0, 1));
  return ids.map((id) => `${base}/${mount}${path.replace(/:\w+/g, encodeURIComponent(id))}`);
}

/** A body as full as the route's schema allows, every reference leading to the victim. */
export function bodyOf(route: Described, victim: Victim): Record<string, unknown> | undefined {
  if (route.method === "get" || route.method === "delete") return undefined;
  const { resource, verb, kind } = route;
  const schema =
    route.body ?? (kind === "create" ? resource?.create : kind === "update" ? resource?.update : verb?.input);
  const body = schema ? (valueOf("", jsonOf(schema), victim) as Record<string, unknown>) : {};
  if (verb?.on !== "many") return body;
  return { ids: victim.ids.get(tableOf(resource?.name ?? "", victim) ?? "students"), ...body };
}

/** Queries of a GET that name the victim: one a reference filter of its list; else what its schema takes. */
export function queriesOf(route: Described, victim: Victim): string[] {
  const { resource, query, kind } = route;
  if (route.method !== "get") return [""];
  if (query) {
    const values = valueOf("", jsonOf(query), victim) as Record<string, unknown>;
    return [
      `?${new URLSearchParams(Object.entries(values).map(([name, value]): [string, string] => [name, String(value)])).toString()}`,
    ];
  }
  if (!resource || (kind !== "list" && kind !== "nested")) return [""];
  const references = [...resource.fields.answer.values()].filter(
    ({ name, reference }) => reference !== undefined && resource.filters?.[name as never] !== undefined,
  );
  return ["", "?search=zqleakqz", ...references.map(({ name }) => `?${name}=${idFor(name, victim)}`)];
}

const jsonOf = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" }) as Json;

function valueOf(name: string, schema: Json, victim: Victim, depth = 0): unknown {
  const some = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as Json[] | undefined;
  if (some?.[0]) return valueOf(name, some[0], victim, depth);
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0] as unknown;
  if (schema.type === "object" || schema.properties) {
    if (depth > 4) return {};
    const entries = Object.entries(schema.properties ?? {});
    return Object.fromEntries(entries.map(([key, one]) => [key, valueOf(key, one, victim, depth + 1)]));
  }
  if (schema.type === "array") return schema.items ? [valueOf(name, schema.items, victim, depth + 1)] : [];
  if (schema.type === "integer" || schema.type === "number") return (schema.minimum as number | undefined) ?? 1;
  if (schema.type === "boolean") return false;
  if (schema.format === "uuid" || /Ids?$/.test(name)) return idFor(name, victim);
  if (schema.format === "date" || /(On|date)$/.test(name)) return "2026-05-05";
  if (schema.format === "date-time" || /At$/.test(name)) return "2026-05-05T08:00:00.000Z";
  if (schema.format === "email" || name === "email") return `made${++made}@tests.example.test`;
  if (/\\d/.test(String(schema.pattern ?? ""))) return "1";
  if (name === "phone") return "+12015550177";
  if (/password/i.test(name)) return "not the password";
  return name === "schemaName" ? victim.schema : "tried";
}
let made = 0;
