import { expect } from "chai";
import { schoolMigrations } from "../../app/database/streams.js";
import { asSuperuser, testDatabase } from "../support/database.js";

/**
 * Constraints of a statement that PostgreSQL would name. Another version of it names otherwise, and the migration that
 * takes one away years later must find it in every school.
 */
function unnamed(statement: string): string[] {
  const bare = statement.replace(/'(?:[^']|'')*'/g, "''").replace(/\s+/g, " ");
  if (!/^(CREATE TABLE|ALTER TABLE)/i.test(bare)) return [];
  const rules = /\b(PRIMARY KEY|UNIQUE|CHECK|FOREIGN KEY|REFERENCES|EXCLUDE)\b/gi;
  return [...bare.matchAll(rules)].flatMap((hit) => {
    const before = bare.slice(0, hit.index).trimEnd();
    const named = /\bCONSTRAINT "?\w+"?$/i.test(before);
    const ofForeignKey = /^REFERENCES$/i.test(hit[0]) && /\bFOREIGN KEY \([^)]*\)$/i.test(before);
    return named || ofForeignKey ? [] : [bare.slice(Math.max(0, hit.index - 30), hit.index + 30)];
  });
}

describe("the constraints of a school", () => {
  it("are each named by the migration that makes them", async () => {
    for (const { name, up } of await schoolMigrations()) expect(up.flatMap(unnamed), name).to.deep.equal([]);
  });

  for (const statement of [
    "CREATE TABLE t (id uuid PRIMARY KEY)",
    "CREATE TABLE t (a text NOT NULL UNIQUE)",
    "CREATE TABLE t (a int CHECK (a > 0))",
    "CREATE TABLE t (a int CONSTRAINT t_a_check CHECK (a > 0), CHECK (a < 9))",
    "CREATE TABLE t (a uuid REFERENCES u (id))",
    "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (id)",
    "ALTER TABLE t ADD UNIQUE (a, b)",
  ])
    it(`would be seen: ${statement}`, () => expect(unnamed(statement)).to.have.length(1));

  it("would not be seen where there are none", () => {
    for (const statement of [
      "CREATE UNIQUE INDEX t_a ON t (a)",
      "CREATE TABLE t (id uuid CONSTRAINT t_pkey PRIMARY KEY, why text DEFAULT 'a CHECK of UNIQUE')",
      "ALTER TABLE t ADD CONSTRAINT t_a FOREIGN KEY (a) REFERENCES u (id)",
      "ALTER TABLE t DROP CONSTRAINT t_a",
    ])
      expect(unnamed(statement), statement).to.deep.equal([]);
  });

  it("have no name that is cut: PostgreSQL keeps 63 letters, and two long ones could become one", async () => {
    for (const { up } of await schoolMigrations())
      for (const [, name = ""] of up.join("\n").matchAll(/CONSTRAINT (\w+)/g))
        expect(name.length, name).to.be.below(64);
  });

  it("are the ones that the catalogue holds, no more", async () => {
    const migrations = await schoolMigrations();
    const told = new Set(
      migrations.flatMap(({ up }) => [...up.join("\n").matchAll(/CONSTRAINT (\w+)/g)].map(([, name]) => name)),
    );
    await asSuperuser(await testDatabase(), async (client) => {
      await client.query("BEGIN; CREATE SCHEMA named; SET LOCAL search_path = named, ext");
      for (const { up } of migrations) for (const statement of up) await client.query(statement);
      const { rows } = await client.query<{ conname: string }>(
        "SELECT conname FROM pg_constraint WHERE connamespace = 'named'::regnamespace AND contype IN ('p', 'u', 'c', 'f', 'x')",
      );
      await client.query("ROLLBACK");
      expect(rows.length).to.be.above(100);
      expect(rows.map(({ conname }) => conname).filter((name) => !told.has(name))).to.deep.equal([]);
    });
  });
});
