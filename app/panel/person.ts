import type { Request, RequestHandler, Response } from "express";
import type { Caller } from "../auth/caller.js";
import { loadPlatformActor, loadSchoolActor } from "../auth/loadActor.js";
import { mayAct } from "../commands/platform/actAs.js";
import { Problem, problem } from "../errors.js";
import type { Actor } from "../policies/Actor.js";
import { readCookie } from "./cookie.js";
import { houseOf, inHouse, type House } from "./house.js";
import { endSession, readSession, type PanelSession } from "./session.js";

/** What the panel knows of a request before any scope: whose host it is, and who is signed in there. */
export interface PanelLocals {
  requestId?: string;
  house: House;
  session?: PanelSession;
}
export const localsOf = (response: Response): PanelLocals => response.locals as PanelLocals;

/** Finds the host's house; a host that nobody has gets no panel. */
export const findHouse: RequestHandler = async (request, response, next) => {
  const house = await houseOf(request);
  if (!house) throw problem("unknown_host");
  localsOf(response).house = house;
  if (house.client) response.locals.client = house.client;
  next();
};

/** Reads the session of the cookie in the house's own scope, which is closed again before anything else opens one. */
export const findSession: RequestHandler = async (request, response, next) => {
  const locals = localsOf(response);
  locals.session = await readSession(locals.house, readCookie(request));
  // Who was disabled on the platform, or lost the right, must not stay in a school.
  const acting = locals.session?.impersonator;
  if (locals.session && acting && !(await mayAct(acting.id, acting.tokenVersion))) {
    await endSession(locals.house, locals.session.id);
    delete locals.session;
  }
  if (locals.session) response.locals.caller = callerOf(locals.house, locals.session);
  next();
};

/** For calls of scripts: without a session 401, never a sign-in page. */
export const signedIn: RequestHandler = (_request, response, next) => {
  next(localsOf(response).session ? undefined : problem("unauthenticated"));
};

function callerOf(house: House, session: PanelSession): Caller {
  const { userId, tokenVersion, impersonator } = session;
  const base = { userId, tokenVersion, through: "session" as const, impersonatorId: impersonator?.id };
  if (!house.client) return { kind: "platform-user", ...base };
  return { kind: "school-user", clientId: house.client.id, schemaName: house.client.schemaName, ...base };
}

/**
 * Runs work as the signed-in person in one scope of the house; reading requests get a READ ONLY one. Who was disabled
 * or has a new password since loses the session.
 */
export async function asPerson<T>(
  request: Request,
  response: Response,
  work: (actor: Actor) => Promise<T>,
): Promise<T> {
  const { house, session, requestId } = localsOf(response);
  if (!session) throw problem("unauthenticated");
  const caller = callerOf(house, session);
  const load = house.client ? loadSchoolActor : loadPlatformActor;
  const readOnly = request.method === "GET" || request.method === "HEAD";
  try {
    return await inHouse(house, async () => work(await load(caller, requestId)), { readOnly, actorId: session.userId });
  } catch (error) {
    if (error instanceof Problem && error.code === "unauthenticated") await endSession(house, session.id);
    throw error;
  }
}
