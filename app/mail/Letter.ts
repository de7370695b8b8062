import type { KnownClient } from "../tenancy/resolve.js";

/** A mail as it leaves: plain text only, so that it reads alike everywhere and nothing in it runs. */
export interface Letter {
  to: { name: string; address: string };
  /** The name that stands before our address: the school's, or the platform's. */
  from: string;
  subject: string;
  text: string;
}

export type MailKind = "reset";

/** What a mail's row says: who asked, and at which school; none for the platform's own people. */
export interface Asked {
  address: string;
  client?: KnownClient;
}

/**
 * Writes a kind's letters when they leave, in scopes of its own; null when there is nobody to write to. Secrets are made
 * here, never kept in the outbox. Handed to the pump from above: this room knows no users.
 */
export type Composers = Record<MailKind, (asked: Asked) => Promise<Letter | null>>;
