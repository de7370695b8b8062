import { ClassSession } from "../../models/school/ClassSession.js";
import { Form } from "../../models/school/Form.js";
import { Registration } from "../../models/school/Registration.js";
import { SchoolClass } from "../../models/school/SchoolClass.js";
import { Session } from "../../models/school/Session.js";
import { Staff } from "../../models/school/Staff.js";
import { Student } from "../../models/school/Student.js";

let made = 0;

/** A class of the running year with one student, led by `teacher`; call it inside a school. */
export async function classOf(teacher: string | undefined): Promise<{ student: string; form: string }> {
  const name = `T${++made}`;
  const form = await Form.create({ name, level: "junior", order: 50 + made });
  const classes = await SchoolClass.create({ name, formId: form.id });
  const year = 2000 + made;
  const session = await Session.create({ name, startsOn: `${year}-01-10`, endsOn: `${year}-12-10` });
  if (teacher !== undefined) await Staff.create({ id: teacher, firstName: "Uma", lastName: name });
  const place = { classId: classes.id, sessionId: session.id, name };
  const classSession = await ClassSession.create({ ...place, classTeacherId: teacher ?? null });
  const student = await Student.create({ firstName: "Own", lastName: name, gender: "male", dateOfBirth: "2011-01-01" });
  await Registration.create({ studentId: student.id, sessionId: session.id, classSessionId: classSession.id });
  return { student: student.id, form: form.id };
}
