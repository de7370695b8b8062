import type { Field } from "../../door/fields.js";
import { resourceLike } from "../resourceLike.js";
import { elementOf, isBareId, shapeOf } from "../SchoolProperty.js";
import { choicesOf } from "./choices.js";
import type { Labels } from "./labels.js";
import type { PanelField } from "./types.js";

export interface Telling {
  resource: string;
  labels: Labels;
  known: ReadonlySet<string>;
}

/** A declared field as the pages draw it. */
export function panelField(field: Field, telling: Telling, path = field.name): PanelField {
  const { resource, labels } = telling;
  const shape = shapeOf(field);
  const inner = field.kind === "array" ? elementOf(field) : field;
  const reference = referenceOf(field, telling.known);
  const values = (shape.values ?? (path === field.name ? choicesOf(resource, path) : undefined))?.map((value) => ({
    value,
    label: labels.value(field.name, value),
  }));
  const max = (inner.schema as { maxLength?: number | null }).maxLength ?? undefined;
  const help = labels.help(resource, path);
  return {
    name: field.name,
    label: labels.field(resource, path),
    kind: reference ? "reference" : values ? "enum" : inner.kind,
    required: !field.optional && !field.nullable && field.kind !== "boolean",
    ...(field.kind === "array" ? { many: true } : {}),
    ...(field.nullable ? { nullable: true } : {}),
    ...(help ? { help } : {}),
    ...(reference ? { reference } : {}),
    ...(values ? { values } : {}),
    ...(inner.fields ? { fields: inner.fields.map((one) => panelField(one, telling, `${path}.${one.name}`)) } : {}),
    ...(shape.long ? { long: true } : {}),
    ...(inner.kind === "string" && max ? { max } : {}),
    ...(/password$/i.test(field.name) || SECRETS.has(field.name) ? { password: true } : {}),
    ...(FILES[field.name] ? { file: FILES[field.name] } : {}),
    ...(COLOURS.has(path) ? { colour: true } : {}),
  };
}

/** The resource that a field leads to: declared, or by the name of an id that is answered bare. */
export function referenceOf(field: Field, known: ReadonlySet<string>): string | undefined {
  const inner = field.kind === "array" ? elementOf(field) : field;
  const named = inner.reference ?? (isBareId(inner) ? resourceLike(field.name, known) : undefined);
  return named !== undefined && known.has(named) ? named : undefined;
}

const SECRETS = new Set(["accessToken", "appSecret", "verifyToken"]);
const COLOURS = new Set(["colours.main", "colours.accent"]);
const FILES: Record<string, "image" | "document"> = {
  photoFileId: "image",
  crestFileId: "image",
  signatureFileId: "image",
  logoFileId: "image",
};
