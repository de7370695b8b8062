import type { Model, ModelStatic } from "sequelize";
import { folded } from "../../app/locale/folded.js";

/** Keeps a folded copy of what one searches by, so that accents, case and order of words do not matter. */
export function keepSearchText<M extends Model>(model: ModelStatic<M>, columns: string[]): void {
  const fold = (row: M) => {
    row.set(
      "searchText" as never,
      folded(
        columns
          .map((column) => row.get(column))
          .flat()
          .filter(Boolean)
          .join(" "),
      ) as never,
    );
  };
  model.addHook("beforeValidate", fold);
  model.addHook("beforeBulkCreate", (rows: unknown) => (rows as M[]).forEach(fold));
}
