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

/** The school that an operation is about, and where its file lies. */
export async function placed({ operation }: Pick<Work, "operation">) {
  const client = await clientOf(operation.clientId);
  return { client, place: placeOf(client.schemaName, operation) };
}

/** The file itself. */
export const fileIn = (place: string): string => `${place}/school.tar.gz`;

/** A school's dump as a stream, with its files from the storage. */
export function dumpOf({ id, schemaName, roleName }: TenantClient, people = true, moved?: Work["moved"]): Readable {
  const { url, names } = database();
  const client = { id, schemaName, roleName };
  const told = moved ? { moved } : {};
  return writeDump({
    address: url.href,
    platformRole: names.platform,
    client,
    files: filesOf(schemaName),
    people,
    ...told,
  });
}

/** Writes a school's dump into the storage below `place`, anew where a former try left something. */
export async function storeDump(client: TenantClient, place: string, { moved }: Work, people = true) {
  await storage().clear(place);
  const { bytes, sha256 } = await storage().put(fileIn(place), dumpOf(client, people, moved));
  return { key: fileIn(place), bytes, sha256 };
}

/** The storage, for keys that come from a school's rows: each is asked whether it is that school's own. */
const filesOf = (schemaName: string) => ({
  get: (key: string): Readable => storage().get(checkedKey(schemaName, key)),
  stat: (key: string) => storage().stat(checkedKey(schemaName, key)),
});
