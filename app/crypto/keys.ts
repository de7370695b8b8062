import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";

export interface SecretKey {
  id: string;
  key: Buffer;
}

let keys: SecretKey[] = [];

/** Sets the keys of this installation, newest first: `id:base64` (32 bytes) separated by commas, as in SECRET_KEYS. */
export function useSecretKeys(text: string): void {
  keys = text.split(",").map((part) => {
    const [id = "", base64 = ""] = part.trim().split(":");
    const key = Buffer.from(base64, "base64");
    if (!/^[A-Za-z0-9_-]{1,20}$/.test(id) || key.length !== 32)
      throw new Error("SECRET_KEYS: each must be id:base64 of 32 bytes");
    return { id, key };
  });
}

/** The key that signs and seals now. */
export function currentKey(): SecretKey {
  const first = keys[0];
  if (!first) throw new Error("SECRET_KEYS are not set");
  return first;
}

/** A key by its id, for what was signed or sealed before a rotation. */
export function keyById(id: string): SecretKey | undefined {
  return keys.find((key) => key.id === id);
}

export const allKeys = (): readonly SecretKey[] => keys;

/** A key for one purpose, so that a token's signature can never pass for a link's. */
export function purposeKey(purpose: string, secret: SecretKey = currentKey()): Buffer {
  return Buffer.from(hkdfSync("sha256", secret.key, Buffer.alloc(0), `formroom:${purpose}`, 32));
}

/** Seals a secret (AES-256-GCM): `keyId.iv.tag.ciphertext`. `context` binds it to its row and column. */
export function seal(plain: string, context: string): string {
  const secret = currentKey();
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", purposeKey("seal", secret), iv).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [secret.id, ...[iv, cipher.getAuthTag(), body].map((part) => part.toString("base64url"))].join(".");
}

/** Opens what `seal` made; throws when it was changed, moved to another row, or its key is gone. */
export function unseal(sealed: string, context: string): string {
  const [id = "", iv = "", tag = "", body = ""] = sealed.split(".");
  const secret = keyById(id);
  if (!secret) throw new Error(`the key ${id} is not in SECRET_KEYS`);
  const decipher = createDecipheriv("aes-256-gcm", purposeKey("seal", secret), Buffer.from(iv, "base64url"));
  decipher.setAAD(Buffer.from(context)).setAuthTag(Buffer.from(tag, "base64url"));
  return decipher.update(Buffer.from(body, "base64url"), undefined, "utf8") + decipher.final("utf8");
}

/** A random token for links, refresh and keys: 256 bits. */
export const randomToken = (): string => randomBytes(32).toString("base64url");

/** What is stored of a token: its hash. */
export const sha256 = (text: string | Buffer): string => createHash("sha256").update(text).digest("hex");

/** A keyed signature over parts, for signed links. */
export const sign = (key: Buffer, ...parts: string[]): string =>
  createHmac("sha256", key).update(parts.join("\n")).digest("base64url");
