import { bulkCreate } from "../../app/audit/audited.js";
import { uuidv7 } from "../../app/ids.js";
import { Student } from "../../models/school/Student.js";
import { buildClassSession, buildSession } from "../../test/factories.js";
import type { School } from "../../test/support/schools.js";

const CLASSES = 20;
const STUDENTS = 50;

/** A school of 1,000 students in 20 classes of 50. Answers one class session's id. */
export function fillSchool(school: School): Promise<string> {
  return school.inside(async () => {
    const { id: sessionId } = await buildSession();
    let last = "";
    for (let c = 0; c < CLASSES; c++) {
      const { id: currentClassSessionId } = await buildClassSession({ sessionId });
      last = currentClassSessionId;
      await bulkCreate(
        Student,
        Array.from({ length: STUDENTS }, (_, i) => ({
          id: uuidv7(),
          admissionNumber: `B/${c}/${i}`,
          firstName: `Tariro ${i}`,
          lastName: `Moyo ${(i * 37) % 50}`,
          gender: i % 2 ? "male" : "female",
          dateOfBirth: "2011-02-28",
          boardingStatus: "day",
          currentClassSessionId,
        })),
      );
    }
    return last;
  });
}
