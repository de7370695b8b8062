import { composeReset } from "../../app/auth/forgotPassword.js";
import { sequelize } from "../../app/database/connection.js";
import { configure } from "../../app/env.js";
import { pumpMail } from "../../app/mail/pumpMail.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import { SmtpServer, textOf, type Received } from "./smtpServer.js";

/** Opens the tests' mail server and sets SMTP_URL to it; answers what closes it and takes the setting back. */
export async function openMail(): Promise<{ smtp: SmtpServer; url: string; close: () => Promise<void> }> {
  const smtp = new SmtpServer();
  const url = await smtp.open();
  configure({ SMTP_URL: url });
  return {
    smtp,
    url,
    close: async () => {
      configure({ SMTP_URL: undefined });
      await smtp.close();
    },
  };
}

export const pump = () => pumpMail({ compose: { reset: composeReset } });
export const linkOf = (mail: Received): string => /https?:\S+/.exec(textOf(mail))?.[0] ?? "";
export const tokenOf = (mail: Received): string => new URL(linkOf(mail)).searchParams.get("token") ?? "";

interface Row {
  state: string;
  attempts: number;
  error: string | null;
  payload: unknown;
}

/** Rows of both outboxes for an address, oldest first. */
export const rowsOf = (address: string): Promise<Row[]> =>
  withPlatform(async () => {
    const columns = "state, attempts, error, payload, created_at";
    const [rows] = await sequelize.query(
      `SELECT ${columns} FROM public.outbox_messages WHERE address = $1 UNION ALL SELECT ${columns} FROM public.platform_outbox_messages WHERE address = $1 ORDER BY created_at`,
      { bind: [address] },
    );
    return rows as Row[];
  });

/** Lets what waits for its next try wait no longer, and leases run out. */
export const hurry = () =>
  withPlatform(async () => {
    for (const table of ["outbox_messages", "platform_outbox_messages"])
      await sequelize.query(
        `UPDATE public.${table} SET not_before = now() - interval '1 second', lease_until = now() - interval '1 second' WHERE channel = 'mail'`,
      );
  });
