import type { FindOptions, IncludeOptions, Model, ModelStatic } from "sequelize";

type Values = Record<string, unknown>;
type Includes = FindOptions["include"];

/** Whether rows with these includes can be made light: one row each (no children), columns named one by one. */
export function isLight(includes: Includes): boolean {
  return listed(includes).every(
    ({ model, as, attributes, separate, include }) =>
      model &&
      as &&
      Array.isArray(attributes) &&
      attributes.every((name) => typeof name === "string") &&
      !separate &&
      !include,
  );
}

/**
 * Rows to read, of a model's own kind (getters, `get`, includes), without what Sequelize makes to write them: its
 * constructor, previous values and copies were a third of a list's time. Values are pg's, as a loaded instance has them.
 * Never save one.
 */
export function lightRows(model: ModelStatic<Model>, found: Values[], includes: Includes): Model[] {
  const parts = listed(includes).map(({ model: part, as, attributes }) => ({
    part: part as ModelStatic<Model>,
    as: as as string,
    columns: (attributes as string[]).map((name) => [`${as}.${name}`, name] as const),
  }));
  return found.map((values) => {
    const row = light(model, values);
    for (const { part, as, columns } of parts) {
      const own: Values = {};
      let there = false;
      for (const [column, name] of columns) {
        own[name] = values[column];
        there ||= values[column] !== null;
      }
      (row as unknown as Values)[as] = values[as] = there ? light(part, own) : null;
    }
    return row;
  });
}

function light(model: ModelStatic<Model>, dataValues: Values): Model {
  const row = Object.create(model.prototype as object) as Model & Values;
  row["dataValues"] = dataValues;
  row["isNewRecord"] = false;
  return row;
}

const listed = (includes: Includes) => [includes ?? []].flat() as IncludeOptions[];
