import { today } from "../../locale/clock.js";
import { current } from "../../tenancy/context.js";
import { findClient, type KnownClient } from "../../tenancy/resolve.js";

/** The client whose scope is open, as the directory knows it: code, time zone, country, locale. */
export async function ourClient(): Promise<KnownClient> {
  const client = await findClient({ id: current().clientId });
  if (!client) throw new Error("the scope's client is not in the directory");
  return client;
}

/** The school's day of today, `YYYY-MM-DD`, by its client's time zone. */
export async function schoolToday(): Promise<string> {
  return today((await ourClient()).timezone);
}
