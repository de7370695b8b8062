interface Migration {
  name: string;
  up: string[];
  contract?: string;
  optional?: string;
}

/** What takes something away or changes it under the feet of a release that still runs (docs/migrations.md). */
const CONTRACTS: [what: string, found: RegExp][] = [
  ["drops a table, schema, view or type", /^DROP (TABLE|SCHEMA|VIEW|MATERIALIZED VIEW|TYPE|DOMAIN)\b/i],
  [
    "drops a column",
    /\bDROP (COLUMN\b|(?!(CONSTRAINT|DEFAULT|NOT|EXPRESSION|IDENTITY)\b)(IF EXISTS )?["\w]+( CASCADE| RESTRICT)? ?(,|$))/i,
  ],
  ["renames", /^ALTER\b.*\bRENAME\b/i],
  ["changes a column's type", /\bALTER (COLUMN )?("[^"]+"|\w+) (SET DATA )?TYPE\b/i],
  ["takes a default away", /\bALTER (COLUMN )?("[^"]+"|\w+) DROP DEFAULT\b/i],
  [
    "adds a column that an older release leaves empty",
    /\bADD (COLUMN )?(?!CONSTRAINT\b)[^,]*\bNOT NULL\b(?![^,]*\bDEFAULT\b)(?<!\bDEFAULT\b[^,]*)/i,
  ],
  [
    "adds a column whose default rewrites the table",
    /\bADD (COLUMN )?(?!CONSTRAINT\b)[^,]*\bDEFAULT (?!now\(\)|current_)\w+(\.\w+)*\(/i,
  ],
  ["empties a table or deletes rows", /^(TRUNCATE|DELETE)\b/i],
  ["takes a right away", /^REVOKE\b/i],
];
const NOT_NULL = /^ALTER TABLE (?:IF EXISTS )?(?:ONLY )?([\w."]+).*\bALTER (?:COLUMN )?("[^"]+"|\w+) SET NOT NULL\b/i;

/** Texts out of a statement that are no words of SQL, and its line breaks. */
const bare = (statement: string) =>
  statement
    .replace(/--[^\n]*/g, "")
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/\s+/g, " ")
    .trim();

/** Whether an earlier migration holds that a column is never null: then SET NOT NULL looks through no rows. */
const isHeld = (earlier: Migration[], table: string, column: string) =>
  earlier.some(({ up }) =>
    up.some((one) => {
      const text = bare(one);
      return text.includes(`ALTER TABLE ${table} `) && text.includes(`CHECK (${column} IS NOT NULL)`);
    }),
  );

/** What in a list of migrations needs `contract` and has none: "name: what: statement". */
export function uncontracted(migrations: Migration[]): string[] {
  return migrations.flatMap(({ name, up, contract }, index) => {
    if (contract?.trim()) return [];
    return up.flatMap((statement) => {
      const text = bare(statement);
      const tight = NOT_NULL.exec(text);
      const told = CONTRACTS.filter(([, found]) => found.test(text)).map(([what]) => what);
      if (tight && !isHeld(migrations.slice(0, index), tight[1]!, tight[2]!))
        told.push("sets NOT NULL without a check");
      return told.map((what) => `${name}: ${what}: ${text.slice(0, 80)}`);
    });
  });
}
