import { z } from "zod";

/** Unknown fields of Meta's replies are let pass: new ones appear without notice. */
const accepted = z.object({
  messages: z.array(z.object({ id: z.string().min(1) })).min(1),
  contacts: z.array(z.object({ wa_id: z.string().optional(), user_id: z.string().optional() })).optional(),
});

const uploaded = z.object({ id: z.union([z.string().min(1), z.number()]) });

const refused = z.object({
  error: z.object({
    code: z.number(),
    message: z.string().optional(),
    error_data: z.object({ details: z.string().optional() }).optional(),
  }),
});

/** The reply to a message that Meta took, or null when it is none. */
export function readAccepted(
  body: unknown,
): { kind: "accepted"; wamid: string; waId: string | null; bsuid: string | null } | null {
  const reply = accepted.safeParse(body);
  const wamid = reply.data?.messages[0]?.id;
  if (!wamid) return null;
  const contact = reply.data?.contacts?.[0];
  return { kind: "accepted", wamid, waId: contact?.wa_id ?? null, bsuid: contact?.user_id ?? null };
}

/** The reply to an upload, or null when it is none. */
export function readUploaded(body: unknown): { kind: "uploaded"; mediaId: string } | null {
  const reply = uploaded.safeParse(body);
  return reply.success ? { kind: "uploaded", mediaId: String(reply.data.id) } : null;
}

/** Meta's error body; judged by code and details, not by titles. Null when the body is none. */
export function readRefusal(body: unknown): { code: number; details: string } | null {
  const reply = refused.safeParse(body);
  if (!reply.success) return null;
  const { code, message, error_data } = reply.data.error;
  return { code, details: error_data?.details ?? message ?? "" };
}
