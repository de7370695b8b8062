import { z } from "zod";
import { guardians } from "../../../resources/guardians.js";
import { students } from "../../../resources/students.js";
import { verb } from "../../door/verb.js";
import { problem } from "../../errors.js";

/** Brings a deleted student back; refused while another one has the admission number. */
export const restoreStudent = verb({
  name: "restore",
  on: students,
  may: "restore",
  deleted: true,
  input: z.strictObject({}),
  one: async (student) => {
    if (student.deletedAt === null) throw problem("invalid_transition", "is not deleted");
    await student.restore();
  },
});

/** Brings a deleted guardian back; refused while another one has the phone. */
export const restoreGuardian = verb({
  name: "restore",
  on: guardians,
  may: "restore",
  deleted: true,
  input: z.strictObject({}),
  one: async (guardian) => {
    if (guardian.deletedAt === null) throw problem("invalid_transition", "is not deleted");
    await guardian.restore();
  },
});
