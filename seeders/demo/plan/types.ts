import type { AssessmentSettings, GeneralSettings, GradeScalePreset } from "../../presets/types.js";

/** The demonstration schools, by the `school` column of the data in lower case; also their schema names. */
export type SchoolKey = "gp" | "ms";
export type Gender = "female" | "male";
export type Relationship = "mother" | "father" | "other";
/** Names of role presets (api.md section 6). */
export type RoleName = "admin" | "head" | "registrar" | "class-teacher" | "subject-teacher";

/** What `POST /system/schools` takes, without the first admin: that is the plan's head. */
export interface PlannedClient {
  name: string;
  schemaName: SchoolKey;
  code: string;
  domain: string;
  country: string;
  timezone: string;
  locale: string;
  preset: string;
  whatsappNumber: { phoneNumberId: string; displayNumber: string };
}

export interface PlannedSettings {
  general: GeneralSettings & {
    motto: string;
    address: string;
    phone: string;
    email: string;
    colours: { primary: string; accent: string };
    /** Stands on the panel and on every paper of an invented school. */
    demonstrationNotice: string;
  };
  assessment: AssessmentSettings;
  reports: { requiredComments: string[] };
  chatbot: { proof: "phone"; languages: string[]; welcomeMessage: string };
}

export interface PlannedStaff {
  key: string;
  email: string;
  firstName: string;
  lastName: string;
  title: string;
  initials: string;
  roles: RoleName[];
}

/** Days are the school's own, YYYY-MM-DD. */
export interface PlannedSession {
  key: string;
  name: string;
  startsOn: string;
  endsOn: string;
  isCurrent: boolean;
}

export interface PlannedTerm {
  key: string;
  sessionKey: string;
  name: string;
  number: number;
  startsOn: string;
  endsOn: string;
  nextTermBegins: string;
  isCurrent: boolean;
  /** True: the seed publishes the term by the same command as anybody's. */
  publish: boolean;
}

export interface PlannedForm {
  key: string;
  name: string;
  level: string | null;
  order: number;
  nextFormKey: string | null;
}

export interface PlannedClass {
  key: string;
  formKey: string;
  name: string;
}

export interface PlannedSubject {
  code: string;
  name: string;
}

export interface PlannedCurriculum {
  formKey: string;
  subjectCode: string;
  compulsory: boolean;
}

export interface PlannedClassSession {
  key: string;
  sessionKey: string;
  classKey: string;
  name: string;
  classTeacherKey: string | null;
  capacity: number;
}

export interface PlannedClassSessionSubject {
  classSessionKey: string;
  subjectCode: string;
  elective: boolean;
  teacherKey: string | null;
}

export interface PlannedStudent {
  key: string;
  admissionNumber: string;
  firstName: string;
  middleName: string | null;
  lastName: string;
  gender: Gender;
  dateOfBirth: string;
  status: "active";
  boardingStatus: "day";
  guardianKey: string;
  relationship: Relationship;
}

export interface PlannedGuardian {
  key: string;
  firstName: string;
  lastName: string;
  /** E.164, from the numbers kept for fiction: +1 AAA 555 01xx. */
  phone: string;
  language: string;
  whatsappConsent: { state: "given"; at: string; source: string };
}

export interface PlannedRegistration {
  key: string;
  studentKey: string;
  sessionKey: string;
  classSessionKey: string;
  /** First day of the one placement. */
  from: string;
  rollNumber: number;
  /** The electives taken, in the plan's order of subjects. */
  subjectCodes: string[];
}

export interface PlannedExamSession {
  key: string;
  termKey: string;
  name: string;
  /** Per cent of the term's total. */
  weight: number;
  /** Where the seed leaves it; on the way it is opened, filled, locked. */
  endsAs: "published" | "open";
}

export interface PlannedExam {
  key: string;
  examSessionKey: string;
  classSessionKey: string;
  subjectCode: string;
  maximumMark: number;
  date: string;
}

/** One mark, status present: 0 is a mark of 0. */
export interface PlannedMark {
  examKey: string;
  studentKey: string;
  score: number;
}

/** One demonstration school whole: plain data whose rows name each other by key. Keys are unique within their own list. */
export interface SchoolPlan {
  client: PlannedClient;
  settings: PlannedSettings;
  staff: PlannedStaff[];
  session: PlannedSession;
  terms: PlannedTerm[];
  forms: PlannedForm[];
  classes: PlannedClass[];
  subjects: PlannedSubject[];
  curriculum: PlannedCurriculum[];
  gradeScales: GradeScalePreset[];
  classSessions: PlannedClassSession[];
  classSessionSubjects: PlannedClassSessionSubject[];
  students: PlannedStudent[];
  guardians: PlannedGuardian[];
  registrations: PlannedRegistration[];
  examSessions: PlannedExamSession[];
  exams: PlannedExam[];
  marks: PlannedMark[];
  /** Three guardians that the simulator offers: a mother, a father, another. */
  simulatorGuardianKeys: string[];
}
