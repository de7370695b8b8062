import { current } from "../tenancy/context.js";
import { storage } from "./openStorage.js";

/** A link to look at a file of the running scope's school, 10 minutes; null for none. */
export const viewLink = (fileId: string | null, name: string): string | null =>
  fileId === null ? null : storage().signedUrl({ clientId: current().clientId, fileId, name, purpose: "view" });
