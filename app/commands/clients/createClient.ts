import { Client } from "../../../models/public/Client.js";
import { Setting } from "../../../models/school/Setting.js";
import { presetFor } from "../../../seeders/presets/index.js";
import { hashPassword } from "../../crypto/passwords.js";
import { database } from "../../database/connection.js";
import { withMigrator } from "../../database/migrator.js";
import { uuidv7 } from "../../ids.js";
import { log } from "../../log.js";
import { actAs, type Actor, systemActor } from "../../policies/Actor.js";
import { PERMISSIONS } from "../../policies/permissions.js";
import { createSchema, dropSchema } from "../../tenancy/createSchema.js";
import { forgetHalfMade } from "../../tenancy/forgetHalfMade.js";
import { forgetClients } from "../../tenancy/resolve.js";
import { withPlatform, withTenant, type TenantClient } from "../../tenancy/scope.js";
import { furnish } from "./furnish.js";
import type { NewClient } from "./newClient.js";
import { reserve } from "./reserve.js";

/**
 * Makes a school: row and domain, role, schema, settings by preset, first administrator. Under status `creating`
 * until all is there; a step that fails leaves nothing behind (no row, no schema, no role).
 * @returns the client's id
 */
export async function createClient(input: NewClient, actor: Actor, steps: CreationSteps = {}): Promise<string> {
  const hashing = hashed(input);
  return finish(await insertRow(input, actor, steps), { input, actor, steps, hashing });
}

/**
 * Carries on a creation whose process died: each step does what is missing. When not even the row is left (it was taken
 * back meanwhile), it begins anew under the same id.
 */
export async function resumeClient(id: string, input: NewClient, actor: Actor, steps: CreationSteps): Promise<string> {
  const hashing = hashed(input);
  const row = await withPlatform(() => Client.findByPk(id), { readOnly: true });
  const client = row ?? (await insertRow(input, actor, {}, id));
  return finish(client, { input, actor, steps, hashing });
}

/** Told inside the platform's first and last transaction of a creation: a repeat finds by them what was begun. */
export interface CreationSteps {
  begin?(id: string): Promise<void>;
  end?(): Promise<void>;
}
interface Creation {
  input: NewClient;
  actor: Actor;
  steps: CreationSteps;
  hashing: Promise<string>;
}

/** Hashing is another core's work: it goes on while the tables are made, and is asked for when the administrator is. */
function hashed({ admin }: NewClient): Promise<string> {
  const hashing = hashPassword(admin.password);
  hashing.catch(() => undefined);
  return hashing;
}

const presetOf = (input: NewClient) => presetFor(input.preset ?? input.country);

async function finish(client: TenantClient, { input, actor, steps, hashing }: Creation): Promise<string> {
  try {
    const { names } = database();
    await withMigrator((connection) => createSchema(connection, names, client));
    const passwordHash = await hashing;
    await withTenant(client, async () => {
      actAs(systemActor(actor.name, PERMISSIONS));
      // All of it is one transaction: where there is a setting there is an administrator.
      if ((await Setting.count()) === 0) await furnish(presetOf(input), { ...input.admin, passwordHash }, client.id);
    });
    await withPlatform(async () => {
      actAs(actor);
      await (await Client.findByPk(client.id, { rejectOnEmpty: true })).update({ status: "active" });
      await steps.end?.();
    });
    forgetClients();
    return client.id;
  } catch (error) {
    await undo(client);
    throw error;
  }
}

function insertRow(
  input: NewClient,
  actor: Actor,
  { begin }: CreationSteps,
  clientId = uuidv7(),
): Promise<TenantClient> {
  const preset = presetOf(input);
  return withPlatform(async () => {
    actAs(actor);
    await begin?.(clientId);
    return reserve(clientId, {
      ...input,
      timezone: input.timezone ?? preset.timezone,
      country: input.country ?? (preset.name === "generic" ? "ZZ" : preset.name),
      locale: input.locale ?? preset.locale,
    });
  });
}

async function undo(client: TenantClient): Promise<void> {
  const { names } = database();
  try {
    // The row goes last: a stop half-way leaves a school in `creating` that can be seen and taken back again.
    await withMigrator((connection) => dropSchema(connection, names, client));
    await forgetHalfMade(client.id);
    forgetClients();
  } catch (err) {
    log.error(
      { err: err as Error, schema: client.schemaName },
      "a half-made school could not be taken back: run doctor",
    );
  }
}
