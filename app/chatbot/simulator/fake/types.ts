/** A school's number as the fake knows it: what Meta would know, and where that app's webhook is. */
export interface FakeNumber {
  phoneNumberId: string;
  displayNumber: string;
  wabaId: string;
  token: string;
  appSecret: string;
  webhookUrl: string;
  registered?: boolean;
  templates?: FakeTemplate[];
}

export interface FakeTemplate {
  name: string;
  language: string;
  parameters: number;
  category: "UTILITY" | "MARKETING" | "AUTHENTICATION";
  status: "APPROVED" | "PAUSED" | "DISABLED";
}

export interface FakePhone {
  waId: string;
  name: string;
  bsuid: string | null;
  onWhatsApp: boolean;
  refusesMarketing: boolean;
  /** Webhooks carry the user id only, as for people who write under a user name. */
  hidesNumber: boolean;
}

export type Json = Record<string, unknown>;

/** Faults of the next calls; each is used up. */
export const CALL_FAULTS = ["dropReply", "http500", "http500WithCode", "http429", "hang", "statusBeforeReply"] as const;
export type CallFault = (typeof CALL_FAULTS)[number];

/** How webhooks are delivered until told otherwise. */
export interface DeliveryManner {
  twice: boolean;
  outOfOrder: boolean;
  batch: boolean;
  readWithoutDelivered: boolean;
  bsuidInFrom: boolean;
}

/** One line of a chat, as the simulator draws it. */
export interface ChatLine {
  wamid: string;
  phoneNumberId: string;
  waId: string;
  side: "phone" | "school";
  at: string;
  message: Json;
  status: string;
  error: string | null;
}

/** One exchange over HTTP, either way, for the raw view and for tests. */
export interface Exchange {
  at: string;
  direction: "toMeta" | "toSchool";
  path: string;
  status: number | null;
  body: unknown;
  reply: unknown;
}

/** A refusal as Meta words it. */
export class GraphError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    readonly details: string,
  ) {
    super(`(#${code}) ${details}`);
    this.name = "GraphError";
  }

  get body(): Json {
    const { message, code, details } = this;
    return {
      error: {
        message,
        type: "OAuthException",
        code,
        error_data: { messaging_product: "whatsapp", details },
        fbtrace_id: "fake",
      },
    };
  }
}
