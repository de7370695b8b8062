import { Op } from "sequelize";
import { PasswordReset } from "../../models/public/PasswordReset.js";
import { PlatformPasswordReset } from "../../models/public/PlatformPasswordReset.js";
import { sha256 } from "../crypto/keys.js";
import { current } from "../tenancy/context.js";
import type { Accounts } from "./accounts.js";
import { refreshToken } from "./tokens.js";

/** A mailed link lives an hour from the moment at which the mail leaves. */
export const RESET_MINUTES = 60;

/** Makes a token for a user inside the accounts' scope, and keeps its hash. A school's begins with its schema's name. */
export async function newResetToken(accounts: Accounts, userId: string): Promise<string> {
  const { token, tokenHash } = refreshToken(accounts.client?.schemaName);
  const expiresAt = new Date(Date.now() + RESET_MINUTES * 60_000);
  const reset = { userId, tokenHash, expiresAt };
  if (accounts.client) await PasswordReset.create({ ...reset, clientId: current().clientId });
  else await PlatformPasswordReset.create(reset);
  return token;
}

/** Whose token it is while it is in force, inside the accounts' scope: a school sees its own only. `lock` holds it until COMMIT. */
export async function userOfReset(accounts: Accounts, token: string, lock = false): Promise<string | undefined> {
  const where = { tokenHash: sha256(token), expiresAt: { [Op.gt]: new Date() } };
  const found = await (accounts.client
    ? PasswordReset.findOne({ where, lock })
    : PlatformPasswordReset.findOne({ where, lock }));
  return found?.userId;
}

/** Ends every token of a user: one was used, and the others lead to the same account. */
export async function endResets(accounts: Accounts, userId: string): Promise<void> {
  await (accounts.client
    ? PasswordReset.destroy({ where: { userId } })
    : PlatformPasswordReset.destroy({ where: { userId } }));
}
