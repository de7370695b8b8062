/** One transaction's frame: who it belongs to and how it was opened. */
export interface Scope {
  kind: "school" | "platform";
  schema: string;
  role: string;
  readOnly: boolean;
  clientId: string;
  actorId: string;
}

/** A pooled pg connection after our hook: `simple` may send several statements, `query` only one, by first word. */
export interface ScopedConnection {
  simple(sql: string): Promise<unknown>;
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  /** An SQL error was told in this transaction, and not undone to a savepoint since. */
  failed: boolean;
  getTransactionStatus(): "I" | "T" | "E" | null;
}
