import { literal, type Model, type OrderItem, type WhereOptions } from "sequelize";
import { sequelize } from "../../database/connection.js";
import type { AnyResource } from "../../door/define.js";

/** One column of a list's order, as it stands in SQL. */
interface Key {
  column: string;
  descending: boolean;
  nullable: boolean;
}

const alias = (index: number) => `keyset${index}`;

/** The order of a list as keys; throws for an order that no row can be compared by (none is declared so; a test walks them). */
export function keysOf(resource: AnyResource, order: OrderItem[]): Key[] {
  const attributes = resource.model.getAttributes();
  return order.map((item) => {
    const [name, direction] = item as [string, string];
    const attribute = Array.isArray(item) && typeof name === "string" ? attributes[name] : undefined;
    if (!attribute) throw new Error(`${resource.name}: an export cannot be ordered by ${JSON.stringify(item)}`);
    const column = `"${resource.model.name}"."${attribute.field ?? name}"`;
    return { column, descending: direction === "DESC", nullable: attribute.allowNull !== false && name !== "id" };
  });
}

/** Each key as the database writes it: an instant in JavaScript has lost its microseconds, and rows would be passed over. */
export const keyColumns = (keys: Key[]) =>
  keys.map(({ column }, index) => [literal(`${column}::text`), alias(index)] as [ReturnType<typeof literal>, string]);

/** The condition under which a row comes after `last` in that order (NULLs last, or first when descending, as PostgreSQL has them). */
export function after(keys: Key[], last: Model): WhereOptions {
  const values = keys.map((_, index) => (last.get(alias(index)) as string | null | undefined) ?? null);
  const chain = keys.reduceRight((rest, key, index) => {
    const value = values[index] ?? null;
    const further = later(key, value);
    return rest === "" ? further : `(${further} OR (${same(key, value)} AND ${rest}))`;
  }, "");
  return literal(`(${bound(keys[0], values[0] ?? null)}${chain})`) as unknown as WhereOptions;
}

const quoted = (value: string) => sequelize.escape(value);
const same = ({ column }: Key, value: string | null) =>
  value === null ? `${column} IS NULL` : `${column} = ${quoted(value)}`;

function later({ column, descending, nullable }: Key, value: string | null): string {
  if (descending) return value === null ? `${column} IS NOT NULL` : `${column} < ${quoted(value)}`;
  if (value === null) return "FALSE";
  return nullable ? `(${column} > ${quoted(value)} OR ${column} IS NULL)` : `${column} > ${quoted(value)}`;
}

/** The same said once more of the first key alone: the OR above keeps PostgreSQL from beginning in the middle of an index. */
function bound(key: Key | undefined, value: string | null): string {
  if (!key || value === null || (key.nullable && !key.descending)) return "";
  return `${key.column} ${key.descending ? "<=" : ">="} ${quoted(value)} AND `;
}
