import type { Request } from "express";
import { hostOf, isMainHost } from "../http/which.js";
import { findClient, type KnownClient } from "../tenancy/resolve.js";
import { withPlatform, withTenant, type ScopeOptions } from "../tenancy/scope.js";

/** Whose panel a host shows: the platform's own, or a school's. */
export interface House {
  kind: "platform" | "school";
  client?: KnownClient;
  name: string;
}

/** The house of the request's host; undefined for a host that nobody has. */
export async function houseOf(request: Request): Promise<House | undefined> {
  const host = hostOf(request);
  if (isMainHost(host)) return { kind: "platform", name: "Formroom" };
  const client = await findClient({ hostname: host });
  return client && { kind: "school", client, name: client.name };
}

/** Opens the house's scope around `work`: the school's schema and role, or the platform's. */
export function inHouse<T>(house: House, work: () => Promise<T>, options: ScopeOptions = {}): Promise<T> {
  return house.client ? withTenant(house.client, work, options) : withPlatform(work, options);
}
