/** A table of public whose rows of a school travel with it. */
interface Carried {
  table: string;
  /** Whose role reads them: the school's own (school-side tables), or the platform's (the directory). */
  by: "school" | "platform";
  /** Whether a copy beside the original gets them as well. Its ids are new then: they are unique over all schools. */
  copied: boolean;
  /** Two schools cannot both have such a row (a number, a host name, a key): whoever has it keeps it. */
  yields: boolean;
  /** Columns of the moment, which begin empty. */
  emptied?: string[];
}

/** What of public a dump carries, in the order in which it is loaded. The next list says what it does not, and why. */
export const CARRIED: readonly Carried[] = [
  { table: "users", by: "school", copied: true, yields: false },
  { table: "whatsapp_contacts", by: "school", copied: true, yields: false, emptied: ["busy_until", "lease_token"] },
  { table: "api_keys", by: "school", copied: false, yields: true },
  { table: "verification_codes", by: "school", copied: false, yields: true },
  { table: "audit_seals", by: "school", copied: false, yields: true },
  { table: "domains", by: "platform", copied: false, yields: true },
  { table: "whatsapp_numbers", by: "platform", copied: false, yields: true },
];

/** Public tables with rows of a school that stay behind. A test holds both lists against the catalogue. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  schema_migrations: "the manifest's ledger says it",
  refresh_tokens: "a sign-in does not travel: people sign in again",
  panel_sessions: "likewise",
  password_resets: "a link that was mailed holds for an hour, here",
  idempotency_keys: "answers to programs that repeat themselves within a day",
  operations: "long work on the school, of this installation",
  open_work: "which batches wait; what is not done is announced again where the school arrives",
  inbound_messages: "in transit; the conversation stands in the school's own tables",
  inbound_statuses: "in transit",
  outbox_messages: "in transit: sent from here, never twice",
  act_as_tickets: "links that hold for a minute",
};
