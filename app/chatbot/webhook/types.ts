/** What Meta tells us, brought to one shape. Every item carries the number it came to: one POST may hold several schools. */

/** Who wrote or got a message. At least one of the ids is there; neither is ever derived from the other. */
export interface Party {
  /** Digits of the phone as WhatsApp writes it, without "+". Absent for people who write under a user name. */
  waId: string | null;
  /** Business-scoped user id, `CC.` and up to 128 alphanumerics; scoped to the business portfolio. */
  bsuid: string | null;
}

export interface Sender extends Party {
  profileName: string | null;
  username: string | null;
}

export type MediaKind = "image" | "audio" | "video" | "document" | "sticker";

export type MessageContent =
  | { kind: "text"; text: string }
  /** A pressed button or list row. Route by `id`, never by `title`: titles are translated and cut. */
  | { kind: "tap"; via: "button_reply" | "list_reply" | "template_button"; id: string; title: string }
  /** A filled-in flow. `response` is null when Meta's string held no object: the message stays. */
  | { kind: "form"; name: string | null; response: Record<string, unknown> | null }
  | {
      kind: "media";
      media: MediaKind;
      mediaId: string;
      mimeType: string | null;
      sha256: string | null;
      caption: string | null;
      filename: string | null;
      voice: boolean;
    }
  | { kind: "location"; latitude: number; longitude: number; name: string | null; address: string | null }
  /** Contact cards. They prove nothing, unless they answer our request for the sender's number. */
  | { kind: "contacts"; phones: string[]; answersRequest: boolean }
  /** `emoji` null: the reaction was taken back. */
  | { kind: "reaction"; wamid: string | null; emoji: string | null }
  | { kind: "order" }
  | { kind: "unsupported"; codes: number[] }
  /** The person behind the contact changed number or user id: every proof is void. */
  | { kind: "identityChanged"; event: "user_changed_number" | "user_changed_user_id"; now: Party }
  /** A type, or system message, that appeared without notice: kept, counted, not answered. */
  | { kind: "unknown" };

export interface InboundMessage {
  phoneNumberId: string;
  wamid: string;
  sender: Sender;
  /** When the person sent it (Meta's `timestamp`), which opens the 24 h window; not when we heard of it. */
  sentAt: Date;
  /** Meta's word for the type, as it came. */
  type: string;
  content: MessageContent;
  /** The message this one answers. */
  contextWamid: string | null;
  forwarded: boolean;
  /** The message as Meta sent it. Holds personal data: never logged. */
  raw: Record<string, unknown>;
}

export type DeliveryStatus = "sent" | "delivered" | "read" | "failed";

export interface ReportedError {
  code: number;
  title: string | null;
  details: string | null;
}

export interface StatusUpdate {
  phoneNumberId: string;
  wamid: string;
  status: DeliveryStatus;
  at: Date;
  recipient: Party;
  /** Our own `biz_opaque_callback_data`: matches a status that comes before the HTTP reply, or after a lost one. */
  tracking: string | null;
  errors: ReportedError[];
  pricing: { billable: boolean; category: string | null; type: string | null } | null;
}

/** Account, number and template news; errors at value level. Alarms a number, touches no conversation. */
export interface NumberEvent {
  phoneNumberId: string | null;
  wabaId: string | null;
  field: string;
  errors: ReportedError[];
  value: Record<string, unknown>;
}

export interface Malformed {
  phoneNumberId: string | null;
  reason: string;
  raw: unknown;
}

export interface Ignored {
  phoneNumberId: string | null;
  reason: string;
}

export interface ParsedWebhook {
  messages: InboundMessage[];
  statuses: StatusUpdate[];
  numberEvents: NumberEvent[];
  /** Signed but unreadable: kept, since asking Meta again would not help. */
  malformed: Malformed[];
  ignored: Ignored[];
}
