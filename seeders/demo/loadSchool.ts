import { ClassSession } from "../../models/school/ClassSession.js";
import { ClassSessionSubject } from "../../models/school/ClassSessionSubject.js";
import { CurriculumSubject } from "../../models/school/CurriculumSubject.js";
import { Form } from "../../models/school/Form.js";
import { SchoolClass } from "../../models/school/SchoolClass.js";
import { Session } from "../../models/school/Session.js";
import { Setting } from "../../models/school/Setting.js";
import { Subject } from "../../models/school/Subject.js";
import { Term } from "../../models/school/Term.js";
import { pinnedScales } from "../../app/commands/assessment/scales.js";
import { bulkCreate } from "../../app/audit/audited.js";
import { Ids } from "./Ids.js";
import { loadAssessment } from "./loadAssessment.js";
import { loadPeople } from "./loadPeople.js";
import { loadStaff } from "./loadStaff.js";
import type { SchoolPlan } from "./plan/types.js";

/** Loads a plan into an empty school, in the caller's one transaction. False when the school is filled already. */
export async function loadSchool(plan: SchoolPlan, passwordHash: string): Promise<boolean> {
  if (await Session.count()) return false;
  const ids = new Ids();
  await loadSettings(plan);
  await loadStaff(plan, ids, passwordHash);
  await loadStructure(plan, ids);
  await loadPeople(plan, ids);
  await loadAssessment(plan, ids);
  return true;
}

async function loadSettings({ client, settings }: SchoolPlan): Promise<void> {
  const { colours, ...general } = settings.general;
  const pages: Record<string, Record<string, unknown>> = {
    general: {
      ...general,
      name: client.name,
      colours: { main: colours.primary, accent: colours.accent },
      demonstration: true,
    },
    assessment: { ...settings.assessment },
    chatbot: { ...settings.chatbot },
  };
  for (const [key, value] of Object.entries(pages)) {
    const row = (await Setting.findOne({ where: { key } })) ?? Setting.build({ key, value: {} });
    row.value = { ...row.value, ...value };
    await row.save();
  }
}

async function loadStructure(plan: SchoolPlan, ids: Ids): Promise<void> {
  const { session } = plan;
  await Session.create({
    id: ids.of("session", session.key),
    name: session.name,
    startsOn: session.startsOn,
    endsOn: session.endsOn,
    isCurrent: true,
    status: "current",
  });
  const scales = await pinnedScales();
  await bulkCreate(
    Term,
    plan.terms.map(({ key, name, number, startsOn, endsOn, nextTermBegins, isCurrent }) => ({
      id: ids.of("term", key),
      sessionId: ids.of("session", session.key),
      name,
      number,
      startsOn,
      endsOn,
      nextTermBegins,
      isCurrent,
      scales,
    })),
  );
  await loadForms(plan, ids);
  await bulkCreate(
    SchoolClass,
    plan.classes.map(({ key, formKey, name }) => ({ id: ids.of("class", key), formId: ids.of("form", formKey), name })),
  );
  await bulkCreate(
    Subject,
    plan.subjects.map(({ code, name }) => ({ id: ids.of("subject", code), code, name })),
  );
  await bulkCreate(
    CurriculumSubject,
    plan.curriculum.map(({ formKey, subjectCode, compulsory }) => ({
      formId: ids.of("form", formKey),
      subjectId: ids.of("subject", subjectCode),
      compulsory,
    })),
  );
  await bulkCreate(
    ClassSession,
    plan.classSessions.map(({ key, sessionKey, classKey, name, classTeacherKey, capacity }) => ({
      id: ids.of("classSession", key),
      sessionId: ids.of("session", sessionKey),
      classId: ids.of("class", classKey),
      name,
      capacity,
      classTeacherId: classTeacherKey === null ? null : ids.of("staff", classTeacherKey),
    })),
  );
  await bulkCreate(
    ClassSessionSubject,
    plan.classSessionSubjects.map(({ classSessionKey, subjectCode, elective, teacherKey }) => ({
      classSessionId: ids.of("classSession", classSessionKey),
      subjectId: ids.of("subject", subjectCode),
      elective,
      teacherId: teacherKey === null ? null : ids.of("staff", teacherKey),
    })),
  );
}

/** The country's preset has made forms already: those of the plan's names are taken, others made, unused ones removed. */
async function loadForms(plan: SchoolPlan, ids: Ids): Promise<void> {
  const present = await Form.findAll();
  for (const form of plan.forms) {
    const known = present.find((candidate) => candidate.name === form.name);
    if (known) ids.set("form", form.key, known.id);
  }
  const missing = plan.forms.filter((form) => !present.some((candidate) => candidate.name === form.name));
  for (const { key, name, level, order } of missing) await Form.create({ id: ids.of("form", key), name, level, order });
  for (const form of present) {
    if (plan.forms.some((planned) => planned.name === form.name)) continue;
    await Form.update({ nextFormId: null }, { where: { nextFormId: form.id }, individualHooks: true });
    await form.destroy();
  }
  for (const { key, nextFormKey } of plan.forms) {
    const form = await Form.findByPk(ids.of("form", key), { rejectOnEmpty: true });
    await form.update({ nextFormId: nextFormKey === null ? null : ids.of("form", nextFormKey) });
  }
}
