import { current } from "./context.js";
import { findClient, type KnownClient } from "./resolve.js";

/** The client whose scope is open, as the directory knows it: code, time zone, country, locale. */
export async function ourClient(): Promise<KnownClient> {
  const client = await findClient({ id: current().clientId });
  if (!client) throw new Error("the scope's client is not in the directory");
  return client;
}
