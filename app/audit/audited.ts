import {
  literal,
  type CreationAttributes,
  type Model,
  type ModelStatic,
  type WhereOptions,
  type Attributes,
} from "sequelize";
import { guardQueries, refuseCounting, trail } from "./guards.js";
import type { Action } from "./actions.js";
import { record } from "./trail.js";

/** Never in a trail, whatever the model: what proves who one is. */
const SECRET = /password|token|secret|keyHash|codeHash|verificationCode/i;
/** Not worth a line: kept by itself, or a frozen document that stands in its own row. */
const NOISE = new Set(["updatedAt", "createdAt", "version", "searchText", "snapshot"]);

interface BulkOptions {
  audited?: boolean;
  individualHooks?: boolean;
}

/**
 * Makes every change of a model's rows leave an entry, in the same transaction. Single writes are told by Sequelize's
 * hooks; bulk writes have none per row and are refused unless they come through `bulkCreate`/`bulkUpdate` below.
 */
export function audited<M extends Model>(model: ModelStatic<M>): void {
  trail.add(model);
  guardQueries(model);
  refuseCounting(model);
  model.addHook("afterCreate", (row: M) => record(entry(model, row, "create", null, shown(row.get()))));
  model.addHook("afterUpdate", (row: M) => {
    const changed = changes(row);
    if (changed) record(entry(model, row, changed.action, changed.before, changed.after));
  });
  model.addHook("afterDestroy", (row: M) => record(entry(model, row, "delete", shown(row.get()), null)));
  model.addHook("afterRestore", (row: M) => record(entry(model, row, "restore", null, { deletedAt: null })));
  for (const hook of [
    "beforeBulkCreate",
    "beforeBulkUpdate",
    "beforeBulkDestroy",
    "beforeBulkRestore",
    "beforeUpsert",
  ] as const) {
    model.addHook(hook, (...given: unknown[]) => {
      const options = given.at(-1) as BulkOptions;
      if (!options.audited && !options.individualHooks)
        throw new Error(`${model.name}: use the bulk functions of app/audit`);
    });
  }
}

function changes(row: Model) {
  const previous = row.previous() as Record<string, unknown>;
  // Sequelize tells a value that was set anew as changed, also where it is the same one.
  const same = (name: string) => JSON.stringify(previous[name] ?? null) === JSON.stringify(row.get(name) ?? null);
  const names = Object.keys(previous).filter((name) => !NOISE.has(name) && !same(name));
  if (!names.length) return undefined;
  const pick = (from: Record<string, unknown>) => shown(Object.fromEntries(names.map((name) => [name, from[name]])));
  return { action: "update" as const, before: pick(previous), after: pick(row.get() as Record<string, unknown>) };
}

function shown(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(
        ([name, value]) =>
          !NOISE.has(name) && value !== undefined && !(value instanceof Object && "sequelize" in value),
      )
      .map(([name, value]) => [name, SECRET.test(name) ? "(secret)" : value]),
  );
}

function entry(
  model: ModelStatic<Model>,
  row: Model,
  action: Action,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
) {
  return { action, entity: model.name, entityId: String(row.get("id")), before, after };
}

/** Inserts many rows with one statement a thousand, each with its entry in the trail. */
export async function bulkCreate<M extends Model>(model: ModelStatic<M>, rows: CreationAttributes<M>[]): Promise<M[]> {
  const made: M[] = [];
  for (let start = 0; start < rows.length; start += 1000) {
    made.push(...(await model.bulkCreate(rows.slice(start, start + 1000), { audited: true } as object)));
  }
  record(...made.map((row) => entry(model, row, "create", null, shown(row.get()))));
  return made;
}

/** Writes the same values to many rows with one statement; the caller's `where` is loaded first, under lock, for the trail. */
export async function bulkUpdate<M extends Model>(
  model: ModelStatic<M>,
  values: Partial<Attributes<M>>,
  where: WhereOptions<Attributes<M>>,
): Promise<M[]> {
  const rows = await model.findAll({ where, lock: true });
  if (!rows.length) return rows;
  // By the rows under lock, not by the caller's condition again: a row that came meanwhile would be written untold.
  const ids = rows.map((row) => String(row.get("id")));
  await model.update({ ...values, ...nextVersion(model) } as never, { where: { id: ids }, audited: true } as never);
  for (const row of rows) {
    const before = Object.fromEntries(Object.keys(values).map((name) => [name, row.get(name)]));
    record(entry(model, row, "update", shown(before), shown(values)));
    row.set({ ...values, ...(counted(model) ? { version: Number(row.get("version")) + 1 } : {}) } as never, {
      raw: true,
    });
  }
  return rows;
}

const counted = (model: ModelStatic<Model>) => "version" in model.getAttributes() && model.options.version !== false;

/** Sequelize counts versions in `save` only; a bulk write must show in If-Match and `version` all the same. */
const nextVersion = (model: ModelStatic<Model>) => (counted(model) ? { version: literal("version + 1") } : {});
