import { Op, type Attributes, type Model, type ModelStatic, type WhereOptions } from "sequelize";
import { fieldError, problem } from "../../errors.js";

/**
 * Refuses values that another row has, and names the field (or `as`, where the wire calls it otherwise). The unique
 * index has the last word, but PostgreSQL keeps its detail back on tables with row-level security.
 * @throws 409 duplicate
 */
export async function mustBeFree<M extends Model>(
  model: ModelStatic<M>,
  values: Partial<Attributes<M>>,
  { exceptId, as }: { exceptId?: string; as?: string } = {},
): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const others = exceptId === undefined ? {} : { id: { [Op.ne]: exceptId } };
    if (!(await model.count({ where: { [name]: value, ...others } as WhereOptions<Attributes<M>> }))) continue;
    const errors = [fieldError(`/${as ?? name}`, "is taken already", "duplicate")];
    throw problem("duplicate", { errors, detail: `${as ?? name}: taken already` });
  }
}
