/** Permission codes of a school, `<area>.<verb>`. A code in SCOPED may end in its scope: `marks.enter:own`. */
export const PERMISSIONS = [
  "students.read",
  "students.write",
  "students.sensitive",
  "students.erase",
  "admissions.decide",
  "structure.read",
  "structure.write",
  "attendance.read",
  "attendance.take",
  "marks.read",
  "marks.enter",
  "marks.lock",
  "results.read",
  "results.publish",
  "comments.class-teacher",
  "comments.head",
  "comments.subject",
  "promotions.run",
  "reports.make",
  "notices.send",
  "settings.read",
  "settings.write",
  "users.manage",
  "audit.read",
  "chatbot.reply",
  "imports.run",
] as const;

export type Permission = (typeof PERMISSIONS)[number];
export type Reach = "own" | "form" | "school";

/** What may be limited to one's own classes and subjects, or to one's forms. */
const SCOPED: readonly Permission[] = [
  "students.read",
  "attendance.read",
  "attendance.take",
  "marks.read",
  "marks.enter",
  "results.read",
  "comments.class-teacher",
  "comments.subject",
  "reports.make",
];

/** Whether a text is a permission code this school system knows, with a scope only where one makes sense. */
export function isPermission(code: string): boolean {
  const [area, scope, ...more] = code.split(":");
  if (more.length || !PERMISSIONS.includes(area as Permission)) return false;
  return scope === undefined || ((scope === "own" || scope === "form") && SCOPED.includes(area as Permission));
}

/** Every code that may stand in a role: the plain ones and the scoped forms. */
export const allCodes: string[] = PERMISSIONS.flatMap((code) =>
  SCOPED.includes(code) ? [code, `${code}:form`, `${code}:own`] : [code],
);

const READ: string[] = [
  "students.read",
  "structure.read",
  "attendance.read",
  "marks.read",
  "results.read",
  "settings.read",
];

/** The roles every new school starts with (api.md, section 6). */
export const ROLE_PRESETS: Record<string, { name: string; permissions: string[] }> = {
  admin: { name: "Administrator", permissions: [...PERMISSIONS] },
  head: {
    name: "Head",
    permissions: [
      ...READ,
      "students.sensitive",
      "results.publish",
      "comments.head",
      "reports.make",
      "notices.send",
      "promotions.run",
      "audit.read",
    ],
  },
  registrar: {
    name: "Registrar",
    permissions: [
      ...READ,
      "students.write",
      "students.sensitive",
      "admissions.decide",
      "structure.write",
      "imports.run",
      "reports.make",
    ],
  },
  "class-teacher": {
    name: "Class teacher",
    permissions: [
      "students.read:own",
      "structure.read",
      "attendance.read:own",
      "attendance.take:own",
      "marks.read:own",
      "results.read:own",
      "comments.class-teacher:own",
      "reports.make:own",
    ],
  },
  "subject-teacher": {
    name: "Subject teacher",
    permissions: [
      "students.read:own",
      "structure.read",
      "marks.read:own",
      "marks.enter:own",
      "results.read:own",
      "comments.subject:own",
    ],
  },
  bursar: { name: "Bursar", permissions: [...READ] },
  viewer: { name: "Viewer", permissions: [...READ] },
};

export const PLATFORM_ROLES = ["superadmin", "operator", "support"] as const;
export type PlatformRole = (typeof PLATFORM_ROLES)[number];

/** What the platform's three roles may do under /system (api.md, section 6). */
export const PLATFORM_PERMISSIONS: Record<PlatformRole, readonly string[]> = {
  superadmin: [
    "platform.read",
    "schools.write",
    "domains.write",
    "numbers.write",
    "migrations.run",
    "jobs.write",
    "users.write",
    "keys.write",
    "settings.write",
    "schools.enter",
    "schools.act-as",
  ],
  operator: ["platform.read", "schools.write", "domains.write", "numbers.write", "migrations.run", "jobs.write"],
  support: ["platform.read", "schools.act-as"],
};
