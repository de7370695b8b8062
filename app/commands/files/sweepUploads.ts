import { Op, literal, type WhereOptions } from "sequelize";
import { StoredFile } from "../../../models/school/StoredFile.js";
import { checkedKey } from "../../files/keys.js";
import { storage } from "../../files/openStorage.js";
import { log } from "../../log.js";
import { asSystem } from "../../outbox/openWork.js";
import { afterCommit } from "../../tenancy/context.js";
import { activeClients, type KnownClient } from "../../tenancy/resolve.js";

/**
 * Takes away uploads that nothing came to refer to within a day. What was referred to once has another purpose
 * (models/school/pictures.ts) and stays: a snapshot or the trail may name it.
 * @returns how many
 */
export async function sweepUploads(): Promise<number> {
  let swept = 0;
  for (const client of await activeClients())
    try {
      swept += await asSystem(client, "uploads", () => sweepHere(client));
    } catch (err) {
      log.warn({ err: err as Error, client: client.schemaName }, "uploads could not be swept");
    }
  return swept;
}

async function sweepHere({ schemaName }: KnownClient): Promise<number> {
  const old = await StoredFile.findAll({
    where: { purpose: "upload", createdAt: { [Op.lt]: literal("now() - interval '24 hours'") } } as WhereOptions,
    limit: 500,
    lock: true,
    skipLocked: true, // one that is being referred to now
  });
  for (const file of old) {
    const key = checkedKey(schemaName, file.key);
    await file.destroy();
    afterCommit(() => storage().delete(key));
  }
  return old.length;
}
