import { Client } from "../../../models/public/Client.js";
import { Domain } from "../../../models/public/Domain.js";
import { presetFor } from "../../../seeders/presets/index.js";
import type { Preset } from "../../../seeders/presets/types.js";
import { hashPassword } from "../../crypto/passwords.js";
import { database, withClient } from "../../database/connection.js";
import { schoolRole } from "../../database/names.js";
import { kept } from "../../door/kept.js";
import { env } from "../../env.js";
import { problem } from "../../errors.js";
import { log } from "../../log.js";
import { actAs, type Actor, systemActor } from "../../policies/Actor.js";
import { PERMISSIONS } from "../../policies/permissions.js";
import { createSchema, dropSchema } from "../../tenancy/createSchema.js";
import { forgetHalfMade } from "../../tenancy/forgetHalfMade.js";
import { forgetClients } from "../../tenancy/resolve.js";
import { withPlatform, withTenant, type TenantClient } from "../../tenancy/scope.js";
import { mustBeFree } from "./free.js";
import { furnish } from "./furnish.js";
import type { NewClient } from "./newClient.js";

/**
 * Makes a school: row and domain, role, schema, settings by preset, first administrator. Under status `creating`
 * until all is there; a step that fails leaves nothing behind (no row, no schema, no role).
 * @returns the client's id
 */
export async function createClient(input: NewClient, actor: Actor): Promise<string> {
  const preset = presetFor(input.preset ?? input.country);
  // Hashing is another core's work: it goes on while the tables are made, and is asked for when the administrator is.
  const hashing = hashPassword(input.admin.password);
  hashing.catch(() => undefined);
  const client = await insertRow(input, preset, actor);
  try {
    const { names, migratorUrl } = database();
    await withClient(migratorUrl, (connection) => createSchema(connection, names, client));
    const passwordHash = await hashing;
    await withTenant(client, async () => {
      actAs(systemActor(actor.name, PERMISSIONS));
      await furnish(preset, { ...input.admin, passwordHash }, client.id);
    });
    await withPlatform(async () => {
      actAs(actor);
      await (await Client.findByPk(client.id, { rejectOnEmpty: true })).update({ status: "active" });
    });
    forgetClients();
    return client.id;
  } catch (error) {
    await undo(client);
    throw error;
  }
}

function insertRow(input: NewClient, preset: Preset, actor: Actor): Promise<TenantClient> {
  return withPlatform(async () => {
    actAs(actor);
    const { prefix } = database().names;
    const code = input.code ?? input.schemaName.toUpperCase().slice(0, 20);
    await mustBeFree(Client, { schemaName: input.schemaName, code });
    const client = await kept(Client, () =>
      Client.create({
        name: input.name,
        schemaName: input.schemaName,
        roleName: schoolRole(prefix, input.schemaName),
        code,
        status: "creating",
        timezone: input.timezone ?? preset.timezone,
        country: input.country ?? (preset.name === "generic" ? "ZZ" : preset.name),
        locale: input.locale ?? preset.locale,
      }),
    );
    const hostname = input.domain ?? `${input.schemaName}.${env.MAIN_HOSTS[0] ?? "localhost"}`;
    if (env.MAIN_HOSTS.includes(hostname))
      throw problem("duplicate", {
        errors: [{ path: "/domain", message: "is the platform's own address", code: "duplicate" }],
      });
    await mustBeFree(Domain, { hostname }, { as: "domain" });
    await kept(Domain, () => Domain.create({ clientId: client.id, hostname, isPrimary: true }));
    const { id, schemaName, roleName, placement } = client;
    return { id, schemaName, roleName, placement };
  });
}

async function undo(client: TenantClient): Promise<void> {
  const { names, migratorUrl } = database();
  try {
    // The row goes last: a stop half-way leaves a school in `creating` that can be seen and taken back again.
    await withClient(migratorUrl, (connection) => dropSchema(connection, names, client));
    await forgetHalfMade(client.id);
    forgetClients();
  } catch (err) {
    log.error(
      { err: err as Error, schema: client.schemaName },
      "a half-made school could not be taken back: run doctor",
    );
  }
}
