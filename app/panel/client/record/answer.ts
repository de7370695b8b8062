import type { Names, Row } from "../base/cell.js";
import type { Concern } from "./Wrong.js";

/** What the server answers of a record. */
export interface RecordAnswer {
  row: Row;
  names: Names;
  may: { update: boolean; remove: boolean; verbs: string[] };
  related: Record<string, number>;
  concerns?: Concern[];
}
