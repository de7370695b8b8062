import type { Response } from "express";
import type { Caller } from "../auth/caller.js";
import { problem } from "../errors.js";

interface Window {
  count: number;
  until: number;
}
const windows = new Map<string, Window>();
const MINUTE = 60_000;

/** Counts one use of `key`; over `limit` a minute → 429. Per process: behind several, the limit is that many times. */
export function limit(key: string, allowed: number, response: Response, span = MINUTE): void {
  const now = Date.now();
  let window = windows.get(key);
  if (!window || window.until <= now) {
    if (windows.size > 50_000) for (const [name, old] of windows) if (old.until <= now) windows.delete(name);
    windows.set(key, (window = { count: 0, until: now + span }));
  }
  window.count += 1;
  const seconds = Math.ceil((window.until - now) / 1000);
  const headers = {
    "RateLimit-Limit": String(allowed),
    "RateLimit-Remaining": String(Math.max(0, allowed - window.count)),
    "RateLimit-Reset": String(seconds),
  };
  response.set(headers);
  if (window.count > allowed)
    throw problem("rate_limited", { headers: { ...headers, "Retry-After": String(seconds) } });
}

/** 600 requests a minute an actor (api.md 1). */
export function limitActor(caller: Caller, response: Response): void {
  const who = caller.userId ?? caller.keyHash ?? response.req.ip ?? "nobody";
  limit(`actor:${who}`, 600, response);
}

/** Forgets all counts: between tests. */
export const forgetLimits = (): void => windows.clear();
