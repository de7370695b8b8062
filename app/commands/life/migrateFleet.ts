import { z } from "zod";
import { Op } from "sequelize";
import { Client } from "../../../models/public/Client.js";
import type { Operation } from "../../../models/public/Operation.js";
import { database } from "../../database/connection.js";
import { migrateSchools } from "../../database/migrateSchools.js";
import { fieldError, invalid } from "../../errors.js";
import type { Actor } from "../../policies/Actor.js";
import { forgetClients } from "../../tenancy/resolve.js";
import { begin } from "./begin.js";
import type { Kind } from "./kind.js";

export const fleetSchema = z.strictObject({
  /** Left out: every school. */
  schemaName: z.string().max(63).optional(),
});

/**
 * Brings schools up to date. Never taken back, only carried on: a process that was killed leaves each school before or after
 * a migration, and the next one does the rest (docs/migrations.md).
 */
export const migrateFleet: Kind = {
  name: "migrate",
  forward: true,
  steps: [
    {
      name: "migrate",
      run: async ({ operation, moved, result }) => {
        const { schemaName } = fleetSchema.parse(operation.input);
        const { migratorUrl, names } = database();
        let done = 0;
        const found = await migrateSchools(migratorUrl, names, {
          only: schemaName,
          tell: (_, of) => moved(++done, of),
        });
        forgetClients();
        result({ migrated: found.migrated.length, failed: found.failed });
        if (found.failed.length)
          throw new Error(
            `not migrated: ${found.failed.map(({ schema, error }) => `${schema} (${error})`).join(", ")}`,
          );
      },
    },
  ],
};

/**
 * Asks for it, in the platform's running scope.
 * @throws 422 for a school that is none, 409 invalid_transition while another such operation is open
 */
export async function askForMigration(input: z.output<typeof fleetSchema>, actor: Actor): Promise<Operation> {
  const { schemaName } = input;
  if (schemaName !== undefined && !(await Client.findOne({ where: { schemaName, status: { [Op.ne]: "creating" } } })))
    throw invalid(fieldError("/schemaName", "there is no such school"));
  return begin({ kind: "migrate", client: null, input }, actor);
}
