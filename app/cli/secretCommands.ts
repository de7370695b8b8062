import type { Command } from "commander";
import { resealSecrets } from "../commands/platform/resealSecrets.js";
import { allKeys, currentKey } from "../crypto/keys.js";
import { env } from "../env.js";
import { addSecretKey } from "../home/secrets.js";
import { askControl } from "../home/controlSocket.js";
import { openHome } from "../home/openHome.js";
import { StartError } from "../home/StartError.js";
import { withInstallation } from "./installation.js";
import { operator } from "./operator.js";
import type { Finish } from "./finish.js";

/** secrets rotate: a new key signs and seals, and what is stored sealed is sealed anew with it. */
export function secretCommands(program: Command, finish: Finish): void {
  program
    .command("secrets")
    .description("the keys of this installation")
    .command("rotate")
    .description("make a new key (with SECRET_KEYS: take the first), and seal stored secrets anew")
    .option("--json", "one JSON object")
    .action(async ({ json }: { json?: boolean }) => {
      if (env.SECRET_KEYS === undefined) await addKey();
      const { resealed, shut } = await withInstallation(() => resealSecrets(operator()));
      const key = currentKey().id;
      const old = allKeys().filter(({ id }) => id !== key);
      if (json) console.log(JSON.stringify({ key, old: old.map(({ id }) => id), resealed, shut }));
      else {
        console.log(`The key ${key} signs and seals now. ${resealed} stored secrets were sealed anew.`);
        for (const one of shut) console.log(`  cannot be opened, enter it anew: ${one}`);
        if (old.length)
          console.log(
            `Keep ${old.map(({ id }) => id).join(", ")}: printed report cards and seals of the trail name them.`,
          );
      }
      finish(shut.length ? 1 : 0);
    });
}

/** In a home folder the keys are ours to write; whoever runs there would go on with the old database passwords. */
async function addKey(): Promise<void> {
  const home = openHome(env.FORMROOM_HOME);
  if (await askControl(home.path))
    throw new StartError("Stop Formroom first: the new key gives the database new passwords, which it would not know.");
  addSecretKey(home.secrets);
}
