import type { Model, ModelStatic, Sequelize } from "sequelize";

/** Models whose changes leave entries. */
export const trail = new Set<ModelStatic<Model>>();

interface Query {
  type?: string;
  model?: ModelStatic<Model>;
  instance?: Model;
  hooks?: boolean;
}

const MANY = new Set(["BULKUPDATE", "BULKDELETE", "UPSERT"]);
const guarded = new WeakSet<Sequelize>();

/**
 * Bulk writes with `hooks: false` pass every hook of a model by; the last one before the wire sees them (tenancy.md 9).
 * A single row's save without hooks stays possible: it says in its place why it leaves no entry.
 */
export function guardQueries({ sequelize, name }: ModelStatic<Model>): void {
  if (!sequelize) throw new Error(`${name} is not bound to a Sequelize`);
  if (guarded.has(sequelize)) return;
  guarded.add(sequelize);
  sequelize.addHook("beforeQuery", (options: object) => {
    const { type = "", model, instance, hooks } = options as Query;
    if (hooks !== false || !model || !trail.has(model)) return;
    if (MANY.has(type) || (type === "INSERT" && !instance))
      throw new Error(`${model.name}: a bulk write without hooks leaves no trail`);
  });
}

/** increment and decrement run no hook at all. */
export function refuseCounting(model: ModelStatic<Model>): void {
  const refuse = () =>
    Promise.reject(new Error(`${model.name}: increment and decrement leave no trail: load and save`));
  Object.assign(model, { increment: refuse, decrement: refuse });
}
