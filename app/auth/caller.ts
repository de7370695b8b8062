import type { Request, Response } from "express";
import { problem } from "../errors.js";
import { usePassport } from "./strategy.js";
import { readKey } from "../crypto/apiKeys.js";
import { AUDIENCES, type Claims } from "./tokens.js";

/** Who knocked, before any scope: what the credential says, not yet what the database knows. */
export interface Caller {
  kind: "school-user" | "platform-user" | "school-key" | "platform-key" | "nobody";
  userId?: string;
  tokenVersion?: number;
  clientId?: string;
  schemaName?: string;
  keyHash?: string;
  through: "token" | "key" | "session" | "none";
  impersonatorId?: string;
}

export const NOBODY: Caller = { kind: "nobody", through: "none" };
const passport = usePassport();

/** Reads the one credential of an API request. Both kinds → 400; a wrong one → 401, never falls through to the host. */
export async function callerOf(request: Request, response: Response): Promise<Caller> {
  const bearer = request.headers.authorization;
  const key = request.headers["x-api-key"];
  if (bearer !== undefined && key !== undefined) throw problem("ambiguous_credentials");
  if (key !== undefined) return keyCaller(String(key));
  if (bearer === undefined) return NOBODY;
  const claims = await verified(request, response);
  if (!("ver" in claims) || typeof claims.sub !== "string") throw problem("unauthenticated");
  const base = { userId: claims.sub, tokenVersion: claims.ver, through: "token" as const };
  if (claims.aud === AUDIENCES.platform) return { kind: "platform-user", ...base };
  if (claims.aud !== AUDIENCES.school || !claims.client || !claims.schema) throw problem("unauthenticated");
  return { kind: "school-user", clientId: claims.client, schemaName: claims.schema, ...base };
}

function keyCaller(key: string): Caller {
  const read = readKey(key);
  if (!read) throw problem("unauthenticated");
  const kind = read.schemaName === undefined ? "platform-key" : "school-key";
  return { kind, through: "key", schemaName: read.schemaName, keyHash: read.keyHash };
}

function verified(request: Request, response: Response): Promise<Claims> {
  return new Promise((resolve, reject) => {
    const done = (error: unknown, claims: Claims | false, info: unknown) => {
      if (claims) resolve(claims);
      else
        reject(
          problem((info as Error | undefined)?.name === "TokenExpiredError" ? "token_expired" : "unauthenticated"),
        );
    };
    (
      passport.authenticate("jwt", { session: false }, done) as (
        a: Request,
        b: Response,
        c: (e?: unknown) => void,
      ) => void
    )(request, response, (error) => reject(error instanceof Error ? error : problem("unauthenticated")));
  });
}
