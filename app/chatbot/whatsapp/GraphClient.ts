import { NOT_SENT_POLICY, RATE_POLICY, policyFor } from "./errorCodes.js";
import type { ErrorPolicy } from "./errorCodes.js";
import { DOCUMENT_BYTES, DOCUMENT_TYPES, LIMITS, codePoints } from "./limits.js";
import { MessageError } from "./messages.js";
import { readAccepted, readRefusal, readUploaded } from "./replies.js";
import type { Address, OutgoingMessage } from "./types.js";

export interface GraphSettings {
  /** e.g. https://graph.facebook.com, or the fake's address; no slash at the end needed. */
  baseUrl: string;
  /** e.g. v23.0 */
  version: string;
  /** The number's access token. */
  token: string;
  timeoutMs?: number;
  fetch?: typeof fetch;
}

/** Meta has it, which is not yet "delivered". The ids are those Meta uses for the person from now on. */
export interface Accepted {
  kind: "accepted";
  wamid: string;
  waId: string | null;
  bsuid: string | null;
}

/** It was surely not sent. `code` null: Meta named none, or was not reached. */
export interface Refused {
  kind: "refused";
  code: number | null;
  details: string;
  policy: ErrorPolicy;
}

/** It may have been sent: never repeat by itself what must not arrive twice (Meta knows no idempotency key). */
export interface Unknown {
  kind: "unknown";
  reason: string;
}

export type SendResult = Accepted | Refused | Unknown;
export type UploadResult = { kind: "uploaded"; mediaId: string } | Refused | Unknown;

/** Causes of a failed fetch at which no byte of the request can have left. */
const NOTHING_SENT = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** The few calls of WhatsApp's Cloud API that we need. One attempt each; retrying is the outbox's affair. Nothing throws but a MessageError. */
export class GraphClient {
  private readonly fetch: typeof fetch;
  private readonly timeoutMs: number;
  private readonly base: string;

  constructor(private readonly settings: GraphSettings) {
    this.fetch = settings.fetch ?? fetch;
    this.timeoutMs = settings.timeoutMs ?? 15_000;
    this.base = `${settings.baseUrl.replace(/\/+$/, "")}/${settings.version}`;
  }

  /** Sends one message. `tracking` (at most 512) comes back with every status: outbox id and attempt, nothing personal. */
  async send(
    phoneNumberId: string,
    address: Address,
    message: OutgoingMessage,
    tracking?: string,
  ): Promise<SendResult> {
    if (tracking !== undefined && codePoints(tracking) > LIMITS.tracking)
      throw new MessageError("tracking", "is too long");
    const body = {
      messaging_product: "whatsapp",
      recipient_type: "individual",
      ...("waId" in address ? { to: address.waId } : { recipient: address.bsuid }),
      ...message,
      ...(tracking === undefined ? {} : { biz_opaque_callback_data: tracking }),
    };
    return this.call(`${phoneNumberId}/messages`, json(body), readAccepted);
  }

  /** Blue ticks and "typing…" for a message of theirs; only when we will answer (ends with it, or after 25 s). */
  async markRead(phoneNumberId: string, wamid: string): Promise<{ kind: "done" } | Refused | Unknown> {
    const body = {
      messaging_product: "whatsapp",
      status: "read",
      message_id: wamid,
      typing_indicator: { type: "text" },
    };
    return this.call(`${phoneNumberId}/messages`, json(body), () => ({ kind: "done" }));
  }

  /** Uploads a document; the id lives 30 days and belongs to this number. @throws MessageError for kinds Meta refuses (zip) or too many bytes. */
  async uploadDocument(
    phoneNumberId: string,
    file: { bytes: Uint8Array; mimeType: string; filename: string },
  ): Promise<UploadResult> {
    if (!Object.hasOwn(DOCUMENT_TYPES, file.mimeType))
      throw new MessageError("file.type", `${file.mimeType} is no kind that WhatsApp takes`);
    if (file.bytes.byteLength > DOCUMENT_BYTES) throw new MessageError("file", "has more than 100 MB");
    const form = new FormData();
    form.set("messaging_product", "whatsapp");
    form.set("type", file.mimeType);
    form.set("file", new Blob([new Uint8Array(file.bytes)], { type: file.mimeType }), file.filename);
    return this.call(`${phoneNumberId}/media`, { body: form, headers: {} }, readUploaded);
  }

  private async call<T>(
    path: string,
    part: RequestPart,
    read: (body: unknown) => T | null,
  ): Promise<T | Refused | Unknown> {
    let status: number;
    let body: unknown;
    try {
      const reply = await this.fetch(`${this.base}/${path}`, {
        method: "POST",
        body: part.body,
        headers: { ...part.headers, authorization: `Bearer ${this.settings.token}` },
        redirect: "error",
        signal: AbortSignal.timeout(this.timeoutMs),
      });
      status = reply.status;
      body = await reply.json().catch(() => null);
    } catch (error) {
      return unreached(error);
    }
    if (status >= 200 && status < 300)
      return read(body) ?? { kind: "unknown", reason: `unreadable reply to HTTP ${status}` };
    return refusal(status, body);
  }
}

interface RequestPart {
  body: string | FormData;
  headers: Record<string, string>;
}

function json(body: object): RequestPart {
  return { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

/** A refusal with a code was surely not sent; without one only 429 is sure (Meta's gate answers before looking). */
function refusal(status: number, body: unknown): Refused | Unknown {
  const named = readRefusal(body);
  if (named) {
    const policy = status === 429 && policyFor(named.code).action === "fail" ? RATE_POLICY : policyFor(named.code);
    return { kind: "refused", code: named.code, details: named.details, policy };
  }
  if (status === 429) return { kind: "refused", code: null, details: "HTTP 429", policy: RATE_POLICY };
  return { kind: "unknown", reason: `HTTP ${status} without an error code` };
}

function unreached(error: unknown): Refused | Unknown {
  const cause =
    error instanceof Error && error.cause instanceof Object ? (error.cause as { code?: unknown }).code : undefined;
  const name = error instanceof Error ? error.name : "Error";
  if (typeof cause === "string" && NOTHING_SENT.has(cause)) {
    return { kind: "refused", code: null, details: cause, policy: NOT_SENT_POLICY };
  }
  return { kind: "unknown", reason: typeof cause === "string" ? cause : name };
}
