import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { platformAccounts } from "../auth/accounts.js";
import { setPassword } from "../auth/changePassword.js";
import { passwordSchema } from "../commands/clients/newClient.js";
import { createPlatformUser, newPlatformUserSchema } from "../commands/clients/platformUsers.js";
import { hashPassword } from "../crypto/passwords.js";
import { parsed } from "../door/input.js";
import { problem } from "../errors.js";
import { withInstallation } from "./installation.js";
import { operator } from "./operator.js";
import type { Finish } from "./finish.js";

interface Options {
  email: string;
  superadmin?: boolean;
  password?: string;
  passwordStdin?: boolean;
  firstName: string;
  lastName: string;
  json?: boolean;
}

/** users create --superadmin, users reset-password. */
export function userCommands(program: Command, finish: Finish): void {
  const users = program.command("users").description("the platform's people");
  const withPassword = (command: Command) =>
    command
      .requiredOption("--email <address>", "whose account")
      .option("--password <text>", "at least 10 characters; better: --password-stdin")
      .option("--password-stdin", "read the password from standard input")
      .option("--json", "one JSON object");
  withPassword(users.command("create").description("add a platform user"))
    .option("--superadmin", "may do everything")
    .option("--first-name <name>", "", "Platform")
    .option("--last-name <name>", "", "Administrator")
    .action(async (options: Options) => {
      const role = options.superadmin ? "superadmin" : "operator";
      const { email, firstName, lastName } = options;
      const input = parsed(newPlatformUserSchema, { email, firstName, lastName, role, password: passwordOf(options) });
      const user = await withInstallation(() => createPlatformUser(input, operator()));
      console.log(options.json ? JSON.stringify(user) : `${user.email} is ${role} now.`);
      finish(0);
    });
  withPassword(users.command("reset-password").description("set a platform user's password; ends all sessions")).action(
    async (options: Options) => {
      const password = parsed(passwordSchema, passwordOf(options), "/password");
      await withInstallation(async () => {
        const user = await platformAccounts.scope(() => platformAccounts.find({ email: options.email }), {
          readOnly: true,
        });
        if (!user) throw problem("not_found", `there is no platform user ${options.email}`);
        await setPassword(platformAccounts, user.id, await hashPassword(password));
      });
      console.log(
        options.json ? JSON.stringify({ email: options.email }) : "The password is set; all sessions have ended.",
      );
      finish(0);
    },
  );
}

function passwordOf({ password, passwordStdin }: Options): string | undefined {
  return passwordStdin ? readFileSync(0, "utf8").replace(/\r?\n$/, "") : password;
}
