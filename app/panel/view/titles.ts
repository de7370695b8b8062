import { Op } from "sequelize";
import type { AnyResource } from "../../door/define.js";
import * as five from "../../door/five.js";
import { Problem } from "../../errors.js";
import { isUuid } from "../../ids.js";
import { referenceOf } from "../describe/field.js";
import { choicesOf } from "../describe/choices.js";
import type { Labels } from "../describe/labels.js";
import { ROLE_PRESETS } from "../../policies/permissions.js";

export type Row = Record<string, unknown> & { id: string };
export interface Named {
  title: string;
  beside?: string;
}
/** What rows of other resources are called: resource → id → name. */
export type Names = Record<string, Record<string, Named>>;
const PAGE = 200;

/** The house's resources by name (what a reference can lead to), and the reader's words for choices. */
export interface Known {
  resources: ReadonlyMap<string, AnyResource>;
  labels: Labels;
}

/**
 * Names of all rows that the given rows lead to, by one query a resource, under what the reader may see. Only what
 * stands in `columns` is asked for. Two steps deep: a registration is called by its student's name.
 */
export async function namesBehind(
  resource: AnyResource,
  rows: Row[],
  known: Known,
  columns: readonly string[],
  depth = 2,
): Promise<Names> {
  const wanted = new Map<string, Set<string>>();
  const names: Names = {};
  for (const column of columns) {
    const field = resource.fields.answer.get(column);
    const target = field && referenceOf(field, new Set(known.resources.keys()));
    if (!target) continue;
    const ids = wanted.get(target) ?? new Set<string>();
    for (const row of rows) for (const id of [row[column]].flat()) if (isUuid(id)) ids.add(id);
    wanted.set(target, ids);
  }
  for (const [target, ids] of wanted) {
    const other = known.resources.get(target);
    if (other && ids.size) names[target] = await namesOf(other, [...ids], known, depth - 1);
  }
  return names;
}

/** Names of rows by their ids; those that the reader cannot see have none. */
export async function namesOf(
  resource: AnyResource,
  ids: string[],
  known: Known,
  depth: number,
): Promise<Record<string, Named>> {
  const rows: Row[] = [];
  try {
    for (let start = 0; start < ids.length; start += PAGE) {
      const within = { id: { [Op.in]: ids.slice(start, start + PAGE) } };
      rows.push(...((await five.list(resource, { pageSize: String(PAGE) }, within)).data as Row[]));
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error; // one unreadable resource must not fail another's list
  }
  const inner = depth > 0 ? await namesBehind(resource, rows, known, namingColumns(resource), depth) : {};
  return Object.fromEntries(rows.map((row) => [row.id, nameOf(resource, row, inner, known)]));
}

/** The columns that make a row's name. */
export const namingColumns = (resource: AnyResource): string[] =>
  [resource.panel?.title, resource.panel?.beside].filter((name): name is string => name !== undefined);

/** "Almeida Cunha, Joel" and "GP/2005/0037". */
export function nameOf(resource: AnyResource, row: Row, names: Names, known: Known): Named {
  const { title = "id", beside } = resource.panel ?? {};
  const small = beside === undefined ? undefined : textOf(resource, row, beside, names, known);
  const people =
    row.lastName && row.firstName ? `${String(row.lastName as string)}, ${String(row.firstName as string)}` : undefined;
  const preset = resource.name === "roles" && ROLE_PRESETS[String(row.preset as string)];
  // A preset's role that the school has not renamed is called in the reader's language.
  if (preset && preset.name === row.name) return { title: known.labels.value("preset", String(row.preset as string)) };
  const text = people ?? textOf(resource, row, title, names, known) ?? known.labels.one(resource.name);
  return small === undefined ? { title: text } : { title: text, beside: small };
}

function textOf(resource: AnyResource, row: Row, name: string, names: Names, known: Known): string | undefined {
  const value = row[name];
  if (value === null || value === undefined || value === "") return undefined;
  const field = resource.fields.answer.get(name);
  const target = field && referenceOf(field, new Set(known.resources.keys()));
  if (!target && (field?.values ?? choicesOf(resource.name, name)))
    return known.labels.value(name, String(value as string));
  if (!target) return typeof value === "object" ? undefined : String(value as string);
  return names[target]?.[String(value as string)]?.title;
}
