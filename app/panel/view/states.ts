/** In which state a verb makes sense: only then is its button shown. The verb itself refuses what is not possible. */
const WHEN: Record<string, (row: Record<string, unknown>) => boolean> = {
  restore: (row) => row.deletedAt !== null && row.deletedAt !== undefined,
  open: isIn("draft"),
  lock: isIn("open"),
  "exam-sessions.publish": isIn("locked"),
  "exam-sessions.reopen": isIn("locked", "published"),
  "exams.submit": (row) => !row.submittedAt,
  "exams.reopen": (row) => Boolean(row.submittedAt),
  "terms.publish": (row) => !row.publishedAt,
  "terms.withdraw": (row) => Boolean(row.publishedAt),
  "registrations.withdraw": isIn("active"),
  "registrations.move": isIn("active"),
  revoke: isIn("current"),
  cancel: isIn("queued", "running"),
  retry: isIn("failed", "cancelled", "done"),
  suspend: isIn("active"),
  "schools.activate": isIn("suspended"),
  "sessions.close": isIn("current"),
  "act-as": isIn("active"),
};

function isIn(...states: string[]) {
  return ({ status }: Record<string, unknown>): boolean => states.includes(String(status));
}

export function fitsState(resource: string, verb: string, row: Record<string, unknown>): boolean {
  return (WHEN[`${resource}.${verb}`] ?? WHEN[verb] ?? (() => true))(row);
}
