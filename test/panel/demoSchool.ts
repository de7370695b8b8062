import { hashPassword } from "../../app/crypto/passwords.js";
import { createClient } from "../../app/commands/clients/createClient.js";
import { newClientSchema } from "../../app/commands/clients/newClient.js";
import { findClient, forgetClients } from "../../app/tenancy/resolve.js";
import { loadSchool } from "../../seeders/demo/loadSchool.js";
import { planSchool } from "../../seeders/demo/plan/index.js";
import { publishTerms } from "../../seeders/demo/publishTerms.js";
import { testDatabase } from "../support/database.js";
import { inside, PASSWORD, testActor, type School } from "../support/schools.js";

/** A demonstration school under a name of this file's own: 233 students with marks, two published terms, one that runs. */
export interface DemoSchool extends Omit<School, "token"> {
  /** Sign-in names by role; PASSWORD is theirs. */
  head: string;
  office: string;
  teacher: string;
}

let school: Promise<DemoSchool> | undefined;

/** Made once a process, which takes ten seconds: whoever changes rows here changes only what he has made himself. */
export const demoSchool = (): Promise<DemoSchool> => (school ??= make());

async function make(): Promise<DemoSchool> {
  await testDatabase();
  const plan = planSchool("ms");
  const schema = `d${Date.now().toString(36)}`;
  const [head] = plan.staff;
  if (!head) throw new Error("the plan has no head");
  const { name, country, timezone, locale } = plan.client;
  const admin = { email: head.email, firstName: head.firstName, lastName: head.lastName, password: PASSWORD };
  const input = { name, schemaName: schema, country, timezone, locale, preset: "PT", admin };
  await createClient(newClientSchema.parse(input), testActor());
  forgetClients();
  const client = await findClient({ schemaName: schema });
  if (!client) throw new Error("the school was not made");
  const passwordHash = await hashPassword(PASSWORD);
  await inside(client, () => loadSchool(plan, passwordHash));
  await publishTerms(client, plan);
  const of = (role: string) => `${role}@ms.example.test`;
  return {
    client,
    schema,
    host: `${schema}.localhost`,
    inside: (work) => inside(client, work),
    head: of("head"),
    office: of("office"),
    teacher: of("teacher"),
  };
}
