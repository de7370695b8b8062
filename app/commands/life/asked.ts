import { z } from "zod";
import { literal, Op, type WhereOptions } from "sequelize";
import { Client } from "../../../models/public/Client.js";
import { Operation } from "../../../models/public/Operation.js";
import { clients } from "../../../resources/clients.js";
import { operations } from "../../../resources/operations.js";
import { answerSchema, present } from "../../door/answer.js";
import { hostname } from "../../door/hostname.js";
import { verb } from "../../door/verb.js";
import { line } from "../../door/wire.js";
import { fieldError, invalid, problem } from "../../errors.js";
import { uuidv7 } from "../../ids.js";
import { actAs, type Actor } from "../../policies/Actor.js";
import { afterCommit } from "../../tenancy/context.js";
import { forgetClients } from "../../tenancy/resolve.js";
import { withPlatform } from "../../tenancy/scope.js";
import { schemaNameSchema } from "../clients/newClient.js";
import { reserve } from "../clients/reserve.js";
import { begin, OPEN } from "./begin.js";

const answer = answerSchema(operations);
const shown = (operation: Operation) => present(operations, operation);

/** Only a school that stands whole is read: not one that is being made, and a deleted one is restored first. */
function mustStand({ status }: Client): void {
  if (status !== "active" && status !== "suspended") throw problem("invalid_transition", `the school is ${status}`);
}

export const exportClient = verb({
  name: "export",
  on: clients,
  may: "export",
  input: z.strictObject({}),
  answer,
  one: async (client, _, actor) => {
    mustStand(client);
    return shown(await begin({ kind: "export", client, input: {} }, actor));
  },
});

/** Makes a school of another. Without data: structure, settings and administrators alone. */
export const cloneClient = verb({
  name: "clone",
  on: clients,
  may: "clone",
  input: z.strictObject({
    name: line(),
    schemaName: schemaNameSchema,
    domain: hostname().optional(),
    withData: z.boolean().optional(),
  }),
  answer,
  one: async (client, { name, schemaName, domain, withData = true }, actor) => {
    mustStand(client);
    const { timezone, country, locale } = client;
    const makes = uuidv7();
    const operation = await begin({ kind: "clone", client, makes, input: { name, schemaName, withData } }, actor);
    await reserve(makes, { name, schemaName, domain, timezone, country, locale });
    return shown(operation);
  },
});

/** Puts a school aside: nobody gets in from the next request on; it can be restored for 30 days, then it is purged. */
export const deleteClient = verb({
  name: "delete",
  on: clients,
  may: "delete",
  input: z.strictObject({ confirm: z.string() }),
  answer,
  confirm: "Delete {{title}}? Its people are locked out at once; it can be restored for 30 days.",
  one: async (client, { confirm }, actor) => {
    if (confirm !== client.schemaName) throw invalid(fieldError("/confirm", "must be the school's schema name"));
    mustStand(client);
    const operation = await begin({ kind: "delete", client, input: {} }, actor);
    await client.update({ status: "deleted", statusBefore: client.status, deletedAt: new Date() });
    afterCommit(forgetClients);
    return shown(operation);
  },
});

/** Takes a deleted school back, as it was. */
export const restoreClient = verb({
  name: "restore",
  on: clients,
  may: "restore",
  input: z.strictObject({}),
  answer,
  one: async (client, _, actor) => {
    if (client.status !== "deleted") throw problem("invalid_transition", "the school is not deleted");
    return shown(await begin({ kind: "restore", client, input: {} }, actor));
  },
});

/** Asks for an operation to be taken back; it is at its next step. */
export const cancelOperation = verb({
  name: "cancel",
  on: operations,
  may: "cancel",
  input: z.strictObject({}),
  one: async (operation) => {
    if (!OPEN.includes(operation.status)) throw problem("invalid_transition", `the operation is ${operation.status}`);
    if (operation.kind === "purge") throw problem("invalid_transition", "a purge is not taken back");
    await operation.update({ cancelAt: new Date() });
  },
});

/** Begins to take a deleted school away for good, in the platform's running scope. @throws 409 */
export async function purgeClient(client: Client, actor: Actor): Promise<Operation> {
  if (client.status !== "deleted") throw problem("invalid_transition", "only a deleted school is purged");
  const { id, schemaName, roleName, placement } = client;
  return begin({ kind: "purge", client, input: { client: { id, schemaName, roleName, placement } } }, actor);
}

/** Begins a purge of every school that was deleted over 30 days ago. */
export async function purgeDue(actor: Actor): Promise<number> {
  const old = { status: "deleted", deletedAt: { [Op.lt]: literal("now() - interval '30 days'") } } as WhereOptions;
  const due = await withPlatform(() => Client.findAll({ where: old, attributes: ["id"] }), { readOnly: true });
  let begun = 0;
  for (const { id } of due)
    await withPlatform(async () => {
      actAs(actor);
      const client = await Client.findOne({ where: { id, ...old }, lock: true });
      const open = await Operation.count({ where: { clientId: id, status: OPEN } });
      if (!client || open) return;
      await purgeClient(client, actor);
      begun += 1;
    });
  return begun;
}
