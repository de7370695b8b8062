import jwt from "jsonwebtoken";
import { currentKey, purposeKey, randomToken, sha256 } from "../crypto/keys.js";
import { uuidv7 } from "../ids.js";

export const ISSUER = "formroom";
export const AUDIENCES = { platform: "formroom:system", school: "formroom:school" } as const;
/** Access tokens live 15 minutes, refresh tokens 30 days. */
export const ACCESS_SECONDS = 900;
export const REFRESH_MS = 30 * 86_400_000;

export interface Claims {
  iss: string;
  aud: string;
  sub: string;
  jti: string;
  iat: number;
  exp: number;
  /** The user's token version: raised by a new password or role, by disabling. */
  ver: number;
  client?: string;
  schema?: string;
}

interface Subject {
  id: string;
  tokenVersion: number;
  client?: { id: string; schemaName: string };
}

/** Signs an access token (HS256, `kid` from SECRET_KEYS). */
export function accessToken(subject: Subject): string {
  const secret = currentKey();
  const client = subject.client ? { client: subject.client.id, schema: subject.client.schemaName } : {};
  return jwt.sign({ ver: subject.tokenVersion, ...client }, purposeKey("jwt", secret), {
    algorithm: "HS256",
    keyid: secret.id,
    issuer: ISSUER,
    audience: subject.client ? AUDIENCES.school : AUDIENCES.platform,
    subject: subject.id,
    jwtid: uuidv7(),
    expiresIn: ACCESS_SECONDS,
  });
}

/** A refresh token and what is stored of it. A school's begins with its schema's name: it leads there from any host. */
export function refreshToken(schemaName?: string): { token: string; tokenHash: string; expiresAt: Date } {
  const token = schemaName === undefined ? randomToken() : `${schemaName}.${randomToken()}`;
  return { token, tokenHash: sha256(token), expiresAt: new Date(Date.now() + REFRESH_MS) };
}

/** The school that a refresh token says it is of; whether it is, its row there knows. */
export const schemaOfRefresh = (token: string): string | undefined =>
  /^([a-z][a-z0-9_]{1,40})\.[A-Za-z0-9_-]{43}$/.exec(token)?.[1];
