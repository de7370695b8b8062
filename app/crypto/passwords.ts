import { hash, verify } from "@node-rs/argon2";
import { assertNoScope } from "../tenancy/context.js";

/** OWASP's first choice for Argon2id: 19 MiB, two passes. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let dummy: Promise<string> | undefined;

/** Hashes a password; some 30 ms, so outside of any scope. */
export async function hashPassword(password: string): Promise<string> {
  assertNoScope("hashing a password");
  return hash(password, OPTIONS);
}

/** Whether a password fits a hash. Without a hash (no such user) it takes as long and says no. */
export async function verifyPassword(password: string, hashed: string | undefined): Promise<boolean> {
  assertNoScope("checking a password");
  dummy ??= hash("nobody has this password", OPTIONS);
  const fits = await verify(hashed ?? (await dummy), password).catch(() => false);
  return fits && hashed !== undefined;
}
