import { pumpMessages } from "../app/chatbot/pump/pumpMessages.js";
import { defineJob } from "../app/engine/defineJob.js";

/** Works what came in over WhatsApp; several conversations at a time by itself. */
defineJob("messages.pump", { concurrency: 1 }, async (signal) => {
  await pumpMessages({ signal });
});
