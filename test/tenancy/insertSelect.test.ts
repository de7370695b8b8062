import { expect } from "chai";
import { ourFiles, read } from "../house/repository.js";

/**
 * On a cluster with a schema a school (design.md 4) a transaction that writes by `INSERT … SELECT` alone may be taken for
 * one that only reads. Models write no such statement, so it can only stand in SQL of ours: each is named here with the
 * plain write that goes before it in the same transaction. Reading sources is the honest way: a request that never runs
 * in a test would be missed by listening to traffic.
 */
const KNOWN: Record<string, Record<string, RegExp>> = {
  // A dump's rows: a school's in the transaction that makes its schema (restoreSchema ends with the client's level), the
  // platform's after the entry of the trail that tells of it.
  "app/database/dump/insertRows.ts": {
    "app/tenancy/createSchema.ts": /await load\(\);[^]*\$\{closing\([^]*COMMIT[^]*/,
    "app/database/dump/backup.ts": /INSERT INTO public\.audit_log [^]*VALUES[^]*insertRows\(/,
  },
  "app/tenancy/createSchema.ts": {
    "app/tenancy/createSchema.ts": /CREATE SCHEMA[^]*INSERT INTO[^]*SELECT[^]*UPDATE public\.clients[^]*COMMIT/,
  },
};

/** Statements of a text that insert what they select; `INSERT … VALUES (…)` with a SELECT for one value is none. */
export function insertSelects(text: string): string[] {
  const statement = /\bINSERT\s+INTO\b(?:(?!\bVALUES\b|[;`]|\bINSERT\s+INTO\b)[^])*?\b(?:SELECT|WITH)\b/gi;
  return [...text.matchAll(statement)].map(([hit]) => hit.replace(/\s+/g, " "));
}

describe("INSERT … SELECT", () => {
  it("is never a transaction's only write: the sources hold it where a plain write is beside it, and nowhere else", () => {
    const sources = ourFiles().filter((path) =>
      /^(app|resources|models|jobs|seeders|migrations)\/.*\.(tsx?|js)$/.test(path),
    );
    expect(sources.length).to.be.above(300);
    const found = sources.filter((path) => insertSelects(read(path)).length > 0);
    expect(found).to.deep.equal(Object.keys(KNOWN));
    for (const beside of Object.values(KNOWN))
      for (const [path, whole] of Object.entries(beside)) expect(read(path), path).to.match(whole);
  });

  it("would be seen over several lines, in any case, behind a list of columns or a WITH", () => {
    for (const sql of [
      "INSERT INTO marks SELECT * FROM other",
      "insert into marks (id,\n  score)\n select id, 1 from exams",
      "INSERT INTO marks (id) WITH e AS (SELECT 1) SELECT * FROM e",
      "INSERT INTO ${table} (id) (SELECT id FROM exams)",
    ])
      expect(insertSelects(sql), sql).to.have.length(1);
    for (const sql of [
      "INSERT INTO marks (id) VALUES ((SELECT max(id) FROM exams))",
      "INSERT INTO marks (id) VALUES (1); SELECT 1",
      "`INSERT INTO marks (id) VALUES ($1)`, `SELECT 1`",
    ])
      expect(insertSelects(sql), sql).to.have.length(0);
  });
});
