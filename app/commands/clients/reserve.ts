import { Client } from "../../../models/public/Client.js";
import { Domain } from "../../../models/public/Domain.js";
import { database } from "../../database/connection.js";
import { schoolRole } from "../../database/names.js";
import { kept } from "../../door/kept.js";
import { env } from "../../env.js";
import { problem } from "../../errors.js";
import type { TenantClient } from "../../tenancy/scope.js";
import { mustBeFree } from "./free.js";

/** What a school is called, and where it will be. */
export interface Reservation {
  name: string;
  schemaName: string;
  timezone: string;
  country: string;
  locale: string;
  /** Left out: the schema's name in capitals. */
  code?: string | undefined;
  /** Left out: the schema's name under the first main host. null: the school brings its own. */
  domain?: string | null | undefined;
}

/**
 * Takes a school's name and address, under status `creating`: a row and its primary domain, in the platform's running scope.
 * @throws 409 duplicate where one of them is taken
 */
export async function reserve(clientId: string, input: Reservation): Promise<TenantClient> {
  const { name, schemaName, timezone, country, locale } = input;
  const { prefix } = database().names;
  const code = input.code ?? schemaName.toUpperCase().slice(0, 20);
  await mustBeFree(Client, { schemaName, code });
  const roleName = schoolRole(prefix, schemaName);
  const values = { id: clientId, name, schemaName, roleName, code, timezone, country, locale };
  const client = await kept(Client, () => Client.create({ ...values, status: "creating" }));
  if (input.domain !== null)
    await address(client.id, input.domain ?? `${schemaName}.${env.MAIN_HOSTS[0] ?? "localhost"}`);
  return { id: client.id, schemaName, roleName, placement: client.placement };
}

async function address(clientId: string, hostname: string): Promise<void> {
  if (env.MAIN_HOSTS.includes(hostname))
    throw problem("duplicate", {
      errors: [{ path: "/domain", message: "is the platform's own address", code: "duplicate" }],
    });
  await mustBeFree(Domain, { hostname }, { as: "domain" });
  await kept(Domain, () => Domain.create({ clientId, hostname, isPrimary: true }));
}
