import { randomToken, sha256 } from "./keys.js";

/** Prefixes of API keys: they tell where the key's row is without a search over all schools. */
const SCHOOL_KEY = /^frk_([a-z][a-z0-9_]{1,40})\.([A-Za-z0-9_-]{43})$/;
const PLATFORM_KEY = /^frp\.[A-Za-z0-9_-]{43}$/;

export const newSchoolKey = (schemaName: string): string => `frk_${schemaName}.${randomToken()}`;
export const newPlatformKey = (): string => `frp.${randomToken()}`;

/** Where an API key belongs, or undefined when it has no form of ours. */
export function readKey(key: string): { schemaName?: string; keyHash: string } | undefined {
  const school = SCHOOL_KEY.exec(key);
  if (school?.[1]) return { schemaName: school[1], keyHash: sha256(key) };
  return PLATFORM_KEY.test(key) ? { keyHash: sha256(key) } : undefined;
}
