import { platformSettings } from "../commands/clients/platformSettings.js";
import { record } from "../audit/trail.js";
import { askForMail } from "../mail/askForMail.js";
import type { Asked, Letter } from "../mail/Letter.js";
import { mainOrigin, panelOrigin } from "../mail/panelOrigin.js";
import { resetWords } from "../mail/words.js";
import { platformAccounts, schoolAccounts, type Account, type Accounts } from "./accounts.js";
import { newResetToken, RESET_MINUTES } from "./resetTokens.js";

/** Reset mails an hour (api.md 1): to one address of a school, and asked from one network address. */
export const RESETS_AN_HOUR = 5;

/**
 * Notes that somebody wants a new password. The same few statements whether anybody has that address or not: the person is
 * looked up by the pump, so neither words nor time tell.
 */
export async function forgotPassword(accounts: Accounts, email: string): Promise<void> {
  const lives = RESET_MINUTES * 60_000;
  await accounts.scope(() => askForMail({ kind: "reset", address: email, mostAnHour: RESETS_AN_HOUR, lives }));
}

/** Writes the mail that was asked for: makes the token, on the trail; null when no active user has the address. */
export async function composeReset({ address, client }: Asked): Promise<Letter | null> {
  const accounts = client ? schoolAccounts(client) : platformAccounts;
  const made = await accounts.scope(() => tokenFor(accounts, address));
  if (!made) return null;
  const { user, token, place, locale } = made;
  const origin = client ? await panelOrigin(client.id) : mainOrigin();
  const link = `${origin}/admin/reset?token=${encodeURIComponent(token)}`;
  const words = resetWords(locale, { place, name: user.firstName, link, minutes: RESET_MINUTES });
  return { to: { name: `${user.firstName} ${user.lastName}`, address }, from: place, ...words };
}

interface Made {
  user: Account;
  token: string;
  place: string;
  locale: string;
}

async function tokenFor(accounts: Accounts, address: string): Promise<Made | null> {
  const user = await accounts.find({ email: address });
  if (user?.status !== "active") return null;
  const token = await newResetToken(accounts, user.id);
  record({ action: "reset-mail", entity: "User", entityId: user.id });
  if (accounts.client) return { user, token, place: accounts.client.name, locale: accounts.client.locale };
  const { name, defaultLocale } = await platformSettings();
  return { user, token, place: name, locale: defaultLocale };
}
