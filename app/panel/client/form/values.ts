import type { PanelField } from "../base/state.js";
import { toNumber } from "../base/words.js";

/** What stands in a form: text as it was typed, so that nothing is lost; typed values are made when it is sent. */
export type Value = string | boolean | string[] | Values | Values[] | null | undefined;
export interface Values {
  [name: string]: Value;
}

/** What the form shows of a row at first. */
export function valuesOf(fields: PanelField[], row: Record<string, unknown>): Values {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field, row[field.name])]));
}

function valueOf(field: PanelField, value: unknown): Value {
  if (value === null || value === undefined) return undefined;
  if (field.many && field.fields)
    return (value as Record<string, unknown>[]).map((one) => valuesOf(field.fields ?? [], one));
  if (field.many) return (value as unknown[]).map(String);
  if (field.kind === "object" && field.fields) return valuesOf(field.fields, value as Record<string, unknown>);
  if (field.kind === "object") return JSON.stringify(value, null, 2);
  if (field.kind === "boolean") return value === true;
  if (field.kind === "datetime") return toLocal(String(value as string));
  return String(value as string | number);
}

/** The body as the API takes it: of `before`, only what differs; what was emptied is null. */
export function bodyOf(fields: PanelField[], values: Values, before?: Values): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const value = values[field.name];
    if (before && JSON.stringify(value ?? "") === JSON.stringify(before[field.name] ?? "")) continue;
    const typed = typedOf(field, value, before?.[field.name]);
    if (typed !== undefined) body[field.name] = typed;
  }
  return body;
}

function typedOf(field: PanelField, value: Value, before: Value): unknown {
  if (isEmpty(value)) {
    if (field.many) return before === undefined && !field.required ? undefined : [];
    if (field.kind === "boolean") return value === false ? false : undefined;
    // Nothing is sent for nothing: the schema then says "is required", in words, whatever kind of field it is.
    // Of an object that must be there its own fields then say it, each in its place.
    if (before === undefined) return field.required && field.fields ? {} : undefined;
    return field.required && field.kind === "string" ? "" : null;
  }
  if (field.many)
    return (value as (string | Values)[]).map((one) => typedOf({ ...field, many: false }, one, undefined));
  if (field.kind === "object" && field.fields) return nested(field, value as Values, before as Values | undefined);
  if (field.kind === "object") return jsonOf(value as string);
  if (field.kind === "number" || (field.kind === "enum" && isNumeric(field))) return toNumber(value as string) ?? value;
  if (field.kind === "datetime") return new Date(value as string).toISOString();
  return value;
}

/** An object's keys: in a change those that differ are sent with the rest, because an object is replaced whole. */
function nested(field: PanelField, value: Values, before: Values | undefined): unknown {
  const body = bodyOf(field.fields ?? [], value);
  for (const one of field.fields ?? [])
    if (before && isEmpty(value[one.name]) && !isEmpty(before[one.name])) body[one.name] = null;
  return body;
}

const isEmpty = (value: Value): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  (Array.isArray(value) ? value.length === 0 : typeof value === "object" && Object.values(value).every(isEmpty));

const isNumeric = (field: PanelField) => (field.values ?? []).every(({ value }) => /^\d+$/.test(value));

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** An instant as the browser's own field takes it, in the browser's zone. */
function toLocal(value: string): string {
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return "";
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
