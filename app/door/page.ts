import { fn, literal, Op, Utils, type FindOptions, type Model, type ModelStatic, type WhereOptions } from "sequelize";
import { sequelize } from "../database/connection.js";
import { isLight, lightRows } from "./lightRows.js";

type AnyModel = ModelStatic<Model>;

interface Wanted {
  where: WhereOptions;
  paranoid: boolean;
  order: FindOptions["order"];
  limit: number;
  offset: number;
  load?: Pick<FindOptions, "include" | "attributes"> | undefined;
}

/** The key under which each row brings the count. */
const TOTAL = "total of all";

/**
 * A page and the number of all rows, in one statement: the count stands in the page's SELECT, where PostgreSQL works it
 * out once. A page beyond the end brings no row to carry it, so there it is asked for.
 */
export async function findPage(model: AnyModel, wanted: Wanted): Promise<{ rows: Model[]; total: number }> {
  const { load, ...options } = wanted;
  const { where, paranoid } = options;
  if (!isLight(load?.include)) {
    const total = await model.count({ where, paranoid });
    return { total, rows: await model.findAll({ ...options, ...load }) };
  }
  const attributes = withTotal(load?.attributes, countText(model, where, paranoid));
  const found = await model.findAll({ ...options, ...load, attributes, raw: true });
  const values = found as unknown as Record<string, unknown>[];
  const [first] = values;
  if (!first) return { rows: [], total: options.offset ? await model.count({ where, paranoid }) : 0 };
  const total = Number(first[TOTAL]);
  for (const row of values) row[TOTAL] = undefined;
  return { total, rows: lightRows(model, values, load?.include) };
}

/** The SELECT that `model.count` would send. */
function countText(model: AnyModel, where: WhereOptions, paranoid: boolean): string {
  const standing = paranoid && model.options.paranoid ? { [Op.and]: [{ deletedAt: null }, where] } : where;
  const options = {
    where: Utils.cloneDeep(standing as object) as WhereOptions,
    attributes: [[fn("count", literal("*")), "n"]] as unknown as string[],
  };
  const mapped = Utils.mapFinderOptions(options, model);
  const { queryGenerator } = sequelize.getQueryInterface() as unknown as { queryGenerator: Generator };
  return queryGenerator.selectQuery(model.getTableName(), mapped, model).replace(/;$/, "");
}

interface Generator {
  selectQuery(table: ReturnType<AnyModel["getTableName"]>, options: unknown, model: AnyModel): string;
}

function withTotal(attributes: FindOptions["attributes"], count: string): FindOptions["attributes"] {
  const total: [ReturnType<typeof literal>, string] = [literal(`(${count})`), TOTAL];
  if (Array.isArray(attributes)) return [...attributes, total];
  return { ...attributes, include: [...(attributes?.include ?? []), total] } as FindOptions["attributes"];
}
