import { buffer } from "node:stream/consumers";
import { checkedKey } from "../../files/keys.js";
import { PAPER_PICTURE_BYTES, PICTURE_TYPES } from "../../files/accepted.js";
import { storage } from "../../files/openStorage.js";
import { log } from "../../log.js";
import type { CardSnapshot } from "../../reports/cardSnapshot.js";
import type { KnownClient } from "../../tenancy/resolve.js";
import { withTenant } from "../../tenancy/scope.js";
import { StoredFile } from "../../../models/school/StoredFile.js";

/**
 * The cards with the pictures that their snapshots name, as data URIs: crest and signature are frozen by their files'
 * ids, and a file never changes. Each is read once. One that is gone is left out: the paper then has the shield, or
 * room for a pen. Read scope → storage; outside of any scope.
 */
export async function withPictures(client: KnownClient, cards: readonly CardSnapshot[]): Promise<CardSnapshot[]> {
  const ids = new Set(cards.flatMap(({ school }) => [school.crestFileId, school.signatureFileId].filter(isId)));
  if (!ids.size) return [...cards];
  const files = await withTenant(client, () => StoredFile.findAll({ where: { id: [...ids] } }), { readOnly: true });
  const pictures = new Map<string, string>();
  for (const file of files) {
    const picture = await read(client, file);
    if (picture) pictures.set(file.id, picture);
  }
  return cards.map((card) => {
    const { school } = card;
    const crest = school.crest ?? pictures.get(school.crestFileId ?? "");
    const headSignature = school.headSignature ?? pictures.get(school.signatureFileId ?? "");
    return { ...card, school: { ...school, crest, headSignature } };
  });
}

const isId = (id: string | null | undefined): id is string => typeof id === "string";

async function read({ schemaName }: KnownClient, file: StoredFile): Promise<string | undefined> {
  if (!PICTURE_TYPES.includes(file.contentType) || Number(file.bytes) > PAPER_PICTURE_BYTES) return undefined;
  try {
    const bytes = await buffer(storage().get(checkedKey(schemaName, file.key)));
    return `data:${file.contentType};base64,${bytes.toString("base64")}`;
  } catch (error) {
    log.warn({ file: file.id, error }, "a picture of a report card cannot be read");
    return undefined;
  }
}
