import { toInstant } from "./days.js";
import type { FormField, Value } from "./VerbField.js";

export type Values = Record<string, Value>;

/** What the form shows at first: of a record, its own values under the same names. */
export function firstValues(fields: FormField[], params: Record<string, unknown> = {}): Values {
  const values: Values = {};
  for (const { name, many } of fields) {
    const value = params[name];
    if (many) {
      const list = Object.keys(params).filter((key) => key.startsWith(`${name}.`));
      if (list.length) values[name] = list.map((key) => String(params[key]));
    } else if (typeof value === "boolean") values[name] = value;
    else if (typeof value === "string" || typeof value === "number") values[name] = String(value);
  }
  return values;
}

/** What is sent, as the API takes it. Fields that were empty and stay empty are not in it; emptied ones are null. */
export function toBody(fields: FormField[], values: Values, before: Values = {}): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const value = typed(field, values[field.name], before[field.name]);
    if (value !== undefined) put(body, field.name, value);
  }
  return body;
}

function typed({ type, many, required }: FormField, value: Value, before: Value): unknown {
  if (Array.isArray(value)) {
    const filled = value.map((one) => one.trim()).filter(Boolean);
    return filled.length || before !== undefined || required ? filled : undefined;
  }
  if (typeof value === "boolean") return value;
  if (value === undefined || value.trim() === "") return before !== undefined && !many ? null : undefined;
  if (type === "number") {
    const number = Number(value.replace(",", "."));
    return Number.isNaN(number) ? value : number;
  }
  return type === "datetime" ? toInstant(value) : value;
}

/** `admin.email` goes to where it stands. */
function put(body: Record<string, unknown>, name: string, value: unknown): void {
  const [head = "", inner] = name.split(".");
  if (inner === undefined) body[head] = value;
  else body[head] = { ...(body[head] as object | undefined), [inner]: value };
}
