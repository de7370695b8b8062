import type { Field } from "../door/fields.js";
import { resourceLike } from "./resourceLike.js";
import { elementOf, isBareId, shapeOf } from "./SchoolProperty.js";
import { words } from "./words.js";

/** A field of our own forms, as VerbField.tsx draws it. A nested one has its path as its name: `admin.email`. */
export interface FormField {
  name: string;
  label: string;
  type: string;
  required: boolean;
  many: boolean;
  hidden?: boolean;
  reference?: string;
  values?: { value: string; label: string }[];
}

/** The fields of a verb's or route's input; those of an object one by one. `version` travels unseen. */
export function formFields(fields: Iterable<Field>, known: ReadonlySet<string>, outer?: Field): FormField[] {
  return [...fields].flatMap((field) => {
    if (field.kind === "object" && field.fields && !outer) return formFields(field.fields, known, field);
    return [formField(field, known, outer)];
  });
}

function formField(field: Field, known: ReadonlySet<string>, outer?: Field): FormField {
  const shape = shapeOf(field);
  const inner = field.kind === "array" ? elementOf(field) : field;
  const named = shape.reference ?? (isBareId(inner) ? resourceLike(field.name, known) : undefined);
  const reference = named !== undefined && known.has(named) ? named : undefined;
  const optional = field.optional || field.nullable || (outer?.optional ?? false);
  return {
    name: outer ? `${outer.name}.${field.name}` : field.name,
    label: outer ? `${words(outer.name)}: ${words(field.name).toLowerCase()}` : words(field.name),
    type: /password/i.test(field.name) ? "password" : shape.type,
    required: !optional && field.kind !== "boolean",
    many: shape.isArray,
    ...(field.name === "version" && !outer ? { hidden: true } : {}),
    ...(reference ? { reference } : {}),
    ...(shape.values ? { values: shape.values.map((value) => ({ value, label: words(value) })) } : {}),
  };
}
