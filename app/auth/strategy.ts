import { createSecretKey, type KeyObject } from "node:crypto";
import { decode } from "jsonwebtoken";
import passport from "passport";
import { ExtractJwt, Strategy } from "passport-jwt";
import { keyById, purposeKey, type SecretKey } from "../crypto/keys.js";
import { ISSUER, type Claims } from "./tokens.js";

/** passport-jwt over our rotating keys: the token's `kid` chooses the key, HS256 only. */
export function usePassport(): typeof passport {
  passport.use(
    new Strategy(
      {
        jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
        algorithms: ["HS256"],
        issuer: ISSUER,
        secretOrKeyProvider: (_request: unknown, token: string, done: (error: Error | null, key?: Buffer) => void) => {
          const kid = decode(token, { complete: true })?.header.kid;
          const secret = kid === undefined ? undefined : keyById(kid);
          if (secret)
            done(null, verifyingKey(secret) as unknown as Buffer); // jsonwebtoken takes a KeyObject, the types do not say so
          else done(new Error("unknown key"));
        },
      },
      (claims: Claims, done: (error: Error | null, claims: Claims) => void) => done(null, claims),
    ),
  );
  return passport;
}

/** A key object a secret: deriving it, and letting jsonwebtoken guess its kind, cost more than the signature. */
const verifyingKeys = new WeakMap<SecretKey, KeyObject>();
function verifyingKey(secret: SecretKey): KeyObject {
  let key = verifyingKeys.get(secret);
  if (!key) verifyingKeys.set(secret, (key = createSecretKey(purposeKey("jwt", secret))));
  return key;
}
