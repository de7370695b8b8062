import { hashPassword } from "../crypto/passwords.js";
import { fieldError, invalid } from "../errors.js";
import { record } from "../audit/trail.js";
import { actAs, Actor } from "../policies/Actor.js";
import type { Account, Accounts } from "./accounts.js";
import { accountSubject, forgetFailures } from "./lockout.js";
import { endResets, userOfReset } from "./resetTokens.js";

interface Reset {
  token: string;
  newPassword: string;
}

/** What a token that opens nothing is answered: unknown, used, too old and another school's are one. */
export const deadLink = () =>
  invalid(fieldError("/token", "is wrong, was used already, or is over an hour old: ask for a new mail"));

/**
 * Sets a new password by a mailed token, once. All sessions end (token version, refresh tokens), every other link that was
 * mailed to this user too, and failures that had locked the account are forgotten.
 * @throws 422 at /token
 */
export async function resetPassword(accounts: Accounts, { token, newPassword }: Reset): Promise<void> {
  const known = await accounts.scope(() => userOfReset(accounts, token), { readOnly: true });
  if (known === undefined) throw deadLink();
  const passwordHash = await hashPassword(newPassword);
  const user = await accounts.scope(async () => {
    const id = await userOfReset(accounts, token, true);
    const found = id === undefined ? null : await accounts.byId(id, true);
    if (found?.status !== "active") throw deadLink();
    actAs(self(accounts, found));
    found.passwordHash = passwordHash;
    found.tokenVersion += 1;
    await found.save();
    await accounts.endAll(found.id);
    await endResets(accounts, found.id);
    record({ action: "reset-password", entity: "User", entityId: found.id });
    return found;
  });
  const names = [user.email, user.phone].filter((name) => name !== null);
  await forgetFailures(names.map((name) => accountSubject(accounts.client?.schemaName, name)));
}

/** On the trail it is the user who did it: he had the mail. */
const self = ({ client }: Accounts, { id, firstName, lastName }: Account): Actor =>
  new Actor({ kind: client ? "user" : "platform", id, name: `${firstName} ${lastName}`, permissions: [] });
