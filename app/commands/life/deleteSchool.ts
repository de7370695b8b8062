import { Client } from "../../../models/public/Client.js";
import { database } from "../../database/connection.js";
import { withMigrator } from "../../database/migrator.js";
import { storage } from "../../files/openStorage.js";
import { actAs } from "../../policies/Actor.js";
import { dropSchema } from "../../tenancy/createSchema.js";
import { forgetDeleted } from "../../tenancy/forgetHalfMade.js";
import { forgetClients } from "../../tenancy/resolve.js";
import { closeRole, openRole } from "../../tenancy/roleDoor.js";
import { withPlatform, type TenantClient } from "../../tenancy/scope.js";
import { clientOf, placed, storeDump } from "./dumps.js";
import type { Kind, Work } from "./kind.js";

/** Gives a deleted school the status that it had. Repeatable. */
async function standAgain({ operation, actor }: Work): Promise<void> {
  await withPlatform(async () => {
    actAs(actor);
    const client = await Client.findByPk(operation.clientId ?? "", { lock: true });
    if (client?.status !== "deleted") return;
    await client.update({ status: client.statusBefore ?? "active", statusBefore: null, deletedAt: null });
  });
  forgetClients();
}

/** Puts a school aside, which is `deleted` since it was asked: a safety copy, then its role is taken from the login. */
export const deleteSchool: Kind = {
  name: "delete",
  steps: [
    {
      name: "copy",
      run: async (work) => {
        forgetClients();
        const { client, place } = await placed(work);
        work.result(await storeDump(client, place, work));
      },
      undo: async (work) => {
        await storage().clear((await placed(work)).place);
        await standAgain(work);
      },
    },
    {
      name: "close",
      run: async ({ operation }) => closeRole(await clientOf(operation.clientId)),
      undo: async ({ operation }) => openRole(await clientOf(operation.clientId)),
    },
  ],
};

/** Takes a deleted school back into service. */
export const restoreSchool: Kind = {
  name: "restore",
  steps: [
    {
      name: "open",
      run: async ({ operation }) => openRole(await clientOf(operation.clientId)),
      undo: async ({ operation }) => closeRole(await clientOf(operation.clientId)),
    },
    { name: "stand", run: standAgain },
  ],
};

/** Takes a deleted school away for good. A stop half-way can be seen and is carried on; nothing brings it back. */
export const purgeSchool: Kind = {
  name: "purge",
  forward: true,
  steps: [
    {
      name: "schema",
      run: ({ operation }) =>
        withMigrator((connection) => dropSchema(connection, database().names, operation.input.client as TenantClient)),
    },
    { name: "rows", run: ({ operation }) => forgetDeleted((operation.input.client as TenantClient).id) },
    {
      name: "files",
      run: async ({ operation }) => {
        forgetClients();
        await storage().clear((operation.input.client as TenantClient).schemaName);
      },
    },
  ],
};
