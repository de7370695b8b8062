import type { Attributes, FindOptions, Model, ModelStatic, OrderItem, WhereOptions } from "sequelize";
import { z } from "zod";
import type { Policy } from "../policies/Policy.js";
import { defaultsIn, fieldsOf, looseObjects, type Field } from "./fields.js";

/** A column that is answered too: only such a one may be filtered or sorted. */
export type Public<M extends Model, A extends z.ZodObject> = keyof Attributes<M> & string & keyof z.output<A>;
/** What create and update write must be columns; a stranger is told at the line. */
export type Writes<M extends Model, W extends z.ZodObject> =
  Exclude<keyof z.output<W>, keyof Attributes<M> | "version"> extends never
    ? unknown
    : { "no column for": Exclude<keyof z.output<W>, keyof Attributes<M>> };
export type FilterKind = "equals" | "contains" | "range";

export interface MoreFilter<M extends Model> {
  value: z.ZodType;
  where(value: never): WhereOptions<Attributes<M>>;
}

/** What a declaration says to the panel: names of fields, no components. */
export interface PanelHints<F extends string = string> {
  title: F;
  list: readonly F[];
  group?: string;
  /** What stands small beside the title. */
  beside?: F;
  /** Headings of a form with the fields under them; the rest stands under "More". */
  groups?: readonly (readonly [heading: string, fields: readonly string[]])[];
  /** Views that everybody has: a key of the catalogue and a list's query. */
  views?: readonly (readonly [key: string, query: string])[];
}

/** Which rows, which fields, which order, who: seventeen keys, no hooks (one-door.md 6). */
export interface Declaration<M extends Model, C extends z.ZodObject, U extends z.ZodObject, A extends z.ZodObject> {
  name: string;
  model: ModelStatic<M>;
  policy: Policy<NoInfer<M>>;
  create?: C;
  update?: U;
  answer: A;
  present(row: M): z.input<A>;
  load?: Pick<FindOptions<Attributes<M>>, "include" | "attributes">;
  sort: readonly Public<M, A>[];
  defaultSort: Public<M, A> | `-${Public<M, A>}`;
  moreSorts?: Record<string, (direction: "ASC" | "DESC") => OrderItem[]>;
  filters?: Partial<Record<Public<M, A>, FilterKind>>;
  moreFilters?: Record<string, MoreFilter<M>>;
  search?(words: string): WhereOptions<Attributes<M>>;
  guarded?: Record<string, string>;
  softDelete?: boolean;
  panel?: PanelHints<keyof z.output<A> & string>;
}

export interface Resource<
  M extends Model = Model,
  C extends z.ZodObject = z.ZodObject,
  U extends z.ZodObject = z.ZodObject,
  A extends z.ZodObject = z.ZodObject,
> extends Declaration<M, C, U, A> {
  fields: { create: Map<string, Field>; update: Map<string, Field>; answer: Map<string, Field> };
  versioned: boolean;
}

/** A resource whose types are forgotten: for lists of resources and for edges. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- variance: present() takes the row of each one's own model
export type AnyResource = Resource<any, z.ZodObject, z.ZodObject, z.ZodObject>;

const registered = new Map<string, AnyResource>();
const RESERVED = new Set(["page", "pageSize", "sort", "search", "deleted"]);

/** Declares a resource once, for REST, panel, OpenAPI and tests. Throws at start for what types cannot say. */
export function defineResource<
  M extends Model,
  const C extends z.ZodObject,
  const U extends z.ZodObject,
  const A extends z.ZodObject,
>(declaration: Declaration<M, C, U, A> & { create?: Writes<M, C>; update?: Writes<M, U> }): Resource<M, C, U, A> {
  const versioned = "version" in declaration.model.getAttributes();
  const update =
    declaration.update && versioned
      ? declaration.update.extend({ version: z.int().min(0).optional() })
      : declaration.update;
  const resource = {
    ...declaration,
    update,
    versioned,
    fields: { create: fieldsOf(declaration.create), update: fieldsOf(update), answer: fieldsOf(declaration.answer) },
  } as unknown as Resource<M, C, U, A>;
  checked(resource);
  registered.set(resource.name, resource);
  return resource;
}

function checked(resource: AnyResource): void {
  const wrong = (words: string): never => {
    throw new Error(`resource ${resource.name}: ${words}`);
  };
  if (registered.has(resource.name)) wrong("declared twice");
  if (resource.update && defaultsIn(resource.update).length)
    wrong(`a default in update would reset rows: ${defaultsIn(resource.update).join()}`);
  for (const schema of [resource.create, resource.update]) {
    const loose = schema ? looseObjects(schema) : [];
    if (loose.length) wrong(`use z.strictObject at ${loose.join()}`);
  }
  const named = [...Object.keys(resource.filters ?? {}), ...Object.keys(resource.moreFilters ?? {})];
  for (const name of named) if (RESERVED.has(name)) wrong(`a filter cannot be called ${name}`);
  for (const path of Object.keys(resource.guarded ?? {})) {
    if (named.includes(path) || (resource.sort as readonly string[]).includes(path))
      wrong(`${path} is guarded: no filter or sort`);
  }
  if (resource.softDelete && !resource.model.options.paranoid) wrong("softDelete needs a paranoid model");
}

/** The resource of a name; a name that is none is a mistake in a declaration. */
export function resourceNamed(name: string): AnyResource {
  const found = registered.get(name);
  if (!found) throw new Error(`there is no resource ${name}`);
  return found;
}

/** After all declarations: every `ref` leads to a resource, and to one whose picker can find something. */
export function checkReferences(): void {
  for (const resource of registered.values()) {
    for (const field of [...resource.fields.create.values(), ...resource.fields.update.values()]) {
      if (field.kind !== "reference" || !field.reference) continue;
      if (!resourceNamed(field.reference).search)
        throw new Error(`${resource.name}.${field.name}: ${field.reference} has no search`);
    }
  }
}
