import type { Readable } from "node:stream";
import { Client } from "../../../models/public/Client.js";
import type { Operation } from "../../../models/public/Operation.js";
import { database } from "../../database/connection.js";
import { writeDump } from "../../database/dump/writeDump.js";
import { checkedKey, keyOf } from "../../files/keys.js";
import { storage } from "../../files/openStorage.js";
import { withPlatform, type TenantClient } from "../../tenancy/scope.js";
import type { Work } from "./kind.js";

/** A client's row whatever its status: the resolver hides deleted ones. */
export const clientOf = (id: string | null): Promise<Client> =>
  withPlatform(() => Client.findByPk(id ?? "", { rejectOnEmpty: true }), { readOnly: true });

/** Where an operation keeps the file it writes or reads: below the school it belongs to, with whose files it goes. */
export const placeOf = (schemaName: string, { id }: Pick<Operation, "id">): string => keyOf(schemaName, "dumps", id);

/** The file itself. */
export const fileIn = (place: string): string => `${place}/school.tar.gz`;

/** Writes a school's dump into the storage below `place`, anew where a former try left something. */
export async function storeDump(client: TenantClient, place: string, { moved }: Work, people = true) {
  await storage().clear(place);
  const { url, names } = database();
  const { id, schemaName, roleName } = client;
  const dump = writeDump({
    address: url.href,
    platformRole: names.platform,
    client: { id, schemaName, roleName },
    files: filesOf(schemaName),
    people,
    moved,
  });
  const { bytes, sha256 } = await storage().put(fileIn(place), dump);
  return { key: fileIn(place), bytes, sha256 };
}

/** The storage, for keys that come from a school's rows: each is asked whether it is that school's own. */
const filesOf = (schemaName: string) => ({
  get: (key: string): Readable => storage().get(checkedKey(schemaName, key)),
  stat: (key: string) => storage().stat(checkedKey(schemaName, key)),
});
