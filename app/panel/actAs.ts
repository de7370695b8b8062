import type { RequestHandler } from "express";
import { User } from "../../models/public/User.js";
import { record } from "../audit/trail.js";
import { usable } from "../auth/loadActor.js";
import { useTicket, type Acting } from "../commands/platform/actAs.js";
import { problem } from "../errors.js";
import { limit } from "../http/limits.js";
import { Actor, actAs as named } from "../policies/Actor.js";
import type { KnownClient } from "../tenancy/resolve.js";
import { withTenant } from "../tenancy/scope.js";
import { readCookie, setCookie } from "./cookie.js";
import { localsOf } from "./person.js";
import { startSession } from "./session.js";

/**
 * GET /admin/act-as?token=…: uses the link up and begins an hour in this school's panel as one of its users, under a new
 * secret; the browser's own session here ends. The school's trail is told before the session is there.
 */
export const actAs: RequestHandler = async (request, response) => {
  response.set({ "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });
  const { house, requestId } = localsOf(response);
  if (!house.client || request.method !== "GET") throw problem("not_found");
  limit(`act-as:${request.ip ?? "unknown"}`, 20, response);
  usable(house.client.status);
  const { token } = request.query;
  if (typeof token !== "string" || !/^[A-Za-z0-9_-]{43}$/.test(token)) throw problem("not_found");
  // A browser that only looks ahead, or a picture in somebody's page, must not use it up.
  const { "sec-purpose": ahead, "sec-fetch-dest": into = "document" } = request.headers;
  if (ahead !== undefined || into !== "document") throw problem("forbidden", "Open the link itself");
  const acting = await useTicket(house.client, token);
  const user = await enter(house.client, acting, requestId);
  setCookie(request, response, await startSession(house, user, readCookie(request), acting.impersonator));
  response.redirect(303, "/admin/");
};

function enter(client: KnownClient, { userId, impersonator }: Acting, requestId: string | undefined) {
  return withTenant(client, async () => {
    const user = await User.findOne({ where: { id: userId, status: "active" } });
    if (!user) throw problem("forbidden", "This user may not sign in any more");
    const name = `${user.firstName} ${user.lastName}`;
    named(new Actor({ kind: "user", id: user.id, name, permissions: [], impersonatorId: impersonator.id, requestId }));
    const after = {
      by: impersonator.name,
      reason: impersonator.reason,
      until: new Date(impersonator.until).toISOString(),
    };
    record({ action: "act-as", entity: "User", entityId: user.id, after });
    return user;
  });
}
