import { sha256 } from "../../../app/crypto/keys.js";
import { who } from "../../../app/policies/Actor.js";
import * as models from "../../../models/index.js";
import type { School } from "../../support/schools.js";
import { next, type RowsOf } from "./values.js";

/** One row of every resource of the platform; `who` is the superadmin that asks. */
export const platformRows = (school: School): RowsOf => ({
  schools: () => models.Client.findByPk(school.client.id, { rejectOnEmpty: true }),
  domains: () => models.Domain.create({ clientId: school.client.id, hostname: `row${next()}.${school.schema}.test` }),
  "whatsapp-numbers": () =>
    models.WhatsappNumber.create({
      clientId: school.client.id,
      phoneNumberId: `${school.schema}${next()}`,
      displayNumber: `+1 200 555 01${next()}`,
    }),
  "platform-users": () =>
    models.PlatformUser.create({
      email: `row${next()}.${school.schema}@platform.example.test`,
      firstName: "Row",
      lastName: "Of Tests",
      role: "support",
      passwordHash: "none",
    }),
  "platform-api-keys": () =>
    models.PlatformApiKey.create({
      userId: who().id,
      name: `Key ${next()}`,
      permissions: [],
      keyHash: sha256(`${school.schema} ${next()}`),
    }),
  operations: () =>
    models.Operation.create({
      kind: "export",
      clientId: null,
      clientRole: null,
      input: {},
      actorId: who().id,
      actorName: who().name,
    }),
  "platform-audit": () => models.PlatformAuditEntry.findOne({ order: [["at", "DESC"]], rejectOnEmpty: true }),
});
