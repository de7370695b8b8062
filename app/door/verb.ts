import { Op, type Model, type WhereOptions } from "sequelize";
import { z } from "zod";
import { problem } from "../errors.js";
import { isUuid } from "../ids.js";
import { who, type Actor } from "../policies/Actor.js";
import { answerSchema, present } from "./answer.js";
import type { AnyResource, Resource } from "./define.js";
import { fieldsOf, looseObjects, type Field } from "./fields.js";
import { parsed } from "./input.js";
import { kept } from "./kept.js";
import { one, permitted, underVisible } from "./load.js";
import { checkReferencesOf } from "./references.js";

/** All that an edge sees of a verb: REST routes, panel buttons and OpenAPI are made from it. */
export interface Verb {
  name: string;
  resource?: AnyResource;
  on: "one" | "many" | "none";
  may: string;
  input: z.ZodObject;
  fields: Map<string, Field>;
  answer: z.ZodType;
  confirm?: string;
  call(ids: unknown, body: unknown): Promise<unknown>;
}

interface Common<I extends z.ZodObject, R extends z.ZodType> {
  name: string;
  /** On rows: the policy's action. On none: a permission code, asked of the actor. */
  may: string;
  input: I;
  answer?: R;
  /** The question the panel asks first: names the thing and the effect. */
  confirm?: string;
}
type On<M extends Model> = Resource<M, z.ZodObject, z.ZodObject, z.ZodObject>;
interface OnOne<M extends Model, I extends z.ZodObject, R extends z.ZodType> extends Common<I, R> {
  on: On<M>;
  /** Whether soft-deleted rows are meant (restore). */
  deleted?: boolean;
  one(row: M, input: z.output<I>, actor: Actor): Promise<z.input<R>>;
}
interface OnMany<M extends Model, I extends z.ZodObject, R extends z.ZodType> extends Common<I, R> {
  on: On<M>;
  many(rows: M[], input: z.output<I>, actor: Actor): Promise<z.input<R>>;
}
interface OnNone<I extends z.ZodObject, R extends z.ZodType> extends Common<I, R> {
  answer: R;
  run(input: z.output<I>, actor: Actor): Promise<z.input<R>>;
}

/** Declares a verb: a model method or a command, as it reaches an edge. Left-out `answer`: the row by its resource. */
export function verb<M extends Model, const I extends z.ZodObject, const R extends z.ZodType = z.ZodUnknown>(
  v: OnOne<M, I, R>,
): Verb;
export function verb<M extends Model, const I extends z.ZodObject, const R extends z.ZodType = z.ZodUnknown>(
  v: OnMany<M, I, R>,
): Verb;
export function verb<const I extends z.ZodObject, const R extends z.ZodType>(v: OnNone<I, R>): Verb;
export function verb(
  v: OnOne<Model, z.ZodObject, z.ZodType> | OnMany<Model, z.ZodObject, z.ZodType> | OnNone<z.ZodObject, z.ZodType>,
): Verb {
  const loose = looseObjects(v.input);
  if (loose.length) throw new Error(`verb ${v.name}: use z.strictObject at ${loose.join()}`);
  const fields = fieldsOf(v.input);
  const common = { name: v.name, may: v.may, input: v.input, fields, confirm: v.confirm };
  if ("run" in v) return { ...common, on: "none", answer: v.answer, call: (_, body) => runNone(v, fields, body) };
  const resource = v.on as unknown as AnyResource;
  const answer = v.answer ?? answerSchema(resource);
  if ("one" in v)
    return { ...common, resource, on: "one", answer, call: (id, body) => runOne(v, resource, fields, id, body) };
  return { ...common, resource, on: "many", answer, call: (ids, body) => runMany(v, resource, fields, ids, body) };
}

async function runNone(v: OnNone<z.ZodObject, z.ZodType>, fields: Map<string, Field>, body: unknown): Promise<unknown> {
  const actor = who();
  if (!actor.codes.has(v.may) && !actor.codes.has(`${v.may}:form`) && !actor.codes.has(`${v.may}:own`))
    throw problem("forbidden");
  const input = parsed(v.input, body ?? {});
  await checkReferencesOf(fields, input, actor);
  return v.run(input, actor);
}

async function runOne(
  v: OnOne<Model, z.ZodObject, z.ZodType>,
  resource: AnyResource,
  fields: Map<string, Field>,
  id: unknown,
  body: unknown,
): Promise<unknown> {
  permitted(resource, v.may);
  const row = await one(resource, id, { lock: true, plain: true, deleted: v.deleted });
  const actor = permitted(resource, v.may, row);
  const input = parsed(v.input, body ?? {});
  await checkReferencesOf(fields, input, actor);
  const result = await kept(resource.model, () => v.one(row, input, actor));
  if (v.answer) return result;
  await row.reload({ ...(resource.load as object), paranoid: false } as never);
  return present(resource, row);
}

async function runMany(
  v: OnMany<Model, z.ZodObject, z.ZodType>,
  resource: AnyResource,
  fields: Map<string, Field>,
  ids: unknown,
  body: unknown,
): Promise<unknown> {
  permitted(resource, v.may);
  const wanted = [...new Set(parsed(z.array(z.string()).min(1).max(2000), ids, "/ids"))];
  if (!wanted.every(isUuid)) throw problem("not_found");
  const where = underVisible(resource, who(), { id: { [Op.in]: wanted } } as WhereOptions);
  const rows = await resource.model.findAll({
    where,
    order: [["id", "ASC"]],
    lock: { level: "UPDATE" as never, of: resource.model },
  });
  if (rows.length !== wanted.length) throw problem("not_found");
  for (const row of rows) permitted(resource, v.may, row as Model);
  const input = parsed(v.input, body ?? {});
  await checkReferencesOf(fields, input, who());
  return kept(resource.model, () => v.many(rows as Model[], input, who()));
}
