import { Op } from "sequelize";
import { storage } from "../../files/openStorage.js";
import { checkedKey } from "../../files/keys.js";
import { log } from "../../log.js";
import { afterCommit, current } from "../../tenancy/context.js";
import { ReportChunk } from "../../../models/school/ReportChunk.js";
import { StoredFile } from "../../../models/school/StoredFile.js";

/** Forgets the files of a report's chunks (all, or some); their bytes go after the commit. */
export async function dropChunkFiles(reportId: string, chunkIds?: string[]): Promise<void> {
  const chunks = await ReportChunk.findAll({
    where: { reportId, fileId: { [Op.ne]: null }, ...(chunkIds ? { id: chunkIds } : {}) },
  });
  const ids = chunks.flatMap(({ fileId }) => (fileId === null ? [] : [fileId]));
  if (!ids.length) return;
  await ReportChunk.update({ fileId: null }, { where: { id: chunks.map(({ id }) => id) } });
  await dropFiles(ids);
}

/** Takes files away: rows now, bytes after the commit. Nothing may lead to them any more. */
export async function dropFiles(ids: string[]): Promise<void> {
  const { schema } = current();
  for (const file of await StoredFile.findAll({ where: { id: ids } })) {
    await file.destroy();
    afterCommit(() => dropBytes(schema, file.key));
  }
}

/** Takes bytes away to which no row leads. A failure leaves them lying, and is logged. */
export async function dropBytes(schema: string, key: string): Promise<void> {
  await storage()
    .delete(checkedKey(schema, key))
    .catch((err: unknown) => log.warn({ err: err as Error, key }, "a file was not removed"));
}
