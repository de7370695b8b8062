import type { Term } from "../../models/school/Term.js";
import { byCodes } from "./byCodes.js";

/** Terms: structure, but publishing them is the head's. */
export const termPolicy = byCodes<Term>({
  read: "structure.read",
  create: "structure.write",
  update: "structure.write",
  remove: "structure.write",
  activate: "structure.write",
  publish: "results.publish",
  withdraw: "results.publish",
});
