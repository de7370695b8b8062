import { Op, literal } from "sequelize";
import { OutboxMessage } from "../../../models/public/OutboxMessage.js";
import { withPlatform } from "../../tenancy/scope.js";
import { UNKNOWN_SECONDS } from "./keepResult.js";

const now = literal("now()");
const MOST_ATTEMPTS = 2;

/**
 * What time alone decides: a row whose sender died is `unknown`, never sent again by itself for two minutes; an unknown
 * answer then goes once more (a doubled answer is harmless), anything else waits for a person; an answer that is too old
 * expires.
 */
export async function reckon(): Promise<void> {
  await withPlatform(async () => {
    await OutboxMessage.update(
      {
        state: "unknown",
        error: "whoever sent it did not come back",
        leaseToken: null,
        leaseUntil: null,
        notBefore: literal(`lease_until + interval '${UNKNOWN_SECONDS} seconds'`) as unknown as Date,
      },
      { where: { state: "sending", leaseUntil: { [Op.lt]: now } } as never },
    );
    await OutboxMessage.update(
      { state: "queued" },
      {
        where: {
          state: "unknown",
          kind: "answer",
          attempts: { [Op.lt]: MOST_ATTEMPTS },
          notBefore: { [Op.lte]: now },
          expiresAt: { [Op.gt]: now },
        } as never,
      },
    );
    await OutboxMessage.update(
      { state: "expired" },
      { where: { state: "queued", expiresAt: { [Op.lte]: now } } as never },
    );
  });
}
