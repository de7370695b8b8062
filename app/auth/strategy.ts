import { decode } from "jsonwebtoken";
import passport from "passport";
import { ExtractJwt, Strategy } from "passport-jwt";
import { keyById, purposeKey } from "../crypto/keys.js";
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
          if (secret) done(null, purposeKey("jwt", secret));
          else done(new Error("unknown key"));
        },
      },
      (claims: Claims, done: (error: Error | null, claims: Claims) => void) => done(null, claims),
    ),
  );
  return passport;
}
