import { Op, type OrderItem, type WhereOptions } from "sequelize";
import { z } from "zod";
import { fieldError, invalid, problem } from "../errors.js";
import type { Actor } from "../policies/Actor.js";
import type { AnyResource } from "./define.js";
import { fieldOf, type Field } from "./fields.js";
import { parsed } from "./input.js";
import { day, instant } from "./wire.js";

export interface ListQuery {
  page: number;
  size: number;
  order: OrderItem[];
  where: WhereOptions[];
  deleted: boolean;
}

const whole = z
  .string()
  .regex(/^\d{1,9}$/, "must be a whole number")
  .transform(Number);
const pageSchema = whole.pipe(z.number().min(1));
const sizeSchema = whole.pipe(z.number().min(1).max(200));
const words = z.string().max(200);

/** What every resource has, so every list can be ordered and limited by it (api.md 1). A trail has one instant of its own. */
const STAMPS = ["createdAt", "updatedAt"];
const stampField = fieldOf("createdAt", z.iso.datetime());
export const isStamp = (resource: AnyResource, name: string): boolean =>
  STAMPS.includes(name) && name in resource.model.getAttributes();

/** Reads list parameters. What the declaration does not name is refused, so that a typing error is no silent "all rows". */
export function readQuery(resource: AnyResource, parameters: Record<string, unknown>, actor: Actor): ListQuery {
  const query: ListQuery = {
    page: 1,
    size: 50,
    order: orderOf(resource, resource.defaultSort),
    where: [],
    deleted: false,
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (name === "page") query.page = parsed(pageSchema, value, "/page");
    else if (name === "pageSize") query.size = parsed(sizeSchema, value, "/pageSize");
    else if (name === "sort") query.order = orderOf(resource, parsed(words, value, "/sort"));
    else if (name === "search" && resource.search)
      query.where.push(...searchOf(resource, parsed(words, value, "/search")));
    else if (name === "deleted" && resource.softDelete) query.deleted = deletedOf(resource, value, actor);
    else query.where.push(filterOf(resource, name, value));
  }
  return query;
}

function searchOf(resource: AnyResource, text: string): WhereOptions[] {
  const trimmed = text.trim();
  return trimmed && resource.search ? [resource.search(trimmed)] : [];
}

function deletedOf(resource: AnyResource, value: unknown, actor: Actor): boolean {
  const deleted = parsed(z.enum(["true", "false"]), value, "/deleted") === "true";
  if (deleted && !resource.policy.can(actor, "restore")) throw problem("forbidden");
  return deleted;
}

function orderOf(resource: AnyResource, sort: string): OrderItem[] {
  const order = sort.split(",").flatMap((part): OrderItem[] => {
    const direction = part.startsWith("-") ? "DESC" : "ASC";
    const name = part.replace(/^-/, "");
    if (Object.hasOwn(resource.moreSorts ?? {}, name)) return resource.moreSorts?.[name]?.(direction) ?? [];
    if (isStamp(resource, name)) return [[name, direction]];
    if (!(resource.sort as readonly string[]).includes(name))
      throw invalid(fieldError("/sort", `cannot sort by ${name}`, "unknown_sort"));
    return [[name, direction]];
  });
  return [...order, ["id", "ASC"]];
}

function filterOf(resource: AnyResource, name: string, value: unknown): WhereOptions {
  const at = `/${name}`;
  if (Object.hasOwn(resource.moreFilters ?? {}, name)) {
    const filter = resource.moreFilters?.[name];
    if (filter) return filter.where(parsed(filter.value, value, at) as never) as WhereOptions;
  }
  const filters = (resource.filters ?? {}) as Record<string, string>;
  if (Object.hasOwn(filters, name) && filters[name] !== "range") {
    const field = fieldNamed(resource, name);
    if (filters[name] === "contains")
      return { [name]: { [Op.iLike]: `%${parsed(words, value, at).replace(/[\\%_]/g, "\\$&")}%` } };
    return oneOf(
      name,
      parsed(words, value, at)
        .split(",")
        .map((one) => valueOf(field, one, at)),
    );
  }
  const ranges = STAMPS.filter((stamp) => isStamp(resource, stamp)).map((stamp) => [stamp, "range"]);
  for (const [attribute = "", kind] of [...Object.entries(filters), ...ranges]) {
    if (kind === "range" && name === `${rangeName(attribute)}From`)
      return { [attribute]: { [Op.gte]: valueOf(fieldNamed(resource, attribute), value, at) } };
    if (kind === "range" && name === `${rangeName(attribute)}To`)
      return upTo(attribute, valueOf(fieldNamed(resource, attribute), value, at), value);
  }
  throw invalid(fieldError(at, "unknown parameter", "unknown_parameter"));
}

/** One of several values; `null` among them is asked apart, since `IN (NULL)` is never true. */
function oneOf(attribute: string, values: unknown[]): WhereOptions {
  const known = { [attribute]: { [Op.in]: values.filter((value) => value !== null) } };
  return values.includes(null) ? { [Op.or]: [known, { [attribute]: null }] } : known;
}

/** `createdAt` is asked for as `createdFrom`, `createdTo`; other names keep theirs: `dateOfBirthFrom`. */
export const rangeName = (attribute: string): string => attribute.replace(/At$/, "");

/** A day as the upper end of instants means the whole day. */
function upTo(attribute: string, value: unknown, given: unknown): WhereOptions {
  if (value instanceof Date && typeof given === "string" && given.length === 10)
    return { [attribute]: { [Op.lt]: new Date(value.getTime() + 86_400_000) } };
  return { [attribute]: { [Op.lte]: value } };
}

function fieldNamed(resource: AnyResource, name: string): Field {
  const field = resource.fields.answer.get(name) ?? (isStamp(resource, name) ? stampField : undefined);
  if (!field) throw new Error(`${resource.name}.${name} is not answered`);
  return field;
}

function valueOf(field: Field, value: unknown, at: string): unknown {
  if (field.kind === "boolean") return parsed(z.enum(["true", "false"]), value, at) === "true";
  if (field.kind === "number")
    return parsed(
      z
        .string()
        .regex(/^-?\d{1,12}(\.\d{1,4})?$/, "must be a number")
        .transform(Number),
      value,
      at,
    );
  if (field.kind === "datetime") return new Date(parsed(z.union([instant(), day()]), value, at));
  if (field.kind === "date") return parsed(day(), value, at);
  if (value === "null" && field.nullable) return null;
  return parsed(field.schema, value, at);
}
