import { pumpOutbox } from "../app/chatbot/outbox/pumpOutbox.js";
import { sweepChatbot } from "../app/chatbot/pump/sweep.js";
import { defineJob } from "../app/engine/defineJob.js";

/** Sends what waits for WhatsApp. */
defineJob("outbox.pump", { concurrency: 1 }, async (signal) => {
  await pumpOutbox({ signal });
});

/** Rings again for messages that nobody moved: a lost bell, a dead worker, a pause that is over. */
defineJob("chatbot", { concurrency: 1, every: "15 seconds" }, sweepChatbot);
