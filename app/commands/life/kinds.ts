import { cloneSchool, importSchool } from "./cloneSchool.js";
import { deleteSchool, purgeSchool, restoreSchool } from "./deleteSchool.js";
import { exportSchool } from "./exportSchool.js";
import type { Kind } from "./kind.js";
import { migrateFleet } from "./migrateFleet.js";

/** Every kind of long work on a school, by the word that stands in its row. */
export const kinds: ReadonlyMap<string, Kind> = new Map(
  [exportSchool, cloneSchool, importSchool, deleteSchool, restoreSchool, purgeSchool, migrateFleet].map((kind) => [
    kind.name,
    kind,
  ]),
);
