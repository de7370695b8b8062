import { createHmac } from "node:crypto";
import { purposeKey, type SecretKey } from "../crypto/keys.js";

/** An entry of a trail as it is sealed: PostgreSQL's own text of each column, so that nothing is lost on the way. */
export interface SealedEntry {
  id: string;
  at: string;
  text: string;
}

/** A place in a trail's order (at, id). */
export interface Place {
  at: string;
  id: string;
}

export interface Seal extends Place {
  number: number;
  entries: number;
  list: Buffer;
  previous: string | null;
  hash: string;
  keyId: string;
}

/** Bytes of an id and of an entry's keyed hash in a seal's list. */
const ID = 16;
const HASH = 16;

/** HMAC-SHA-256 under a key that the database does not hold: who changes rows there cannot make the seal that fits. */
const mac = (key: Buffer, ...parts: string[]) => createHmac("sha256", key).update(parts.join("\n")).digest();

const entryHash = (key: Buffer, entry: SealedEntry) => mac(key, entry.id, entry.at, entry.text).subarray(0, HASH);

/** What a seal holds: each entry's id and keyed hash (32 bytes an entry), by which a changed one can be named. */
export function listOf(entries: readonly SealedEntry[], secret: SecretKey): Buffer {
  const key = purposeKey("audit-seal", secret);
  return Buffer.concat(
    entries.flatMap((entry) => [Buffer.from(entry.id.replaceAll("-", ""), "hex"), entryHash(key, entry)]),
  );
}

/** The seal's own hash: over whose trail it is, its number, where it ends, what it holds and the seal before. */
export function sealHash(whose: string, seal: Omit<Seal, "hash" | "keyId">, secret: SecretKey): string {
  const key = purposeKey("audit-seal", secret);
  const { number, at, id, entries, list, previous } = seal;
  return mac(key, whose, String(number), at, id, String(entries), previous ?? "", list.toString("hex")).toString("hex");
}

/** What of the entries in a seal's stretch is not as it was sealed. */
export function differences(list: Buffer, entries: readonly SealedEntry[], secret: SecretKey) {
  const key = purposeKey("audit-seal", secret);
  const sealed = new Map<string, Buffer>();
  for (let at = 0; at + ID + HASH <= list.length; at += ID + HASH)
    sealed.set(list.toString("hex", at, at + ID), list.subarray(at + ID, at + ID + HASH));
  const changed: string[] = [];
  const added: string[] = [];
  for (const entry of entries) {
    const hex = entry.id.replaceAll("-", "");
    const was = sealed.get(hex);
    if (!was) added.push(entry.id);
    else if (!was.equals(entryHash(key, entry))) changed.push(entry.id);
    sealed.delete(hex);
  }
  return { changed, added, missing: [...sealed.keys()].map(dashed) };
}

const dashed = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
