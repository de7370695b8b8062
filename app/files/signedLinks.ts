import { timingSafeEqual } from "node:crypto";
import { currentKey, keyById, purposeKey, sign, type SecretKey } from "../crypto/keys.js";
import { isUuid } from "../ids.js";

/** What a link opens, and for what: a link to look at a photo is none to download it. */
export interface LinkTarget {
  clientId: string;
  fileId: string;
  /** Shown in the address and as the download's name; not part of what is signed. */
  name: string;
  purpose: "download" | "view";
  /** Seconds the link lives: 10 minutes unless said otherwise (an hour where WhatsApp fetches). */
  seconds?: number;
}

/** What a link that is in force allows. */
export interface OpenedLink {
  clientId: string;
  fileId: string;
  purpose: "download" | "view";
}

const TEN_MINUTES = 600;

/** `/media/<client>/<file>/<name>?purpose&expires&key&signature`: HMAC over client, file, purpose and expiry (reports.md 6). */
export function signedLink({ clientId, fileId, name, purpose, seconds = TEN_MINUTES }: LinkTarget): string {
  const key = currentKey();
  const expires = String(Math.floor(Date.now() / 1000) + seconds);
  const query = new URLSearchParams({ purpose, expires, key: key.id });
  query.set("signature", signatureOf(key, clientId, fileId, purpose, expires));
  return `/media/${clientId}/${fileId}/${encodeURIComponent(name)}?${query.toString()}`;
}

/** What the link opens, "expired", or null for a link that we did not make. Takes the strings of the request as they came. */
export function openLink(path: Record<string, unknown>, query: Record<string, unknown>): OpenedLink | "expired" | null {
  const { clientId, fileId } = path;
  const { purpose, expires, key: keyId, signature } = query;
  if (!isUuid(clientId) || !isUuid(fileId) || (purpose !== "download" && purpose !== "view")) return null;
  if (typeof expires !== "string" || !/^\d{1,12}$/.test(expires) || typeof signature !== "string") return null;
  const key = typeof keyId === "string" ? keyById(keyId) : undefined;
  if (!key || !same(signature, signatureOf(key, clientId, fileId, purpose, expires))) return null;
  return Number(expires) * 1000 < Date.now() ? "expired" : { clientId, fileId, purpose };
}

const signatureOf = (key: SecretKey, ...parts: [client: string, file: string, purpose: string, expires: string]) =>
  sign(purposeKey("media", key), ...parts);

function same(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
