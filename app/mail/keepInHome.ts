import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";
import { env } from "../env.js";
import { log } from "../log.js";
import type { Letter } from "./Letter.js";

/**
 * Development without SMTP_URL: the mail lies in FORMROOM_HOME/mail, to be opened with any mail program, and one line of
 * the log names its link. Production never comes here: its log must hold no link that opens an account.
 */
export async function keepInHome(message: SendMailOptions, { to, subject, text }: Letter, id: string): Promise<void> {
  if (env.NODE_ENV === "production") throw new Error("SMTP_URL is not set: mail cannot leave");
  const { message: raw } = (await createTransport({ streamTransport: true, buffer: true }).sendMail(message)) as {
    message: Buffer;
  };
  const folder = join(resolve(env.FORMROOM_HOME), "mail");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${id}.eml`);
  await writeFile(file, raw, { mode: 0o600 });
  log.info({ to: to.address, subject, link: /https?:\S+/.exec(text)?.[0], file }, "mail (not sent: no SMTP_URL)");
}
