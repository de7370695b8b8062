import { createTransport, type Transporter } from "nodemailer";
import { env } from "../env.js";
import { assertNoScope } from "../tenancy/context.js";
import { keepInHome } from "./keepInHome.js";
import type { Letter } from "./Letter.js";
import { mainOrigin } from "./panelOrigin.js";

/** A mail was not taken. `final`: it never will be (no such mailbox); else it may be tried again. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
  constructor(
    message: string,
    readonly final: boolean,
  ) {
    super(message);
  }
}

/** Shorter together than the lease of a mail (claimMail.ts). */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 };
let opened: { url: string; transport: Transporter } | undefined;

/**
 * Sends a letter by SMTP_URL; without one it is kept in the home folder and told to the log (development).
 * @param id the outbox row's: a mail that is sent twice has one Message-ID, which mailboxes show once
 * @throws MailRefused
 */
export async function sendMail(letter: Letter, id: string): Promise<void> {
  assertNoScope("sending mail");
  const message = {
    from: { name: letter.from, address: ourAddress() },
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    messageId: `<${id}@${domainOf(ourAddress())}>`,
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  if (env.SMTP_URL === undefined) return keepInHome(message, letter, id);
  try {
    await transport(env.SMTP_URL).sendMail(message);
  } catch (error) {
    const {
      responseCode = 0,
      command = "",
      message: told,
    } = error as Error & { responseCode?: number; command?: string };
    // A 5xx to the sign-in is a wrong SMTP_URL, not a wrong address: whoever mends it within the hour need not lose the mail.
    throw new MailRefused(told, responseCode >= 500 && !command.startsWith("AUTH"));
  }
}

function transport(url: string): Transporter {
  if (opened?.url !== url) opened = { url, transport: createTransport({ url, ...TIMEOUTS } as object) };
  return opened.transport;
}

/** Whom mail is from: `?from=` of SMTP_URL, else its user when that is an address, else formroom@ the platform's host. */
function ourAddress(): string {
  const url = env.SMTP_URL === undefined ? undefined : new URL(env.SMTP_URL);
  const user = decodeURIComponent(url?.username ?? "");
  return url?.searchParams.get("from") ?? (user.includes("@") ? user : `formroom@${new URL(mainOrigin()).hostname}`);
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);
