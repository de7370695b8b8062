import { count } from "./count.js";
import { demoAllowed } from "../auth/signIn.js";
import { operator } from "./operator.js";
import type { Installation } from "./installation.js";
import { progress } from "./welcome.js";

/**
 * Seeds the demonstration schools on the first run only: embedded database, nothing in it yet, loopback, no production.
 * @returns the password of the demonstration logins while they may be used here, else undefined
 */
export async function seedOnFirstRun({ embedded, secrets }: Installation): Promise<string | undefined> {
  if (!embedded || !secrets) return undefined;
  const { clients, demoUsers } = await count();
  if (clients === 0 && demoUsers === 0 && demoAllowed()) {
    const { seedDemo } = await import("../../seeders/demo/seed.js");
    await seedDemo(secrets.demoPassphrase, operator(), progress);
    return secrets.demoPassphrase;
  }
  // A seed that was cut off is carried on: it knows what is there.
  if (demoUsers > 0 && clients < 2 && demoAllowed()) {
    const { seedDemo } = await import("../../seeders/demo/seed.js");
    await seedDemo(secrets.demoPassphrase, operator(), progress);
  }
  return demoUsers > 0 && demoAllowed() ? secrets.demoPassphrase : undefined;
}
