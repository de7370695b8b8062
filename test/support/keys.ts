import { randomBytes } from "node:crypto";
import { useSecretKeys } from "../../app/crypto/keys.js";
import { testKeys } from "./database.js";

/** A key that this run has not had yet, as SECRET_KEYS writes it. */
export const freshKey = (id: string): string => `${id}:${randomBytes(32).toString("base64")}`;

/** Works under other keys; afterwards those of the run hold again. */
export async function withKeys<T>(keys: string, work: () => T | Promise<T>): Promise<T> {
  useSecretKeys(keys);
  try {
    return await work();
  } finally {
    useSecretKeys(testKeys());
  }
}
