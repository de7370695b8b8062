import { createClient } from "../../app/commands/clients/createClient.js";
import { newClientSchema } from "../../app/commands/clients/newClient.js";
import { createPlatformUser } from "../../app/commands/clients/platformUsers.js";
import { actAs, systemActor, type Actor } from "../../app/policies/Actor.js";
import { PERMISSIONS, PLATFORM_PERMISSIONS } from "../../app/policies/permissions.js";
import { findClient, type KnownClient } from "../../app/tenancy/resolve.js";
import { withTenant } from "../../app/tenancy/scope.js";
import { ask } from "./app.js";
import { testDatabase } from "./database.js";

export const PASSWORD = "correct horse battery";
export const testActor = (): Actor => systemActor("tests", PLATFORM_PERMISSIONS.superadmin);

export interface School {
  client: KnownClient;
  schema: string;
  host: string;
  /** An access token of the school's administrator. */
  token: string;
  /** Runs work inside the school, as the system. */
  inside<T>(work: () => Promise<T>): Promise<T>;
}

let made = 0;

/** A new school of its own for a test file: nobody shares rows. */
export async function makeSchool(country = "ZW", schema = `t${Date.now().toString(36)}${++made}`): Promise<School> {
  await testDatabase();
  const input = {
    name: `School ${schema}`,
    schemaName: schema,
    country,
    admin: { email: `admin@${schema}.example.test`, firstName: "Ada", lastName: "Admin", password: PASSWORD },
  };
  await createClient(newClientSchema.parse(input), testActor());
  const client = await findClient({ schemaName: schema });
  if (!client) throw new Error("the school was not made");
  const host = `${schema}.localhost`;
  return {
    client,
    schema,
    host,
    token: await signIn(host, `admin@${schema}.example.test`),
    inside: (work) => inside(client, work),
  };
}

export function inside<T>(client: KnownClient, work: () => Promise<T>): Promise<T> {
  return withTenant(client, async () => {
    actAs(systemActor("tests", PERMISSIONS));
    return work();
  });
}

/** What an access token says, unchecked. */
export const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { sub: string; schema: string };

export async function signIn(host: string, email: string, password = PASSWORD): Promise<string> {
  const { status, body, text } = await ask("POST", "/api/v1/school/auth/login", { host, body: { email, password } });
  if (status !== 200) throw new Error(`sign-in failed: ${status} ${text}`);
  return (body as { accessToken: string }).accessToken;
}

/** A platform user of a file's own, whose preferences and records opened last nobody else changes. @returns the sign-in name */
export async function ownPlatformUser(role: "superadmin" | "operator" | "support" = "superadmin"): Promise<string> {
  await testDatabase();
  const email = `p${Date.now().toString(36)}${++made}@platform.example.test`;
  await createPlatformUser({ email, firstName: "Pat", lastName: role, role, password: PASSWORD }, testActor());
  return email;
}

/** A platform user's access token; the user is made at first use. */
export async function platformToken(role: "superadmin" | "operator" | "support" = "superadmin"): Promise<string> {
  await testDatabase();
  const email = `${role}@platform.example.test`;
  await createPlatformUser({ email, firstName: "Pat", lastName: role, role, password: PASSWORD }, testActor()).catch(
    (error: { code?: string }) => {
      if (error.code !== "duplicate") throw error;
    },
  );
  return platformSignIn(email);
}

export async function platformSignIn(email: string): Promise<string> {
  const { body } = await ask("POST", "/api/v1/system/auth/login", { body: { email, password: PASSWORD } });
  return (body as { accessToken: string }).accessToken;
}
