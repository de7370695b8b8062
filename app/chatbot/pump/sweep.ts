import { Op, literal } from "sequelize";
import { InboundMessage } from "../../../models/public/InboundMessage.js";
import { InboundStatus } from "../../../models/public/InboundStatus.js";
import { InboundWebhook } from "../../../models/public/InboundWebhook.js";
import { OutboxMessage } from "../../../models/public/OutboxMessage.js";
import { ring } from "../../engine/worker.js";
import { withPlatform } from "../../tenancy/scope.js";

/** Raw bodies hold several schools' people: kept long enough to look into a fault, no longer. */
const RAW_DAYS = 14;

/** Rings for rows that nobody moved, and forgets raw bodies that are old. */
export async function sweepChatbot(): Promise<void> {
  const bells = await withPlatform(async () => {
    await InboundWebhook.destroy({
      where: { receivedAt: { [Op.lt]: literal(`now() - interval '${RAW_DAYS} days'`) } } as never,
    });
    const inbound = await InboundMessage.findOne({ attributes: ["id"], where: { state: "received" } });
    const status = await InboundStatus.findOne({ attributes: ["id"], where: { matchedAt: null } });
    const states = ["queued", "sending", "unknown"];
    const outgoing = await OutboxMessage.findOne({ attributes: ["id"], where: { state: { [Op.in]: states } } });
    return [...(inbound ? ["messages.pump"] : []), ...(status || outgoing ? ["outbox.pump"] : [])];
  });
  for (const bell of bells) await ring(bell);
}
