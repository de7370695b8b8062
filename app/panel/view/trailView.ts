import { z } from "zod";
import type { AnyResource } from "../../door/define.js";
import * as five from "../../door/five.js";
import { fieldOf, type Field } from "../../door/fields.js";
import { problem } from "../../errors.js";
import { isUuid } from "../../ids.js";
import { panelField, type Telling } from "../describe/field.js";
import type { PanelField } from "../describe/types.js";
import { namesOf, type Known, type Names } from "./titles.js";

interface Change {
  field: PanelField;
  before: unknown;
  after: unknown;
}
interface Entry {
  id: string;
  at: string;
  actor: { id: string; name: string; kind: string; impersonatorId?: string };
  action: string;
  entity: string;
  entityId: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}
export interface TrailView {
  data: (Omit<Entry, "before" | "after"> & { resource?: string; changes: Change[] })[];
  names: Names;
}
/** More than anybody reads of one record. */
const MOST = 100;

/**
 * Entries of a house's trail as people read them: what was changed under the names and in the words of its resource,
 * and the names behind references, by one query a resource, under what the reader may see.
 * @param query of the trail's own list: `entityId` of a record, or `id` of one entry
 */
export async function trailView(known: Known, query: Record<string, unknown>): Promise<TrailView> {
  const audit = known.resources.get("audit") ?? known.resources.get("platform-audit");
  if (!audit) throw problem("not_found");
  const { id, ...parameters } = query;
  const page = { pageSize: String(MOST), ...parameters };
  const found = typeof id === "string" ? [await five.get(audit, id)] : (await five.list(audit, page)).data;
  const wanted = new Map<string, Set<string>>();
  const want = (resource: string | undefined, value: unknown) => {
    if (!resource) return;
    const ids = wanted.get(resource) ?? new Set<string>();
    for (const one of [value].flat()) if (isUuid(one)) ids.add(one);
    wanted.set(resource, ids);
  };
  const data = (found as unknown as Entry[]).map(({ before, after, ...entry }) => {
    const resource = [...known.resources.values()].find((one) => one.model.name === entry.entity);
    want(resource?.name, entry.entityId);
    const changes = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].map((name): Change => {
      const [old, now] = [before?.[name], after?.[name]];
      const field = fieldFor(resource, name, [old, now], known);
      want(field.reference, [old, now].flat());
      return { field, before: old ?? null, after: now ?? null };
    });
    return { ...entry, ...(resource ? { resource: resource.name } : {}), changes };
  });
  const names: Names = {};
  for (const [resource, ids] of wanted) {
    const other = known.resources.get(resource);
    if (other && ids.size) names[resource] = await namesOf(other, [...ids], known, 1);
  }
  return { data, names };
}

/** How a value of the trail is drawn: as its resource declares it; else by what it is and how it is called. */
function fieldFor(resource: AnyResource | undefined, name: string, values: unknown[], known: Known): PanelField {
  const telling: Telling = {
    resource: resource?.name ?? "",
    labels: known.labels,
    known: new Set(known.resources.keys()),
  };
  const declared =
    resource?.fields.answer.get(name) ?? resource?.fields.create.get(name) ?? resource?.fields.update.get(name);
  const field = panelField(declared ?? guessed(name, values), telling);
  const people = telling.known.has("staff") ? "staff" : "platform-users";
  // Who did it is a user's id in every table; staff have the same.
  return !field.reference && /By$/.test(name) && values.some(isUuid)
    ? { ...field, kind: "reference", reference: people }
    : field;
}

function guessed(name: string, values: unknown[]): Field {
  const value = values.flat().find((one) => one !== null && one !== undefined);
  const kind =
    typeof value === "number"
      ? z.number()
      : typeof value === "boolean"
        ? z.boolean()
        : isUuid(value)
          ? z.uuid()
          : typeof value === "object"
            ? z.record(z.string(), z.unknown())
            : typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)
              ? z.iso.datetime()
              : z.string();
  return fieldOf(name, values.some(Array.isArray) ? z.array(kind) : kind);
}
