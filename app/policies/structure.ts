import type { Model } from "sequelize";
import { byCodes } from "./byCodes.js";

/** Sessions, terms, forms, classes, subjects, class sessions: everybody in the school may look, the office changes them. */
export const structurePolicy = byCodes<Model>({
  read: "structure.read",
  create: "structure.write",
  update: "structure.write",
  remove: "structure.write",
  activate: "structure.write",
  close: "structure.write",
  archive: "structure.write",
  // Of a class session: who stands in it is the students' business.
  register: "students.write",
});
