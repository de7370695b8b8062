/** How a table travels without people: columns that lead to somebody are emptied. */
interface Structure {
  emptied?: string[];
  where?: string;
}

const ADMINISTRATORS =
  "SELECT a.user_id FROM role_assignments a JOIN roles r ON r.id = a.role_id WHERE r.preset = 'admin'";

/**
 * What a copy without people keeps: how the school is set up, and its administrators, so that somebody can sign in. A table
 * that is not here (students, marks, papers, conversations, the trail) stays empty.
 */
export const STRUCTURE: Readonly<Record<string, Structure>> = {
  settings: {},
  files: { where: "purpose = 'crest'", emptied: ["created_by"] },
  roles: {},
  staff: { where: `id IN (${ADMINISTRATORS})`, emptied: ["signature_file_id"] },
  role_assignments: {
    where: `user_id IN (${ADMINISTRATORS}) AND role_id IN (SELECT id FROM roles WHERE preset = 'admin')`,
  },
  sessions: {},
  terms: { emptied: ["published_at"] },
  closures: {},
  forms: {},
  classes: {},
  subjects: {},
  curriculum_subjects: {},
  grade_scales: {},
  class_sessions: { emptied: ["class_teacher_id"] },
  class_session_subjects: { emptied: ["teacher_id"] },
};

/** Ids of the administrators: their logins stand in public, where no statement may look from a school's table. */
export const administrators = ADMINISTRATORS;
