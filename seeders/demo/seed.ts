import { PlatformSetting } from "../../models/public/PlatformSetting.js";
import { PlatformUser } from "../../models/public/PlatformUser.js";
import { createClient } from "../../app/commands/clients/createClient.js";
import { newClientSchema } from "../../app/commands/clients/newClient.js";
import { createPlatformUser } from "../../app/commands/clients/platformUsers.js";
import { hashPassword } from "../../app/crypto/passwords.js";
import { actAs, type Actor } from "../../app/policies/Actor.js";
import { findClient, forgetClients, type KnownClient } from "../../app/tenancy/resolve.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import { inSchool } from "./inSchool.js";
import { loadSchool } from "./loadSchool.js";
import { planSchool, platformAdmin, schoolKeys } from "./plan/index.js";
import type { SchoolPlan } from "./plan/types.js";
import { publishTerms } from "./publishTerms.js";
import { offerPhones } from "./whatsapp.js";

/**
 * Makes the two demonstration schools through the same commands as anybody's; running it again changes nothing, and
 * a run that was cut off is carried on where it stood. `tell` is called before each long step.
 */
export async function seedDemo(
  password: string,
  actor: Actor,
  tell: (line: string) => void,
): Promise<{ made: string[] }> {
  const made: string[] = [];
  await ensurePlatformUser(password, actor);
  const hash = await hashPassword(password);
  for (const key of schoolKeys) {
    const plan = planSchool(key);
    const client = (await findClient({ schemaName: key })) ?? (await create(plan, password, actor, tell));
    const loaded = await inSchool(client, () => loadSchool(plan, hash));
    if (loaded) made.push(plan.client.name);
    await publishTerms(client, plan);
    await offerPhones(client, plan, actor);
  }
  await markDone(actor);
  return { made };
}

/** Written last, so that a start can tell a seed that was cut off from one that is whole. */
function markDone(actor: Actor): Promise<void> {
  return withPlatform(async () => {
    actAs(actor);
    const key = "demonstration";
    if (!(await PlatformSetting.count({ where: { key } })))
      await PlatformSetting.create({ key, value: { seeded: true } });
  });
}

async function ensurePlatformUser(password: string, actor: Actor): Promise<void> {
  const { email, firstName, lastName } = platformAdmin;
  const there = await withPlatform(() => PlatformUser.count({ where: { email } }), { readOnly: true });
  if (!there) await createPlatformUser({ email, firstName, lastName, role: "superadmin", password }, actor, true);
}

async function create(
  plan: SchoolPlan,
  password: string,
  actor: Actor,
  tell: (line: string) => void,
): Promise<KnownClient> {
  const { name, schemaName, code, domain, country, timezone, locale } = plan.client;
  tell(`Making ${name}, from real marks of 2005/2006 …`);
  const head = plan.staff[0];
  if (!head) throw new Error("the plan has no head");
  const admin = { email: head.email, firstName: head.firstName, lastName: head.lastName, password };
  await createClient(
    newClientSchema.parse({ name, schemaName, code, domain, country, timezone, locale, preset: "PT", admin }),
    actor,
  );
  forgetClients();
  const client = await findClient({ schemaName });
  if (!client) throw new Error(`${schemaName} was not made`);
  return client;
}
