import { QueryTypes } from "sequelize";
import { sequelize } from "../database/connection.js";
import { uuidv7 } from "../ids.js";
import { withPlatform, withTenant, type TenantClient } from "../tenancy/scope.js";
import type { Place, Seal, SealedEntry } from "./sealing.js";

/** A trail and its seals: a school's, or the platform's own (no client). */
export interface Trail {
  /** In the seal's hash, so that one trail's seals do not fit another's. */
  whose: string;
  name: string;
  client: TenantClient | null;
}

export const PLATFORM_TRAIL: Trail = { whose: "platform", name: "platform", client: null };
export const trailOfClient = (client: TenantClient): Trail => ({
  whose: client.id,
  name: client.schemaName,
  client,
});

/** Before everything, and after it. */
export const START: Place = { at: "-infinity", id: "00000000-0000-0000-0000-000000000000" };
export const END: Place = { ...START, at: "infinity" };

/** PostgreSQL's own words of an entry, each column apart from the next, in UTC to the microsecond. */
const TEXT = `concat_ws(chr(31), actor_id, actor_name, actor_kind, coalesce(impersonator_id, chr(30)), action, entity, entity_id,
  coalesce(before::text, chr(30)), coalesce(after::text, chr(30)), coalesce(request_id, chr(30)))`;
/** A moment as UTC text to the microsecond, as it stands in seals: such texts sort as the moments do. */
export const utcText = (moment: string) => `to_char(${moment} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Up to `limit` entries after one place and up to another, in the trail's order. Opens a scope of its own. */
export function entriesBetween({ client }: Trail, after: Place, upTo: Place, limit: number): Promise<SealedEntry[]> {
  return inside(client, () =>
    sequelize.query<SealedEntry>(
      `SELECT id, ${utcText("at")} AS at, ${TEXT} AS text FROM ${client ? "audit_log" : "public.audit_log"}
        WHERE (at, id) > ($1::timestamptz, $2::uuid) AND (at, id) <= ($3::timestamptz, $4::uuid) ORDER BY at, id LIMIT ${limit}`,
      { bind: [after.at, after.id, upTo.at, upTo.id], type: QueryTypes.SELECT },
    ),
  );
}

/** How many entries stand after a place. Opens a scope of its own. */
export async function entriesAfter({ client }: Trail, after: Place): Promise<number> {
  const [row] = await inside(client, () =>
    sequelize.query<{ count: string }>(
      `SELECT count(*) AS count FROM ${client ? "audit_log" : "public.audit_log"} WHERE (at, id) > ($1::timestamptz, $2::uuid)`,
      { bind: [after.at, after.id], type: QueryTypes.SELECT },
    ),
  );
  return Number(row?.count);
}

const inside = <T>(client: TenantClient | null, read: () => Promise<T>): Promise<T> =>
  client ? withTenant(client, read, { readOnly: true }) : withPlatform(read, { readOnly: true });

const table = ({ client }: Trail) => (client ? "public.audit_seals" : "public.platform_audit_seals");

/** Seals of a trail after a number, oldest first; the newest alone with `last`. */
export function sealsOf(trail: Trail, which: { after: number } | "last"): Promise<Seal[]> {
  const { client } = trail;
  const after = which === "last" ? 0 : which.after;
  const order = which === "last" ? "number DESC LIMIT 1" : "number LIMIT 50";
  return withPlatform(
    () =>
      sequelize.query<Seal>(
        `SELECT number, ${utcText("ends_at")} AS at, ends_id AS id, entries, list, previous, hash, key_id AS "keyId"
           FROM ${table(trail)} WHERE number > $1 ${client ? "AND client_id = $2" : ""} ORDER BY ${order}`,
        { bind: client ? [after, client.id] : [after], type: QueryTypes.SELECT },
      ),
    { readOnly: true },
  );
}

/** Keeps a seal; of two processes that seal at once one has the number taken before its eyes, and that is right. */
export async function keepSeal(trail: Trail, seal: Seal): Promise<boolean> {
  const { client } = trail;
  const { number, at, id, entries, list, previous, hash, keyId } = seal;
  const bind = [uuidv7(), number, at, id, entries, list, previous, hash, keyId];
  const [columns, values] = client ? [", client_id, client_role", ", $10, $11"] : ["", ""];
  const [rows] = await withPlatform(() =>
    sequelize.query(
      `INSERT INTO ${table(trail)} (id, number, ends_at, ends_id, entries, list, previous, hash, key_id${columns})
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9${values}) ON CONFLICT DO NOTHING RETURNING number`,
      { bind: client ? [...bind, client.id, client.roleName] : bind },
    ),
  );
  return rows.length > 0;
}
