import type { Sequelize } from "sequelize";
import { sequelize } from "../database/connection.js";
import { installHooks } from "./hooks.js";

/** Whatever says on which server it stands; null = the first one. */
export interface Placed {
  placement: string | null;
}

/** A PostgreSQL server: one pool per server, never per school (design.md 4). */
export interface Server {
  name: string;
  sequelize: Sequelize;
}

installHooks(sequelize);

/** With one server, the default, the map has one entry; `servers add` (a later issue) adds others. */
const first: Server = { name: "main", sequelize };
const servers = new Map<string, Server>([[first.name, first]]);

/** The server of a client; a name that is not in the map is a configuration error, never a silent default. */
export function serverOf(where: Placed): Server {
  const found = where.placement === null ? first : servers.get(where.placement);
  if (!found) throw new Error(`server ${where.placement} is not configured`);
  return found;
}
