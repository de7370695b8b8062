import { z } from "zod";
import type { Guardian } from "../../../models/school/Guardian.js";
import {
  changeChatbotSettings,
  chatbotAnswer,
  chatbotBody,
  chatbotSettings,
} from "../../chatbot/settings/chatbotSettings.js";
import {
  conversationsAnswer,
  listConversations,
  listMessages,
  messagesAnswer,
  pageQuery,
} from "../../chatbot/settings/conversationList.js";
import { makeGuardianCode } from "../../chatbot/settings/guardianCodes.js";
import { verb } from "../../door/verb.js";
import { guardians } from "../../../resources/guardians.js";
import { routes } from "../../http/routes.js";

const r = routes("chatbot", "school");
r.route({
  method: "get",
  path: "/settings",
  may: "settings.read",
  summary: "How the chatbot behaves",
  answer: chatbotAnswer,
  handler: () => chatbotSettings(),
});
r.route({
  method: "patch",
  path: "/settings",
  may: "settings.write",
  summary: "Change how the chatbot behaves",
  body: chatbotBody,
  answer: chatbotAnswer,
  handler: ({ body }) => changeChatbotSettings(body),
});
r.route({
  method: "get",
  path: "/conversations",
  may: "settings.read",
  summary: "List conversations",
  query: pageQuery,
  answer: conversationsAnswer,
  handler: ({ query }) => listConversations(query),
});
r.route({
  method: "get",
  path: "/conversations/:id/messages",
  may: "chatbot.reply",
  summary: "What was said in a conversation",
  query: pageQuery,
  answer: messagesAnswer,
  handler: ({ params, query }) => listMessages(params.id, query),
});

/** Makes the code that the office prints for a guardian: shown this once. */
const printCode = verb({
  name: "print-code",
  on: guardians,
  may: "update",
  input: z.strictObject({}),
  answer: z.strictObject({ code: z.string(), expiresAt: z.iso.datetime() }),
  one: async (guardian: Guardian) => {
    const { code, expiresAt } = await makeGuardianCode(guardian.id);
    return { code, expiresAt: expiresAt.toISOString() };
  },
});
r.verb("/guardians/:id/code", printCode, { status: 201 });

/** /api/v1/chatbot: a school's own side of the chatbot; the webhook stands apart, before JSON is parsed. */
export const chatbotRouter = r.router;
export { webhookRouter } from "./webhook.js";
