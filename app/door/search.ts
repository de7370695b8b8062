import { folded } from "../locale/folded.js";
import { Op, type WhereOptions } from "sequelize";

const escaped = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

/** Every word stands somewhere in one of the columns, in any order. For short lists; large ones keep a folded column. */
export const nameSearch =
  (...columns: string[]) =>
  (words: string): WhereOptions =>
    ({
      [Op.and]: words
        .split(/\s+/)
        .map((word) => ({ [Op.or]: columns.map((column) => ({ [column]: { [Op.iLike]: escaped(word) } })) })),
    }) as WhereOptions;

/** Every word stands in the folded column, in any order, accents or not. */
export const foldedSearch =
  (column = "searchText") =>
  (words: string): WhereOptions =>
    ({
      [Op.and]: folded(words)
        .split(" ")
        .map((word) => ({ [column]: { [Op.like]: escaped(word) } })),
    }) as WhereOptions;
