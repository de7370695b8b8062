import { timingSafeEqual } from "node:crypto";
import { currentKey, keyById, purposeKey, sign, type SecretKey } from "../crypto/keys.js";
import { isUuid } from "../ids.js";

const TEN_MINUTES = 600;

/** `/media/operations/<id>/<name>?expires&key&signature`: the file that an operation made, for ten minutes. */
export function operationLink(id: string, name: string): string {
  const key = currentKey();
  const expires = String(Math.floor(Date.now() / 1000) + TEN_MINUTES);
  const query = new URLSearchParams({ expires, key: key.id, signature: signatureOf(key, id, expires) });
  return `/media/operations/${id}/${encodeURIComponent(name)}?${query.toString()}`;
}

/** Whether the link is one of ours and in force. */
export function opensOperation(id: string, { expires, key: keyId, signature }: Record<string, unknown>): boolean {
  if (!isUuid(id) || typeof expires !== "string" || !/^\d{1,12}$/.test(expires) || typeof signature !== "string")
    return false;
  const key = typeof keyId === "string" ? keyById(keyId) : undefined;
  if (!key) return false;
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(key, id, expires))];
  return given.length === right.length && timingSafeEqual(given, right) && Number(expires) * 1000 > Date.now();
}

const signatureOf = (key: SecretKey, id: string, expires: string) =>
  sign(purposeKey("operation-file", key), id, expires);
