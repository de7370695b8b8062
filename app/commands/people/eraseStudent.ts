import { Op } from "sequelize";
import { z } from "zod";
import { Guardian } from "../../../models/school/Guardian.js";
import { StoredFile } from "../../../models/school/StoredFile.js";
import { Student } from "../../../models/school/Student.js";
import { StudentGuardian } from "../../../models/school/StudentGuardian.js";
import { students } from "../../../resources/students.js";
import { record } from "../../audit/trail.js";
import { verb } from "../../door/verb.js";
import { checkedKey } from "../../files/keys.js";
import { storage } from "../../files/openStorage.js";
import { now } from "../../locale/clock.js";
import { afterCommit, current } from "../../tenancy/context.js";

/**
 * Makes a student anonymous, for the law: what tells who it was goes, what the school counts by (gender, year of birth,
 * marks) stays, and the row is deleted softly. Guardians who care for nobody else go too. The trail says that, by whom
 * and when, never what stood there: so the models' own entries, which hold the values before, are left out.
 */
export const eraseStudent = verb({
  name: "erase",
  on: students,
  may: "erase",
  deleted: true,
  input: z.strictObject({}),
  confirm: "Make {{title}} anonymous for ever? Name, birth day, number and guardians cannot be brought back.",
  one: async (student) => {
    await eraseGuardians(student);
    await erasePhoto(student);
    student.set({
      admissionNumber: null,
      firstName: "Erased",
      middleName: null,
      lastName: "Student",
      preferredName: null,
      dateOfBirth: `${student.dateOfBirth.slice(0, 4)}-01-01`,
      boardingStatus: null,
      photoFileId: null,
      demographics: {},
      searchText: "",
      deletedAt: student.deletedAt ?? now(),
    });
    await student.save({ hooks: false, paranoid: false } as object);
    record({ action: "erase", entity: "Student", entityId: student.id });
  },
});

/** The photo goes, row and bytes, unless another row shows it too (two children, one file: somebody else's mistake). */
async function erasePhoto({ id, photoFileId }: Student): Promise<void> {
  const file = photoFileId === null ? null : await StoredFile.findByPk(photoFileId, { lock: true });
  const others = { photoFileId, id: { [Op.ne]: id } };
  if (!file || (await Student.count({ where: others, paranoid: false }))) return;
  const key = checkedKey(current().schema, file.key);
  await file.destroy({ hooks: false });
  afterCommit(() => storage().delete(key));
}

async function eraseGuardians(student: Student): Promise<void> {
  const links = await StudentGuardian.findAll({ where: { studentId: student.id }, lock: true });
  for (const link of links) {
    await link.destroy({ hooks: false });
    if (await StudentGuardian.count({ where: { guardianId: link.guardianId } })) continue;
    const guardian = await Guardian.findByPk(link.guardianId, { paranoid: false });
    await guardian?.destroy({ force: true, hooks: false });
    record({ action: "erase", entity: "Guardian", entityId: link.guardianId });
  }
}
