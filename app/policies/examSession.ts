import type { ExamSession } from "../../models/school/ExamSession.js";
import { byCodes } from "./byCodes.js";

/** Rounds of assessment: made with the structure, opened and locked by whoever may lock marks, published by the head. */
export const examSessionPolicy = byCodes<ExamSession>({
  read: "structure.read",
  create: "structure.write",
  update: "structure.write",
  remove: "structure.write",
  open: "marks.lock",
  lock: "marks.lock",
  publish: "results.publish",
  reopen: "results.publish",
  autoCreate: "structure.write",
});
