import { hashPassword, verifyPassword } from "../crypto/passwords.js";
import { fieldError, invalid, problem } from "../errors.js";
import { record } from "../audit/trail.js";
import { notWhileActing } from "../policies/whileActing.js";
import type { Accounts } from "./accounts.js";
import type { Caller } from "./caller.js";
import { loadPlatformActor, loadSchoolActor } from "./loadActor.js";
import { accountSubject, isLocked, noteFailure } from "./lockout.js";

interface Passwords {
  currentPassword: string;
  newPassword: string;
}

/** Changes one's own password: every other session ends, by a new token version and no refresh tokens. */
export async function changePassword(
  accounts: Accounts,
  caller: Caller,
  { currentPassword, newPassword }: Passwords,
): Promise<void> {
  if (caller.userId === undefined) throw problem("unauthenticated");
  if (caller.impersonatorId !== undefined) throw notWhileActing();
  const id = caller.userId;
  const user = await accounts.scope(() => accounts.byId(id), { readOnly: true });
  if (!user || user.status !== "active" || user.tokenVersion !== caller.tokenVersion) throw problem("unauthenticated");
  // A stolen token must not be a way to guess the password: failures count as those of signing in.
  const subjects = [accountSubject(accounts.client?.schemaName, user.email ?? user.phone ?? "")];
  const locked = await isLocked(subjects);
  if (!(await verifyPassword(currentPassword, user.passwordHash)) || locked) {
    await noteFailure(locked ? [] : subjects);
    throw invalid(fieldError("/currentPassword", "is wrong"));
  }
  const hash = await hashPassword(newPassword);
  await setPassword(accounts, id, hash, caller);
}

/** Sets a password's hash: whoever held a token of the old one is signed out. */
export async function setPassword(
  accounts: Accounts,
  id: string,
  passwordHash: string,
  caller?: Caller,
): Promise<void> {
  await accounts.scope(async () => {
    // The command line has no caller: its trail says "system".
    if (caller) await (accounts.client ? loadSchoolActor(caller) : loadPlatformActor(caller));
    const user = await accounts.byId(id, true);
    if (!user) throw problem("not_found");
    user.passwordHash = passwordHash;
    user.tokenVersion += 1;
    await user.save();
    await accounts.endAll(id);
    record({ action: "password", entity: "User", entityId: id });
  });
}
