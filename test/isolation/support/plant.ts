import type pg from "pg";
import type { School } from "../../support/schools.js";
import type { Column, Table } from "./catalogue.js";

/** Stands in every text of the victim's, and in nothing else in the world. */
export const MARK = "zqleakqz";

/** Words by which code finds its own rows: a marked one would break the victim's school instead of betraying it. */
const LEFT_ALONE = new Set([
  "settings.key",
  "settings.value",
  "domains.hostname",
  "users.password_hash",
  "students.demographics",
  "guardians.whatsapp_consent",
  "guardians.language",
  "roles.preset",
  "schema_migrations.name",
  "clients.schema_name",
  "clients.timezone",
  "clients.locale",
  "clients.country",
  "clients.placement",
  "clients.schema_level",
  "clients.status",
]);

const isText = ({ type }: Column) => /^(text|character varying|citext)/.test(type);
const unique = "left(md5(random()::text), 10)";

/** A row in a table where nobody has put one: whatever its columns are; foreign keys are not asked (`replica`). */
export async function plantRow(client: pg.Client, table: Table, school: School): Promise<void> {
  const checks = await checksOf(client, table);
  const columns = table.columns.filter(({ notNull, hasDefault, name, ...rest }) => {
    const column = { name, notNull, hasDefault, ...rest };
    return name === "client_id" || (notNull && (!hasDefault || name === "client_role")) || isText(column);
  });
  const tries = new Map<string, number>();
  for (let round = 0; round < 1000; round++) {
    const values = columns.map((column) => valueOf(column, table, school, checks, tries.get(column.name) ?? 0));
    const names = columns.map(({ name }) => `"${name}"`).join(", ");
    const failed = await attempt(client, `INSERT INTO ${table.sql} (${names}) VALUES (${values.join(", ")})`);
    if (!failed) return;
    const named = checks.find(({ name }) => name === failed.constraint);
    if (failed.code !== "23514" || !named) throw new Error(`${table.name}: ${failed.message}`);
    // Any of its columns may be the wrong one: each takes another value, at random.
    for (const column of columns)
      if (named.columns.includes(column.name)) tries.set(column.name, Math.floor(Math.random() * 1000));
  }
  throw new Error(
    `no row could be planted in ${table.name}: tell test/isolation/support/plant.ts what its checks take`,
  );
}

/** Writes the mark into every text and object of a table's rows that its checks let. @returns the columns that carry it */
export async function markRows(client: pg.Client, table: Table): Promise<string[]> {
  const marked: string[] = [];
  for (const column of table.columns) {
    if (LEFT_ALONE.has(`${table.name}.${column.name}`)) continue;
    const field = `"${column.name}"`;
    const mail = `'${MARK}' || ${unique} || '@tests.example.test'`;
    const texts = [
      `'${MARK} ' || ${unique}`,
      `'${MARK}' || ${unique}`,
      `upper('${MARK}' || ${unique})`,
      mail,
      `'${MARK}'`,
    ];
    const values = isText(column)
      ? column.name === "email"
        ? [mail]
        : texts
      : column.type === "jsonb"
        ? [`CASE WHEN jsonb_typeof(${field}) = 'object' THEN ${field} || '{"${MARK}": "${MARK}"}' ELSE ${field} END`]
        : [];
    for (const value of values) {
      const failed = await attempt(client, `UPDATE ${table.sql} SET ${field} = ${value} WHERE ${table.own}`);
      if (failed) continue;
      marked.push(column.name);
      break;
    }
  }
  return marked;
}

interface Check {
  name: string;
  def: string;
  columns: string[];
}

async function checksOf(client: pg.Client, table: Table): Promise<Check[]> {
  const { rows } = await client.query<Check>(
    `SELECT conname AS name, pg_get_constraintdef(k.oid) AS def,
       ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = ANY(k.conkey)) AS columns
       FROM pg_constraint k WHERE conrelid = $1::regclass AND contype = 'c'`,
    [table.sql],
  );
  return rows;
}

const BY_TYPE: [RegExp, string][] = [
  [/^uuid$/, "gen_random_uuid()"],
  [/^timestamp/, "now()"],
  [/^date$/, "current_date"],
  [/^(integer|bigint|smallint|numeric)/, "1"],
  [/^boolean$/, "false"],
  [/^jsonb?$/, "'{}'"],
  [/^bytea$/, "'\\x00'"],
  [/\[\]$/, "'{}'"],
  [/^inet$/, "'192.0.2.1'"],
];

function valueOf(column: Column, table: Table, school: School, checks: Check[], round: number): string {
  if (column.name === "client_id") return `'${school.client.id}'`;
  if (column.name === "client_role") return `'${school.client.roleName}'`;
  if (!isText(column)) {
    const found = BY_TYPE.find(([type]) => type.test(column.type))?.[1];
    if (found === undefined) throw new Error(`${table.name}.${column.name} is of type ${column.type}: tell plant.ts`);
    return found;
  }
  const listed = checks
    .filter(({ columns }) => columns.includes(column.name))
    .flatMap(({ def }) => [...def.matchAll(/'([^']*)'::text/g)].map((hit) => `'${hit[1]}'`));
  const free = [
    `'${MARK}' || ${unique}`,
    "'+12015550199'",
    "'a'",
    "repeat('a', 64)",
    ...(column.notNull ? [] : ["NULL"]),
  ];
  if (round === 0) return free[0]!;
  // A check that lists words wants one of them: the others are tried more seldom.
  const from = listed.length > 0 && round % 5 > 0 ? listed : free;
  return from[Math.floor(round / 5) % from.length]!;
}

interface Refused {
  code?: string;
  constraint?: string;
  message: string;
}

async function attempt(client: pg.Client, sql: string): Promise<Refused | undefined> {
  await client.query("SAVEPOINT trial");
  try {
    await client.query(sql);
    await client.query("RELEASE trial");
    return undefined;
  } catch (error) {
    await client.query("ROLLBACK TO trial");
    return error as Refused;
  }
}
