import { randomInt } from "node:crypto";
import { GuardianCode } from "../../../models/school/GuardianCode.js";
import { allKeys, purposeKey, sign } from "../../crypto/keys.js";
import { current } from "../../tenancy/context.js";

/** Without letters and digits that look alike on paper. */
const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ";
const DIGITS = "23456789";
const LENGTH = 8;
const LIVES_MS = 14 * 24 * 3600_000;

/**
 * Makes a code with which one phone becomes the guardian's: eight characters, once, 14 days. Earlier unused ones end.
 * Only a keyed hash is kept: eight characters alone could be guessed from a copy of the table.
 */
export async function makeGuardianCode(guardianId: string): Promise<{ code: string; expiresAt: Date }> {
  await GuardianCode.update({ usedAt: new Date() }, { where: { guardianId, usedAt: null } });
  const code = newCode();
  const expiresAt = new Date(Date.now() + LIVES_MS);
  await GuardianCode.create({ guardianId, codeHash: hashesOf(code)[0] ?? "", expiresAt });
  return { code, expiresAt };
}

/** The hashes under which a code may stand, newest key first; bound to the school. */
export function hashesOf(code: string): string[] {
  return allKeys().map((key) => sign(purposeKey("guardian-code", key), current().clientId, code));
}

/** At least one digit: the conversation tells a code from a word by it. */
function newCode(): string {
  const characters = Array.from({ length: LENGTH - 1 }, () => pick(LETTERS + DIGITS));
  characters.splice(randomInt(LENGTH), 0, pick(DIGITS));
  return characters.join("");
}

const pick = (from: string): string => from[randomInt(from.length)] ?? "";
