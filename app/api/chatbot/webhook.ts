import express, { Router } from "express";
import { takeWebhook } from "../../chatbot/intake/takeWebhook.js";
import { knownNumbers } from "../../chatbot/intake/numbers.js";
import { answerChallenge } from "../../chatbot/webhook/challenge.js";
import { env } from "../../env.js";
import { problem } from "../../errors.js";
import { Reply, route } from "../../http/route.js";
import { withPlatform } from "../../tenancy/scope.js";

const router = Router();
// Meta sends up to 3 MB; inflating would let a small body grow beyond the limit, so compressed ones are refused.
router.post("/webhook", express.raw({ type: () => true, limit: "4mb", inflate: false }));

route(router, "chatbot", {
  method: "get",
  path: "/webhook",
  scope: "self",
  may: "nobody",
  summary: "Meta's verification of the address",
  handler: async ({ request }) => {
    const numbers = await withPlatform(() => knownNumbers(), { readOnly: true });
    const tokens = [...numbers.flatMap(({ verifyToken }) => verifyToken ?? []), env.WHATSAPP_VERIFY_TOKEN ?? ""];
    const challenge = answerChallenge(request.query, tokens);
    if (challenge === null) throw problem("forbidden");
    return new Reply(challenge, { type: "text/plain", headers: { "X-Content-Type-Options": "nosniff" } });
  },
});
route(router, "chatbot", {
  method: "post",
  path: "/webhook",
  scope: "self",
  may: "nobody",
  status: 200,
  summary: "What WhatsApp tells: stored, then acknowledged, then worked",
  handler: async ({ request }) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    await takeWebhook(bytes, request.headers["x-hub-signature-256"]);
    return new Reply("", { status: 200 });
  },
});

/** Raw bodies: mounted before JSON is parsed, at /api/chatbot and /api/v1/chatbot. */
export const webhookRouter = router;
