import type pg from "pg";
import { database } from "../../app/database/connection.js";

/** What a school's schema may not hold (design.md 4, tenancy.md 3): each query answers the names of what it found. */
const RULES: [rule: string, sql: string][] = [
  ["a sequence", `SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind = 'S'`],
  [
    "an identity",
    `SELECT c.relname AS name FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid WHERE c.relnamespace = $1::regnamespace AND t.attidentity <> ''`,
  ],
  [
    "a trigger",
    `SELECT tgname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = $1::regnamespace AND NOT tgisinternal`,
  ],
  [
    "a deferrable constraint",
    `SELECT conname AS name FROM pg_constraint WHERE connamespace = $1::regnamespace AND condeferrable`,
  ],
  [
    "an enum or domain type",
    `SELECT typname AS name FROM pg_type WHERE typnamespace = $1::regnamespace AND typtype IN ('e', 'd', 'r')`,
  ],
  ["a function", `SELECT proname AS name FROM pg_proc WHERE pronamespace = $1::regnamespace`],
  [
    "a view",
    `SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind IN ('v', 'm', 'f')`,
  ],
  [
    "a column type of another schema",
    `SELECT c.relname || '.' || t.attname AS name FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_type y ON y.oid = t.atttypid
      WHERE c.relnamespace = $1::regnamespace AND t.attnum > 0 AND y.typnamespace NOT IN ('pg_catalog'::regnamespace, 'ext'::regnamespace)`,
  ],
  [
    "a foreign key out of the schema",
    `SELECT conname AS name FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
      WHERE k.connamespace = $1::regnamespace AND k.contype = 'f' AND f.relnamespace <> k.connamespace`,
  ],
  [
    "a default of another schema",
    `SELECT c.relname || '.' || a.adnum AS name FROM pg_attrdef a JOIN pg_class c ON c.oid = a.adrelid
       JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = a.oid
       LEFT JOIN pg_proc p ON d.refclassid = 'pg_proc'::regclass AND p.oid = d.refobjid LEFT JOIN pg_class s ON d.refclassid = 'pg_class'::regclass AND s.oid = d.refobjid
      WHERE c.relnamespace = $1::regnamespace AND coalesce(p.pronamespace, s.relnamespace) NOT IN ($1::regnamespace, 'ext'::regnamespace, 'pg_catalog'::regnamespace)`,
  ],
  [
    "a key that is no uuid of the application",
    `SELECT c.relname AS name FROM pg_class c LEFT JOIN pg_attribute t ON t.attrelid = c.oid AND t.attname = 'id' AND NOT t.attisdropped
      WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' AND (t.atttypid IS DISTINCT FROM 'uuid'::regtype OR t.atthasdef
        OR NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p' AND k.conkey = ARRAY[t.attnum]))`,
  ],
  [
    "an owner who is not the owner",
    `SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND pg_get_userbyid(relowner) <> $2
     UNION ALL SELECT nspname FROM pg_namespace WHERE oid = $1::regnamespace AND pg_get_userbyid(nspowner) <> $2`,
  ],
  [
    "a right of somebody else",
    `SELECT c.relname || ' ' || a.privilege_type AS name FROM pg_class c, aclexplode(c.relacl) a
      WHERE c.relnamespace = $1::regnamespace AND (a.grantee = 0 OR pg_get_userbyid(a.grantee) NOT IN ($2, $3))
     UNION ALL SELECT 'schema ' || a.privilege_type FROM pg_namespace n, aclexplode(n.nspacl) a
      WHERE n.oid = $1::regnamespace AND (a.grantee = 0 OR pg_get_userbyid(a.grantee) NOT IN ($2, $3) OR pg_get_userbyid(a.grantee) = $3 AND a.privilege_type <> 'USAGE')`,
  ],
];

export const rules = RULES.map(([rule]) => rule);

/** What is wrong with a school's schema, one line a fault: "rule: name". */
export async function schoolFaults(client: pg.Client, schema: string, role: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [rule, sql] of RULES) {
    const binds = [schema, database().names.owner, role].slice(0, sql.includes("$3") ? 3 : sql.includes("$2") ? 2 : 1);
    const { rows } = await client.query<{ name: string }>(sql, binds);
    faults.push(...rows.map(({ name }) => `${rule}: ${name}`));
  }
  return faults;
}
