import { Op, type Attributes, type CreationAttributes, type Model, type WhereOptions } from "sequelize";
import type { z } from "zod";
import { problem } from "../errors.js";
import type { Actor } from "../policies/Actor.js";
import { present, presentAll, type Presented } from "./answer.js";
import type { AnyResource, Resource } from "./define.js";
import { parsed } from "./input.js";
import { kept } from "./kept.js";
import { findPage } from "./page.js";
import { one, permitted, underVisible } from "./load.js";
import { readQuery } from "./query.js";
import { checkReferencesOf } from "./references.js";

export interface Page<T> {
  data: T[];
  page: { number: number; size: number; total: number; pages: number };
}
type R<M extends Model, A extends z.ZodObject> = Resource<M, z.ZodObject, z.ZodObject, A>;
type Body = Record<string, unknown>;

/** A page of the rows the actor may see, within `within` (a parent's rows). */
export async function list<M extends Model, A extends z.ZodObject>(
  resource: R<M, A>,
  parameters: Record<string, unknown>,
  within: WhereOptions<Attributes<M>> = {},
): Promise<Page<Presented<A>>> {
  const plain = resource as unknown as AnyResource;
  const actor = permitted(plain, "read");
  const query = readQuery(plain, parameters, actor);
  const deleted = query.deleted ? [{ deletedAt: { [Op.ne]: null } } as WhereOptions] : [];
  const where = underVisible(plain, actor, within as WhereOptions, ...query.where, ...deleted);
  const paranoid = !query.deleted;
  const { rows, total } = await findPage(plain.model, {
    where,
    paranoid,
    order: query.order,
    limit: query.size,
    offset: (query.page - 1) * query.size,
    load: plain.load,
  });
  return {
    data: presentAll(resource, rows as M[]),
    page: { number: query.page, size: query.size, total, pages: Math.ceil(total / query.size) },
  };
}

/** One row that the actor may see. */
export async function get<M extends Model, A extends z.ZodObject>(
  resource: R<M, A>,
  id: unknown,
): Promise<Presented<A>> {
  const plain = resource as unknown as AnyResource;
  permitted(plain, "read");
  const row = await one(plain, id);
  permitted(plain, "read", row);
  return present(resource, row as M);
}

/** Makes a row. What is not in `create` cannot be written; what comes out must be visible to the writer. */
export async function create<M extends Model, A extends z.ZodObject>(
  resource: R<M, A>,
  body: unknown,
): Promise<Presented<A>> {
  const plain = resource as unknown as AnyResource;
  const actor = permitted(plain, "create");
  if (!resource.create) throw problem("not_found");
  const input = parsed(resource.create, body) as Body;
  guard(plain, input, actor);
  await checkReferencesOf(resource.fields.create, input, actor);
  const row = resource.model.build(input as CreationAttributes<M>);
  if (!plain.policy.can(actor, "create", row)) throw problem("forbidden");
  await kept(resource.model, () => row.save());
  return present(resource, (await seenAgain(plain, row)) as M);
}

/** Changes what was sent. The order is the rule: may, load with lock, may on the row, zod, version, guarded, references, write, read again. */
export async function update<M extends Model, A extends z.ZodObject>(
  resource: R<M, A>,
  id: unknown,
  body: unknown,
): Promise<Presented<A>> {
  const plain = resource as unknown as AnyResource;
  permitted(plain, "update");
  if (!resource.update) throw problem("not_found");
  const row = await one(plain, id, { lock: true, plain: true });
  const actor = permitted(plain, "update", row);
  const { version, ...input } = parsed(resource.update, body) as Body & { version?: number };
  atVersion(row, version);
  guard(plain, input, actor, row);
  await checkReferencesOf(resource.fields.update, input, actor, row);
  row.set(merged(plain, row, input));
  await kept(resource.model, () => row.save());
  return present(resource, (await seenAgain(plain, row)) as M);
}

/** Takes a row away: softly where the declaration says so, else for good, and never while something needs it. */
export async function remove(resource: AnyResource, id: unknown, version?: number): Promise<void> {
  permitted(resource, "remove");
  const row = await one(resource, id, { lock: true, plain: true });
  permitted(resource, "remove", row);
  atVersion(row, version);
  await kept(resource.model, () => row.destroy());
}

/** Refuses a stale version: somebody else was faster. */
export function atVersion(row: Model, version: number | undefined): void {
  if (version !== undefined && row.get("version") !== version) throw problem("version_conflict");
}

function guard(resource: AnyResource, input: Body, actor: Actor, row?: Model): void {
  for (const [path, action] of Object.entries(resource.guarded ?? {})) {
    const [head = "", key] = path.split(".");
    const value = input[head];
    const touched =
      key === undefined ? value !== undefined : typeof value === "object" && value !== null && key in value;
    if (touched && !resource.policy.can(actor, action, row)) throw problem("forbidden", `${path}: not allowed`);
  }
}

/** An object with guarded keys is merged key by key (null clears), so that what the writer may not see stands. */
function merged(resource: AnyResource, row: Model, input: Body): Body {
  const partly = new Set(
    Object.keys(resource.guarded ?? {})
      .filter((path) => path.includes("."))
      .map((path) => path.split(".")[0]),
  );
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      if (!partly.has(name) || typeof value !== "object" || value === null) return [name, value];
      const both = { ...(row.get(name) as Body | null), ...value };
      return [name, Object.fromEntries(Object.entries(both).filter(([, inner]) => inner !== null))];
    }),
  );
}

/** Read again under `visible`: nobody makes or moves a row out of his own sight (a verb may: that is its purpose). */
async function seenAgain(resource: AnyResource, row: Model): Promise<Model> {
  return one(resource, row.get("id")).catch(() => {
    throw problem("forbidden", "the row would not be visible to you");
  });
}
