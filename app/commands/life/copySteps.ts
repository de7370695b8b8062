import { Readable } from "node:stream";
import { Client } from "../../../models/public/Client.js";
import { Report } from "../../../models/school/Report.js";
import { Setting } from "../../../models/school/Setting.js";
import { database } from "../../database/connection.js";
import { withMigrator } from "../../database/migrator.js";
import { checkDump } from "../../database/dump/checkDump.js";
import { loadDump } from "../../database/dump/loadDump.js";
import { entriesOf } from "../../database/dump/readDump.js";
import { keyOf } from "../../files/keys.js";
import { storage } from "../../files/openStorage.js";
import { announce } from "../../outbox/openWork.js";
import { actAs, systemActor } from "../../policies/Actor.js";
import { PERMISSIONS } from "../../policies/permissions.js";
import { dropSchema, restoreSchema } from "../../tenancy/createSchema.js";
import { forgetHalfMade } from "../../tenancy/forgetHalfMade.js";
import { forgetClients } from "../../tenancy/resolve.js";
import { withPlatform, withTenant, type TenantClient } from "../../tenancy/scope.js";
import { clientOf, fileIn, placeOf } from "./dumps.js";
import type { Step, Work } from "./kind.js";

const targetOf = ({ operation }: Work) => clientOf(operation.makes);
const dumpOf = ({ schemaName }: TenantClient, { operation }: Work) => fileIn(placeOf(schemaName, operation));

/** Role, schema at the dump's level, its rows, what came since: one transaction, so what is there is whole. */
const load: Step = {
  name: "load",
  run: async (work) => {
    const client = await targetOf(work);
    const key = dumpOf(client, work);
    const manifest = await checkDump(storage().get(key));
    await withMigrator((connection) =>
      restoreSchema(connection, database().names, client, {
        level: manifest.ledger.at(-1) ?? "",
        load: async () => {
          const stayedBehind = await loadDump(connection, storage().get(key), manifest, { client });
          work.result({ schemaName: client.schemaName, stayedBehind });
        },
      }),
    );
  },
  undo: takeTargetBack,
};

/** Files, schema, role, rows, in that order: a stop half-way leaves a row in `creating` that says so. Repeatable. */
export async function takeTargetBack({ operation }: Work): Promise<void> {
  const client = await withPlatform(() => Client.findByPk(operation.makes ?? ""), { readOnly: true });
  if (client?.status !== "creating") return;
  await storage().clear(client.schemaName);
  await withMigrator((connection) => dropSchema(connection, database().names, client));
  await forgetHalfMade(client.id);
  forgetClients();
}

/** The files' bytes, under the new school's name. */
const files: Step = {
  name: "files",
  run: async (work) => {
    const client = await targetOf(work);
    const key = dumpOf(client, work);
    const manifest = await checkDump(storage().get(key));
    const keys = new Map(manifest.files.map(({ name, key }) => [name, keyOf(client.schemaName, ...key.split("/"))]));
    let done = 0;
    for await (const { name, body } of entriesOf(storage().get(key))) {
      const at = keys.get(name);
      if (at === undefined) continue;
      await storage().put(at, Readable.from(body));
      work.moved(++done, keys.size);
    }
  },
};

/** The school opens: under its new name, what waited there waits again. */
const ready: Step = {
  name: "ready",
  run: async (work) => {
    const client = await targetOf(work);
    await withTenant(client, async () => {
      actAs(systemActor(work.actor.name, PERMISSIONS));
      const general = await Setting.findOne({ where: { key: "general" } });
      if (general && typeof general.value.name === "string" && general.value.name !== client.name)
        await general.update({ value: { ...general.value, name: client.name } });
      for (const { id } of await Report.findAll({ where: { status: ["queued", "running"] }, attributes: ["id"] }))
        await announce("reports", id);
    });
    await withPlatform(async () => {
      actAs(work.actor);
      await (await Client.findByPk(client.id, { rejectOnEmpty: true, lock: true })).update({ status: "active" });
    });
    forgetClients();
    await storage().clear(placeOf(client.schemaName, work.operation));
  },
};

/** What makes a school of a dump that lies in the storage below it. Taken back, it leaves nothing: no row, no role, no file. */
export const copySteps: Step[] = [load, files, ready];
