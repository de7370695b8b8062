import { verifyPassword } from "../crypto/passwords.js";
import { env } from "../env.js";
import { problem } from "../errors.js";
import type { KnownClient } from "../tenancy/resolve.js";
import { platformAccounts, schoolAccounts, type Accounts, type Credentials } from "./accounts.js";
import { accountSubject, isLocked, noteFailure } from "./lockout.js";

export interface SignedIn {
  id: string;
  tokenVersion: number;
}

/** Signs a school's user in; wrong, unknown and locked answer the same words after the same time. */
export const signInSchool = (client: KnownClient, credentials: Credentials, address: string): Promise<SignedIn> =>
  signIn(schoolAccounts(client), credentials, address);

/** Signs a platform user in. */
export const signInPlatform = (credentials: Credentials, address: string): Promise<SignedIn> =>
  signIn(platformAccounts, credentials, address);

/** Checks credentials. The hash is checked outside of any scope: it takes some 30 ms of one core. */
export async function signIn(
  accounts: Accounts,
  { email, phone, password }: Credentials,
  address: string,
): Promise<SignedIn> {
  const account = accountSubject(accounts.client?.schemaName, email ?? phone ?? "");
  const subjects = [account, `address:${address}`];
  const locked = await isLocked(subjects);
  const user = await accounts.scope(() => accounts.find({ email, phone }), { readOnly: true });
  const fits = await verifyPassword(password, user?.passwordHash);
  const refused = !user || user.status !== "active" || locked || (user.demo && !demoAllowed());
  if (!fits || refused) {
    // What is locked is not counted on: else whoever keeps trying would keep the owner out for ever.
    await noteFailure(locked ? [] : subjects);
    throw problem("invalid_credentials");
  }
  await accounts.scope(() => accounts.signedIn(user.id));
  return { id: user.id, tokenVersion: user.tokenVersion };
}

/** Demonstration logins work on loopback only and never in production (startup.md 10). */
export function demoAllowed(): boolean {
  return env.NODE_ENV !== "production" && ["127.0.0.1", "localhost", "::1", "[::1]"].includes(env.HOST);
}
