import { sha256 } from "../crypto/keys.js";
import { problem } from "../errors.js";
import { uuidv7 } from "../ids.js";
import type { Accounts } from "./accounts.js";
import { ACCESS_SECONDS, accessToken, refreshToken } from "./tokens.js";

export interface Tokens {
  accessToken: string;
  refreshToken: string;
  tokenType: "Bearer";
  expiresIn: number;
}

/** Issues tokens for a user inside the accounts' scope; a new family unless one is carried on. */
export async function issue(
  accounts: Accounts,
  user: { id: string; tokenVersion: number },
  family = uuidv7(),
): Promise<Tokens> {
  const refresh = refreshToken(accounts.client?.schemaName);
  await accounts.keep(user.id, family, refresh.tokenHash, refresh.expiresAt);
  const access = accessToken({ id: user.id, tokenVersion: user.tokenVersion, client: accounts.client });
  return { accessToken: access, refreshToken: refresh.token, tokenType: "Bearer", expiresIn: ACCESS_SECONDS };
}

/**
 * Trades a refresh token for new ones. An old one that comes back was stolen or replayed: its whole family ends,
 * and that must outlive the refusal's rollback.
 */
export async function rotate(accounts: Accounts, token: string): Promise<Tokens> {
  return accounts.scope(async () => {
    const found = await accounts.token(sha256(token));
    if (!found || found.expiresAt.getTime() < Date.now()) throw problem("unauthenticated");
    if (found.usedAt) {
      throw problem("token_reused", {
        afterRollback: async () => {
          await accounts.scope(() => accounts.endFamily(found.family));
        },
      });
    }
    const user = await accounts.byId(found.userId);
    if (!user || user.status !== "active") throw problem("unauthenticated");
    found.usedAt = new Date();
    await found.save();
    return issue(accounts, user, found.family);
  });
}

/** Ends a refresh token's family; an unknown token is no error: the wish is fulfilled. */
export async function signOut(accounts: Accounts, token: string): Promise<void> {
  await accounts.scope(async () => {
    const found = await accounts.token(sha256(token));
    if (found) await accounts.endFamily(found.family);
  });
}
