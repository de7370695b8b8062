import { z } from "zod";

/** What a wire field is, read from its zod schema: for filters, panel properties and references. */
export interface Field {
  name: string;
  kind: "string" | "number" | "boolean" | "date" | "datetime" | "enum" | "reference" | "object" | "array";
  nullable: boolean;
  optional: boolean;
  values?: string[];
  reference?: string;
  fields?: Field[];
  schema: z.ZodType;
}

const references = z.registry<{ resource: string }>();

/** A field that leads to a row of another resource: `classId: ref("classes")`. The writer must be able to see that row. */
export function ref(resource: string): z.ZodUUID {
  // A copy of its own: a registry knows schemas by identity.
  const schema = z.uuid();
  references.add(schema, { resource });
  return schema;
}

interface Def {
  type: string;
  innerType?: z.ZodType;
  in?: z.ZodType;
  out?: z.ZodType;
  entries?: Record<string, string>;
  values?: unknown[];
  shape?: Record<string, z.ZodType>;
  format?: string;
  options?: z.ZodType[];
}
const defOf = (schema: z.ZodType): Def => schema._zod.def as unknown as Def;

/** The wrappers around a schema, taken off: what stays is the type itself. */
function bare(schema: z.ZodType): { schema: z.ZodType; nullable: boolean; optional: boolean; defaulted: boolean } {
  let [inner, nullable, optional, defaulted] = [schema, false, false, false];
  for (;;) {
    const def = defOf(inner);
    if (def.type === "nullable") nullable = true;
    else if (def.type === "optional") optional = true;
    else if (def.type === "default" || def.type === "prefault") defaulted = optional = true;
    else if (def.type !== "pipe") return { schema: inner, nullable, optional, defaulted };
    const next: z.ZodType | undefined = def.type === "pipe" ? def.in : def.innerType;
    if (!next) return { schema: inner, nullable, optional, defaulted };
    inner = next;
  }
}

/** Describes one field of an object schema. */
export function fieldOf(name: string, schema: z.ZodType): Field {
  const { schema: inner, nullable, optional } = bare(schema);
  const def = defOf(inner);
  const base = { name, nullable, optional, schema: inner };
  const reference = references.get(inner as z.ZodUUID)?.resource;
  if (reference) return { ...base, kind: "reference", reference };
  if (def.type === "enum") return { ...base, kind: "enum", values: Object.values(def.entries ?? {}) };
  if (def.type === "literal") return { ...base, kind: "enum", values: (def.values ?? []).map(String) };
  if (def.type === "number" || def.type === "int") return { ...base, kind: "number" };
  if (def.type === "boolean") return { ...base, kind: "boolean" };
  if (def.type === "array") return { ...base, kind: "array" };
  if (def.type === "object") return { ...base, kind: "object", fields: [...fieldsOf(inner as z.ZodObject).values()] };
  if (def.type === "record" || def.type === "union") return { ...base, kind: "object" };
  if (def.format === "date") return { ...base, kind: "date" };
  if (def.format === "datetime") return { ...base, kind: "datetime" };
  return { ...base, kind: "string" };
}

/** The fields of an object schema, by name. */
export function fieldsOf(schema: z.ZodObject | undefined): Map<string, Field> {
  return new Map(Object.entries(schema?.shape ?? {}).map(([name, inner]) => [name, fieldOf(name, inner as z.ZodType)]));
}

/** Names of fields with a default; `update` may have none: zod would fill it in and a PATCH would reset the row. */
export function defaultsIn(schema: z.ZodObject): string[] {
  return Object.entries(schema.shape)
    .filter(([, inner]) => bare(inner as z.ZodType).defaulted)
    .map(([name]) => name);
}

/** Paths of nested objects that would drop unknown keys unsaid: each level must be a strictObject. */
export function looseObjects(schema: z.ZodType, path = ""): string[] {
  const { schema: inner } = bare(schema);
  const def = defOf(inner) as Def & { catchall?: z.ZodType; element?: z.ZodType };
  if (def.type === "array" && def.element) return looseObjects(def.element, `${path}[]`);
  if (def.type !== "object") return [];
  const loose = def.catchall && defOf(def.catchall).type === "never" ? [] : [path || "(the body)"];
  return [
    ...loose,
    ...Object.entries(def.shape ?? {}).flatMap(([name, next]) => looseObjects(next, path ? `${path}.${name}` : name)),
  ];
}
