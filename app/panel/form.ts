import { flat } from "adminjs";
import type { AnyResource } from "../door/define.js";
import type { Field } from "../door/fields.js";
import { elementOf } from "./SchoolProperty.js";

type Body = Record<string, unknown>;
const STAMPS = new Set(["id", "createdAt", "updatedAt", "version"]);

/**
 * Makes the wire's body of what a form sent. AdminJS sends the whole record back, flattened and as text: written
 * fields get the type their schema has, answered ones that cannot be written are dropped, unknown ones stay, so that
 * the door refuses them by name.
 */
export function formBody(resource: AnyResource, params: Body, action: "create" | "update"): Body {
  const fields = resource.fields[action];
  const body: Body = {};
  for (const [name, value] of Object.entries(flat.unflatten(params) as Body)) {
    const field = fields.get(name);
    if (field) assign(body, { ...field, optional: mayBeEmptied(resource, field) }, value);
    else if (!STAMPS.has(name) && !resource.fields.answer.has(name)) body[name] = value;
  }
  return body;
}

/** All of `update` is optional, but an emptied name is no name left out: whether it may be empty, `create` says. */
function mayBeEmptied(resource: AnyResource, field: Field): boolean {
  return (resource.fields.create.get(field.name) ?? resource.fields.answer.get(field.name) ?? field).optional;
}

/** The body of a verb's form: only its own fields have types, all others stay to be refused. */
export function verbBody(fields: Map<string, Field>, params: Body): Body {
  const body: Body = {};
  for (const [name, value] of Object.entries(flat.unflatten(params) as Body)) {
    const field = fields.get(name);
    if (field) assign(body, field, value);
    else body[name] = value;
  }
  return body;
}

function assign(body: Body, field: Field, value: unknown): void {
  const typed = typedValue(field, value);
  if (typed !== undefined) body[field.name] = typed;
}

/** Empty means null where null may stand, nothing where nothing may; else the schema is to say that it is missing. */
function typedValue(field: Field, value: unknown): unknown {
  if (value === "" || value === null || value === undefined) {
    if (field.nullable) return null;
    if (field.optional) return undefined;
    return field.kind === "string" ? (value ?? "") : null;
  }
  if (field.kind === "array") return typedArray(field, value);
  if (field.kind === "object") return typedObject(field, value);
  if (typeof value !== "string") return value;
  if (field.kind === "number") return /^\s*-?\d+([.,]\d+)?\s*$/.test(value) ? Number(value.replace(",", ".")) : value;
  if (field.kind === "boolean") return value === "true" ? true : value === "false" ? false : value;
  return value;
}

function typedArray(field: Field, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const element = elementOf(field);
  return value.map((one) => typedValue({ ...element, nullable: false, optional: false }, one));
}

function typedObject(field: Field, value: unknown): unknown {
  if (typeof value === "string") return parsedJson(value);
  if (!field.fields || typeof value !== "object" || Array.isArray(value)) return value;
  const body: Body = {};
  const inner = new Map(field.fields.map((one) => [one.name, one]));
  for (const [name, one] of Object.entries(value as Body)) {
    const known = inner.get(name);
    if (known) assign(body, known, one);
    else body[name] = one;
  }
  return body;
}

/** A free object is edited as JSON text; what is none stays text, for the schema to refuse. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
