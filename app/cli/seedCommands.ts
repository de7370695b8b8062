import type { Command } from "commander";
import { newDemoPasswords } from "../commands/clients/demoPasswords.js";
import { seedDemo } from "../../seeders/demo/seed.js";
import { randomPassphrase } from "../home/secrets.js";
import { withInstallation } from "./installation.js";
import { operator } from "./operator.js";
import type { Finish } from "./finish.js";

/** seed demo, demo passwords. */
export function seedCommands(program: Command, finish: Finish): void {
  program
    .command("seed")
    .description("fill in data")
    .command("demo")
    .description("the two demonstration schools; running it again changes nothing")
    .action(async () => {
      await withInstallation(async ({ secrets }) => {
        const password = secrets?.demoPassphrase ?? randomPassphrase();
        const { made } = await seedDemo(password, operator(), (line) => console.log(line));
        console.log(
          made.length
            ? `Made: ${made.join(", ")}. Password of the demonstration logins: ${password}`
            : "They are there already; nothing was changed.",
        );
      });
      finish(0);
    });
  program
    .command("demo")
    .description("the demonstration logins")
    .command("passwords")
    .description("give each a new random password; they then work everywhere")
    .action(async () => {
      const passwords = await withInstallation(() => newDemoPasswords(operator()), { migrate: false });
      for (const { email, password } of passwords) console.log(`${email}\t${password}`);
      finish(0);
    });
}
