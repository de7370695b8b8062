import { z } from "zod";
import { Op } from "sequelize";
import { OutboxMessage } from "../../../models/public/OutboxMessage.js";
import { WhatsappContact } from "../../../models/public/WhatsappContact.js";
import { Conversation } from "../../../models/school/Conversation.js";
import { ConversationMessage } from "../../../models/school/ConversationMessage.js";
import { problem } from "../../errors.js";
import { isUuid } from "../../ids.js";
import { who } from "../../policies/Actor.js";
import { readState } from "../conversation/state.js";

const count = (most: number, otherwise: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,5}$/)
    .default(String(otherwise))
    .transform((text) => Math.min(Number(text), most));
export const pageQuery = z.strictObject({ page: count(100_000, 1), pageSize: count(200, 50) });
type PageQuery = z.output<typeof pageQuery>;

const page = z.strictObject({ number: z.int(), size: z.int(), total: z.int(), pages: z.int() });
const instant = z.iso.datetime().nullable();
export const conversationsAnswer = z.strictObject({
  data: z.array(
    z.strictObject({
      id: z.uuid(),
      phone: z.string().nullable(),
      guardianId: z.uuid().nullable(),
      state: z.string(),
      mode: z.enum(["bot", "human"]),
      assignedTo: z.uuid().nullable(),
      windowEndsAt: instant,
      lastMessageAt: instant,
    }),
  ),
  page,
});
export const messagesAnswer = z.strictObject({
  data: z.array(
    z.strictObject({
      id: z.uuid(),
      direction: z.enum(["in", "out"]),
      kind: z.string(),
      text: z.string().nullable(),
      status: z.string(),
      error: z.string().optional(),
      at: z.iso.datetime(),
    }),
  ),
  page,
});

const pageOf = ({ page: number, pageSize: size }: PageQuery, total: number) => ({
  number,
  size,
  total,
  pages: Math.ceil(total / size),
});
const DAY = 24 * 3600_000;

/** A school's conversations, the latest first. The phone is masked for whoever may not reply. */
export async function listConversations(query: PageQuery): Promise<z.input<typeof conversationsAnswer>> {
  const { rows, count: total } = await Conversation.findAndCountAll({
    order: [
      ["lastMessageAt", "DESC"],
      ["id", "DESC"],
    ],
    limit: query.pageSize,
    offset: (query.page - 1) * query.pageSize,
  });
  // Two statements: a school's table is never joined with a public one.
  const contacts = await WhatsappContact.findAll({ where: { id: { [Op.in]: rows.map((row) => row.contactId) } } });
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  const open = who().may("chatbot.reply");
  const data = rows.map((row) => {
    const contact = byId.get(row.contactId);
    const ends = contact?.lastInboundAt ? new Date(contact.lastInboundAt.getTime() + DAY) : null;
    return {
      id: row.id,
      phone: contact?.phone ? (open ? contact.phone : masked(contact.phone)) : null,
      guardianId: row.guardianId,
      state: readState(row.state).screen,
      mode: row.mode as "bot" | "human",
      assignedTo: row.assignedTo,
      windowEndsAt: ends?.toISOString() ?? null,
      lastMessageAt: row.lastMessageAt?.toISOString() ?? null,
    };
  });
  return { data, page: pageOf(query, total) };
}

const masked = (phone: string): string => `${phone.slice(0, 4)}…${phone.slice(-2)}`;

/** What was said in one conversation, the latest first; our own lines with what became of them. */
export async function listMessages(id: string | undefined, query: PageQuery): Promise<z.input<typeof messagesAnswer>> {
  const conversation = isUuid(id) ? await Conversation.findByPk(id) : null;
  if (!conversation) throw problem("not_found");
  const { rows, count: total } = await ConversationMessage.findAndCountAll({
    where: { conversationId: conversation.id },
    order: [
      ["at", "DESC"],
      ["id", "DESC"],
    ],
    limit: query.pageSize,
    offset: (query.page - 1) * query.pageSize,
  });
  const sent = await OutboxMessage.findAll({ where: { id: { [Op.in]: rows.map((row) => row.id) } } });
  const byId = new Map(sent.map((row) => [row.id, row]));
  const data = rows.map(({ id: lineId, direction, kind, text, at }) => {
    const row = byId.get(lineId);
    const error = row?.error ? { error: row.error } : {};
    const status = direction === "in" ? "received" : (row?.state ?? "sent");
    return { id: lineId, direction: direction as "in" | "out", kind, text, status, ...error, at: at.toISOString() };
  });
  return { data, page: pageOf(query, total) };
}
