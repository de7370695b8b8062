/** What an entry of the trail can say was done. Each has its words in every language of the panel (test/locale). */
export const ACTIONS = [
  "create",
  "update",
  "delete",
  "restore",
  "erase",
  "reopen",
  "exported",
  "password",
  "reset-mail",
  "reset-password",
  "enter",
  "act-as",
  "refused",
  "locked",
  "bound",
  "results-shown",
  "chatbot-closed",
  "retry",
  // Long work on a school: once when it is asked for, once with how it ended (`after.status`).
  "export",
  "clone",
  "import",
  "purge",
  "migrate",
] as const;
export type Action = (typeof ACTIONS)[number];

/** What an entry can be about beside rows of audited models and, where a list was exported, the list's name. */
export const OTHER_ENTITIES = ["AdmissionNumber", "Backup", "Contact", "Job", "Operation", "schema"] as const;
