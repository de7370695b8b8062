import { literal, Op } from "sequelize";
import { Client } from "../../../../models/public/Client.js";
import type { Domain } from "../../../../models/public/Domain.js";
import type { PlatformUser } from "../../../../models/public/PlatformUser.js";
import { clients } from "../../../../resources/clients.js";
import { domains } from "../../../../resources/domains.js";
import { platformUsers } from "../../../../resources/platformUsers.js";
import { present } from "../../../door/answer.js";
import type { Actor } from "../../../policies/Actor.js";
import { joined, rowsFound, type Hit } from "./hit.js";

/** Schools by name, schema name or code; those that are not served come last. */
export async function schoolHits(words: string, actor: Actor): Promise<Hit[]> {
  const rows = await rowsFound<Client>(clients, words, actor, {
    ...clients.load,
    order: [
      [literal(`("Client"."status" <> 'active')`), "ASC"],
      ["name", "ASC"],
      ["id", "ASC"],
    ],
    limit: 6,
  });
  return rows.map((row) => {
    const { name, schemaName, primaryDomain, status } = present(clients, row);
    const detail = joined(schemaName, primaryDomain);
    return { kind: "school", resource: clients.name, id: row.id, title: name, detail, inactive: status !== "active" };
  });
}

/** Domains with the school that each leads to. */
export async function domainHits(words: string, actor: Actor): Promise<Hit[]> {
  const rows = await rowsFound<Domain>(domains, words, actor, { order: [["hostname", "ASC"]], limit: 4 });
  const ids = [...new Set(rows.map((row) => row.clientId))];
  const owners = ids.length
    ? await Client.findAll({ where: { id: { [Op.in]: ids } }, attributes: ["id", "name"] })
    : [];
  const names = new Map(owners.map((owner) => [owner.id, owner.name]));
  return rows.map((row) => ({
    kind: "domain",
    resource: domains.name,
    id: row.id,
    title: row.hostname,
    detail: names.get(row.clientId) ?? "",
    inactive: false,
  }));
}

/** The platform's people. */
export async function userHits(words: string, actor: Actor): Promise<Hit[]> {
  const rows = await rowsFound<PlatformUser>(platformUsers, words, actor, {
    order: [
      [literal(`("PlatformUser"."status" <> 'active')`), "ASC"],
      ["lastName", "ASC"],
      ["id", "ASC"],
    ],
    limit: 4,
  });
  return rows.map((row) => ({
    kind: "user",
    resource: platformUsers.name,
    id: row.id,
    title: `${row.firstName} ${row.lastName}`,
    detail: joined(row.email, row.role),
    inactive: row.status !== "active",
  }));
}
