import { createReadStream } from "node:fs";
import { z } from "zod";
import { Client } from "../../../models/public/Client.js";
import type { Operation } from "../../../models/public/Operation.js";
import { checkDump } from "../../database/dump/checkDump.js";
import { hostname } from "../../door/hostname.js";
import { line } from "../../door/wire.js";
import { storage } from "../../files/openStorage.js";
import { uuidv7 } from "../../ids.js";
import { actAs, type Actor } from "../../policies/Actor.js";
import { withPlatform } from "../../tenancy/scope.js";
import { mustBeFree } from "../clients/free.js";
import { schemaNameSchema } from "../clients/newClient.js";
import { reserve } from "../clients/reserve.js";
import { begin } from "./begin.js";
import { fileIn, placeOf } from "./dumps.js";

/** How a school that arrives is to be called; what is left out is as in the file. */
export const importSchema = z.strictObject({
  schemaName: schemaNameSchema,
  name: line().optional(),
  domain: hostname().optional(),
});
export type ImportInput = z.output<typeof importSchema>;

/**
 * Begins to make a school of a file on this machine: the file is read from end to end first, then lies in the storage, then
 * the name is taken. It keeps the ids of the school it was, unless that one is still here: then it is a copy beside it.
 * @throws 422 at /file, 409 duplicate; nothing is left
 */
export async function importFile(path: string, input: ImportInput, actor: Actor): Promise<Operation> {
  const { school, made } = await checkDump(createReadStream(path));
  const name = input.name ?? school.name;
  await withPlatform(() => mustBeFree(Client, { schemaName: input.schemaName }), { readOnly: true });
  const id = uuidv7();
  const place = placeOf(input.schemaName, { id });
  await storage().put(fileIn(place), createReadStream(path));
  try {
    return await withPlatform(async () => {
      actAs(actor);
      const { timezone, country, locale } = school;
      const gone = (await Client.count({ where: { id: school.id } })) === 0;
      const code = gone && !(await Client.count({ where: { code: school.code } })) ? school.code : undefined;
      const { schemaName, domain } = input;
      const client = await reserve(gone ? school.id : uuidv7(), {
        name,
        schemaName,
        code,
        domain,
        timezone,
        country,
        locale,
      });
      const told = { schemaName, name, from: school.schemaName, made };
      return begin({ kind: "import", client, makes: client.id, id, input: told }, actor);
    });
  } catch (error) {
    await storage().clear(place);
    throw error;
  }
}
