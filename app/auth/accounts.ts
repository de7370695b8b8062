/* eslint-disable house/no-raw-query -- a sign-in is noted beside the row: no hook, no version */
import { PlatformRefreshToken } from "../../models/public/PlatformRefreshToken.js";
import { PlatformUser } from "../../models/public/PlatformUser.js";
import { RefreshToken } from "../../models/public/RefreshToken.js";
import { User } from "../../models/public/User.js";
import { sequelize } from "../database/connection.js";
import { current } from "../tenancy/context.js";
import type { KnownClient } from "../tenancy/resolve.js";
import { withPlatform, withTenant, type ScopeOptions } from "../tenancy/scope.js";

export interface Credentials {
  email?: string;
  phone?: string;
  password: string;
}
/** What signing in needs of a user, of either kind. */
export interface Account {
  id: string;
  email: string | null;
  phone: string | null;
  firstName: string;
  lastName: string;
  passwordHash: string;
  status: string;
  demo: boolean;
  tokenVersion: number;
  lastLoginAt: Date | null;
  save(options?: object): Promise<unknown>;
}
interface StoredToken {
  userId: string;
  family: string;
  usedAt: Date | null;
  expiresAt: Date;
  save(options?: object): Promise<unknown>;
}

/** Where accounts of one kind stand: the platform's in the directory, a school's beside its schema. */
export interface Accounts {
  client?: KnownClient;
  scope<T>(work: () => Promise<T>, options?: ScopeOptions): Promise<T>;
  find(by: { email?: string; phone?: string }): Promise<Account | null>;
  byId(id: string, lock?: boolean): Promise<Account | null>;
  /** Notes a sign-in beside the row's version: it is no change of the person, and no open form must be stale by it. */
  signedIn(id: string): Promise<unknown>;
  /** Keeps a refresh token of a user in its family. */
  keep(userId: string, family: string, tokenHash: string, expiresAt: Date): Promise<unknown>;
  token(tokenHash: string): Promise<StoredToken | null>;
  endFamily(family: string): Promise<unknown>;
  endAll(userId: string): Promise<unknown>;
}

const noteSignIn = (table: string, id: string) =>
  sequelize.query(`UPDATE ${table} SET last_login_at = now() WHERE id = $1`, { bind: [id] });

const byName = ({ email, phone }: { email?: string; phone?: string }) =>
  email !== undefined ? { email: email.trim().toLowerCase() } : { phone: phone ?? "" };

/** The accounts of one school. */
export function schoolAccounts(client: KnownClient): Accounts {
  return {
    client,
    scope: (work, options) => withTenant(client, work, options),
    find: (by) => User.findOne({ where: byName(by) }),
    byId: (id, lock = false) => User.findByPk(id, { lock }),
    signedIn: (id) => noteSignIn("public.users", id),
    keep: (userId, family, tokenHash, expiresAt) =>
      RefreshToken.create({ clientId: current().clientId, userId, family, tokenHash, expiresAt }),
    token: (tokenHash) => RefreshToken.findOne({ where: { tokenHash }, lock: true }),
    endFamily: (family) => RefreshToken.destroy({ where: { family } }),
    endAll: (userId) => RefreshToken.destroy({ where: { userId } }),
  };
}

/** The platform's own accounts. */
export const platformAccounts: Accounts = {
  scope: (work, options) => withPlatform(work, options),
  find: (by) => PlatformUser.findOne({ where: byName(by) }),
  byId: (id, lock = false) => PlatformUser.findByPk(id, { lock }),
  signedIn: (id) => noteSignIn("public.platform_users", id),
  keep: (userId, family, tokenHash, expiresAt) => PlatformRefreshToken.create({ userId, family, tokenHash, expiresAt }),
  token: (tokenHash) => PlatformRefreshToken.findOne({ where: { tokenHash }, lock: true }),
  endFamily: (family) => PlatformRefreshToken.destroy({ where: { family } }),
  endAll: (userId) => PlatformRefreshToken.destroy({ where: { userId } }),
};
