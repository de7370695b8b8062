import { isUuid } from "../ids.js";
import { checkQuery, signedQuery } from "./linkSignature.js";

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

/** `/media/<client>/<file>/<name>?purpose&expires&key&signature`: HMAC over client, file, purpose and expiry (reports.md 6). */
export function signedLink({ clientId, fileId, name, purpose, seconds }: LinkTarget): string {
  const query = new URLSearchParams({ purpose, ...signedQuery("media", [clientId, fileId, purpose], seconds) });
  return `/media/${clientId}/${fileId}/${encodeURIComponent(name)}?${query.toString()}`;
}

/** What the link opens, "expired", or null for a link that we did not make. Takes the strings of the request as they came. */
export function openLink(path: Record<string, unknown>, query: Record<string, unknown>): OpenedLink | "expired" | null {
  const { clientId, fileId } = path;
  const { purpose } = query;
  if (!isUuid(clientId) || !isUuid(fileId) || (purpose !== "download" && purpose !== "view")) return null;
  const found = checkQuery("media", [clientId, fileId, purpose], query);
  return found === "in force" ? { clientId, fileId, purpose } : found === "expired" ? found : null;
}
