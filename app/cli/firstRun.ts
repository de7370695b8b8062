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
  const { clients, demoUsers, seeded } = await count();
  if (!demoAllowed()) return undefined;
  const begun = demoUsers > 0;
  // A seed that was cut off, wherever it stood, is carried on: it knows what is there.
  if (!seeded && (begun || clients === 0)) {
    const { seedDemo } = await import("../../seeders/demo/seed.js");
    await seedDemo(secrets.demoPassphrase, operator(), progress);
    return secrets.demoPassphrase;
  }
  return begun ? secrets.demoPassphrase : undefined;
}
