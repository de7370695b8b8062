import type { AnyResource } from "../../door/define.js";
import { resourceNamed } from "../../door/define.js";
import type { Field } from "../../door/fields.js";
import { fieldOf } from "../../door/fields.js";
import { z } from "zod";
import { fieldError, invalid } from "../../errors.js";
import type { Actor } from "../../policies/Actor.js";
import type { Words } from "../../sheets/headings.js";
import type { ColumnKind, SheetColumn } from "../../sheets/sheet.js";
import { numberField } from "./titles.js";

/** A column of an export: where its value stands in the answered row, and how it is written. */
export interface ExportColumn extends SheetColumn {
  /** As one names it in `columns=`: "lastName", "demographics.address", "studentId" and beside it "studentId.number". */
  name: string;
  path: string[];
  field: Field;
  /** Of a reference: what it is called, or its number. */
  show?: "title" | "number";
}

/** Every resource has them; in a sheet only who names them. */
const STAMPS: [string, z.ZodType][] = [
  ["id", z.uuid()],
  ["version", z.int()],
  ["createdAt", z.iso.datetime()],
  ["updatedAt", z.iso.datetime()],
];
/** Frozen documents, which a cell cannot hold: never by themselves. */
const LEFT_OUT = new Set(["snapshot"]);

/** "Admission number" → "admission number", but "N.º de processo" stays as it is. */
const inSentence = (text: string) =>
  /^\p{Lu}\p{Ll}{2}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

const KINDS: Partial<Record<Field["kind"], ColumnKind>> = { number: "number", date: "day", datetime: "time" };

/**
 * The columns that were asked for, else all that says something to a reader: no bare ids, no documents. Guarded ones that
 * the actor may not see are not there, whether they were named or not.
 * @throws 422 at /columns for a name that is none
 */
export function columnsOf(resource: AnyResource, asked: string | undefined, actor: Actor, words: Words) {
  const all = everyColumn(resource, words).filter(({ name }) => mayRead(resource, name, actor));
  if (asked === undefined) return all.filter((column) => isShown(resource, column));
  const names = [...new Set(asked.split(",").map((name) => name.trim()))].filter(Boolean);
  const known = everyColumn(resource, words);
  const chosen = names.flatMap((name) => {
    const belongs = (column: ExportColumn) => column.name === name || column.name.startsWith(`${name}.`);
    if (!known.some(belongs)) throw invalid(fieldError("/columns", `there is no column ${name}`, "unknown_column"));
    return all.filter(belongs);
  });
  if (!chosen.length) throw invalid(fieldError("/columns", "name at least one column that you may see"));
  return chosen.filter((column, index) => chosen.findIndex(({ name }) => name === column.name) === index);
}

function everyColumn(resource: AnyResource, words: Words): ExportColumn[] {
  const fields = [...resource.fields.answer.values()];
  const stamps = STAMPS.filter(([name]) => name in resource.model.getAttributes() && !resource.fields.answer.has(name));
  return [...fields, ...stamps.map(([name, schema]) => fieldOf(name, schema))].flatMap((field) =>
    columnsOfField(resource.name, field, [field.name], words),
  );
}

function columnsOfField(resource: string, field: Field, path: string[], words: Words): ExportColumn[] {
  const name = path.join(".");
  const column: ExportColumn = {
    name,
    path,
    field,
    kind: KINDS[field.kind] ?? "text",
    heading: words.heading(resource, name),
  };
  if (field.kind === "reference" && field.reference !== undefined) {
    const number = numberField(resourceNamed(field.reference));
    const title = { ...column, show: "title" as const };
    if (number === undefined) return [title];
    const heading = `${column.heading}: ${inSentence(words.heading(field.reference, number))}`;
    return [title, { ...column, name: `${name}.number`, heading, show: "number" }];
  }
  if (field.kind === "object" && field.fields)
    return field.fields.flatMap((inner) => columnsOfField(resource, inner, [...path, inner.name], words));
  return [column];
}

function mayRead(resource: AnyResource, name: string, actor: Actor): boolean {
  return Object.entries(resource.guarded ?? {}).every(
    ([path, action]) => (name !== path && !name.startsWith(`${path}.`)) || resource.policy.can(actor, action),
  );
}

/** Whether a column stands in a sheet that nobody chose columns for. */
function isShown(resource: AnyResource, { name, path, field, show }: ExportColumn): boolean {
  const [head = ""] = path;
  if (STAMPS.some(([stamp]) => stamp === name) || LEFT_OUT.has(head)) return false;
  if (show) return true;
  // An object beside its own reference says the same again: studentId and student.
  if (path.length > 1 && resource.fields.answer.get(`${head}Id`)?.kind === "reference") return false;
  if (field.kind === "array") return fieldOf("element", elementOf(field)).kind !== "object" && !isId(elementOf(field));
  return !isId(field.schema);
}

const elementOf = ({ schema }: Field): z.ZodType => (schema._zod.def as unknown as { element: z.ZodType }).element;
const isId = (schema: z.ZodType): boolean => (schema._zod.def as { format?: string }).format === "uuid";
