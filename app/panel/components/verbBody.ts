import type { FormField } from "./VerbField.js";

export type Values = Record<string, string | string[] | boolean | undefined>;

/** What is sent: filled fields only, so that "left empty" and "" are not the same; the server gives them their types. */
export function toBody(fields: FormField[], values: Values): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const { name, type } of fields) {
    const value = values[name];
    if (type === "boolean") body[name] = value === true;
    else if (typeof value === "object" ? value.length : value) body[name] = value;
  }
  return body;
}
