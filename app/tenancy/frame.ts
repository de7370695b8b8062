/** One transaction's frame: who it belongs to and how it was opened. */
export interface Scope {
  kind: "school" | "platform";
  schema: string;
  role: string;
  readOnly: boolean;
  clientId: string;
  actorId: string;
}

/** One SELECT with its binds. */
export interface Question {
  text: string;
  values: unknown[];
}

/** What was asked with BEGIN, and its rows or its error. */
export interface Told {
  question: Question;
  rows?: Record<string, unknown>[];
  error?: Error;
}

/** A pooled pg connection after our hook: `simple` may send several statements, `query` only one, by first word. */
export interface ScopedConnection {
  simple(sql: string): Promise<unknown>;
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  /** An SQL error was told in this transaction, and not undone to a savepoint since. */
  failed: boolean;
  /** pg's pipeline: what is asked next is sent without waiting for the answers before it. */
  pipeline: boolean;
  connection: { stream: { cork(): void; uncork(): void } };
  getTransactionStatus(): "I" | "T" | "E" | null;
}
