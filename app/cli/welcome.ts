import { env } from "../env.js";
import type { Installation } from "./installation.js";
import { shownPath } from "../home/shownPath.js";

/** One line for a long step; never into the log. */
export function progress(line: string): void {
  process.stdout.write(`${line}\n`);
}

interface Facts {
  url: string;
  installation: Installation;
  /** Password of the demonstration logins, while they may be used here. */
  demo: string | undefined;
  refused: string[];
}

/** What a newcomer sees when all is ready. Passwords go here only, never to the log. */
export function printWelcome({ url, installation, demo, refused }: Facts): void {
  const at = (school: string) => url.replace("://localhost", `://${school}.localhost`);
  const kept = installation.embedded
    ? `your data stays in ${shownPath(installation.home.path)}`
    : "your data stays in its database";
  const lines = [
    "",
    `Formroom is ready.                                 (Ctrl-C stops it; ${kept})`,
    row("Platform", `${url}/admin/`, demo && "platform@example.test"),
  ];
  if (demo) {
    lines.push(row("A school", `${at("gp")}/admin/`, "head@ teacher@ office@gp.example.test"));
    lines.push(row("Another", `${at("ms")}/admin/`, "the same, @ms.example.test"));
    lines.push(`  Password of all of them: ${demo}   (real marks, invented people; this machine only)`);
  }
  const simulator = env.NODE_ENV === "production" ? "" : `A parent's phone ${url}/simulator/    `;
  lines.push(`  ${simulator}API ${url}/api/docs/    Is anything wrong? npm run formroom -- doctor`);
  if (demo) lines.push("gp.localhost does not open (Safari)? Add to /etc/hosts:   127.0.0.1 gp.localhost ms.localhost");
  if (env.HOST === "127.0.0.1")
    lines.push(
      "From other machines: HOST=0.0.0.0 npm start, then npm run formroom -- domains add gp <this machine's name or address>",
    );
  if (installation.embedded?.notice) lines.push(installation.embedded.notice);
  if (refused.length)
    lines.push("The walls between schools are weaker here than they can be: npm run formroom -- doctor says why.");
  process.stdout.write(`${lines.join("\n")}\n\n`);
}

const row = (what: string, where: string, who: string | undefined) =>
  `  ${what.padEnd(11)} ${where.padEnd(40)} ${who ?? ""}`.trimEnd();
