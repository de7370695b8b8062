import type { Command } from "commander";
import { randomBytes } from "node:crypto";
import { createClient } from "../commands/clients/createClient.js";
import { addDomain } from "../commands/clients/domains.js";
import { newClientSchema } from "../commands/clients/newClient.js";
import { activateClient, suspendClient } from "../commands/clients/standing.js";
import { get, list } from "../door/five.js";
import { parsed } from "../door/input.js";
import { problem } from "../errors.js";
import { findClient } from "../tenancy/resolve.js";
import { clients } from "../../resources/clients.js";
import { withInstallation } from "./installation.js";
import { asOperator, operator } from "./operator.js";
import type { Finish } from "./finish.js";

interface NewOptions {
  name: string;
  country?: string;
  domain?: string;
  adminEmail: string;
  adminPassword?: string;
  json?: boolean;
}

async function idOf(schemaName: string): Promise<string> {
  const client = await findClient({ schemaName });
  if (!client) throw problem("not_found", `there is no school ${schemaName}`);
  return client.id;
}

/** `tenants`, below which several files put their commands. */
export const tenantsOf = (program: Command): Command =>
  program.commands.find((command) => command.name() === "tenants") ??
  program.command("tenants").description("the schools");

/** tenants create|list|show|suspend|activate, domains add; for many schools at once: fleetCommands. */
export function tenantCommands(program: Command, finish: Finish): void {
  const tenants = tenantsOf(program);
  tenants
    .command("create <schema>")
    .description("make a school")
    .requiredOption("--name <name>", "the school's name")
    .requiredOption("--admin-email <address>", "its first administrator")
    .option("--admin-password <text>", "left out: a random one is printed")
    .option("--country <code>", "two capitals; chooses the preset")
    .option("--domain <hostname>", "left out: <schema>.<first main host>")
    .option("--json", "one JSON object")
    .action(async (schemaName: string, { name, country, domain, adminEmail, adminPassword, json }: NewOptions) => {
      const password = adminPassword ?? randomBytes(12).toString("base64url");
      const admin = { email: adminEmail, firstName: "School", lastName: "Administrator", password };
      const input = parsed(newClientSchema, { name, schemaName, country, domain, admin });
      const school = await withInstallation(async () => {
        const id = await createClient(input, operator());
        return asOperator(() => get(clients, id));
      });
      if (json) console.log(JSON.stringify(school));
      else
        console.log(
          `${school.name} is at ${school.primaryDomain ?? ""}, ${adminEmail}${adminPassword === undefined ? `, password ${password}` : ""}`,
        );
      finish(0);
    });
  tenants
    .command("list")
    .description("all schools")
    .option("--json", "one JSON line a school")
    .action(async ({ json }: { json?: boolean }) => {
      await withInstallation(
        async () => {
          for (let page = 1, pages = 1; page <= pages; page++) {
            const found = await asOperator(() =>
              list(clients, { page: String(page), pageSize: "200", sort: "schemaName" }),
            );
            pages = found.page.pages;
            for (const school of found.data)
              console.log(
                json
                  ? JSON.stringify(school)
                  : `${school.schemaName}\t${school.status}\t${school.schemaLevel ?? "-"}\t${school.name}`,
              );
          }
        },
        { migrate: false },
      );
      finish(0);
    });
  tenants
    .command("show <schema>")
    .description("one school")
    .action(async (schema: string) => {
      const school = await withInstallation(
        async () => {
          const id = await idOf(schema);
          return asOperator(() => get(clients, id));
        },
        { migrate: false },
      );
      console.log(JSON.stringify(school, null, 2));
      finish(0);
    });
  for (const [name, verb] of Object.entries({ suspend: suspendClient, activate: activateClient })) {
    tenants
      .command(`${name} <schema>`)
      .description(`${name} a school`)
      .action(async (schema: string) => {
        await withInstallation(
          async () => {
            const id = await idOf(schema);
            await asOperator(() => verb.call(id, {}));
          },
          { migrate: false },
        );
        console.log(`${schema}: done`);
        finish(0);
      });
  }
  program
    .command("domains")
    .description("addresses of schools")
    .command("add <schema> <hostname>")
    .description("give a school another address")
    .option("--primary", "make it the primary one")
    .action(async (schema: string, hostname: string, { primary }: { primary?: boolean }) => {
      await withInstallation(
        async () => {
          const id = await idOf(schema);
          await asOperator(() => addDomain.call(id, { hostname, isPrimary: primary }));
        },
        { migrate: false },
      );
      console.log(`${hostname} leads to ${schema} now.`);
      finish(0);
    });
}
