import { expect } from "chai";
import { DataTypes } from "sequelize";
import { sequelize } from "../../app/database/connection.js";
import "../../models/index.js";
import { closeApp } from "../support/app.js";
import { brokenFor } from "../support/breakWall.js";
import { rules, schoolFaults } from "../support/schoolFaults.js";
import { makeSchool, type School } from "../support/schools.js";

describe("the catalogue of a school", () => {
  let a: School;
  before(async () => void (a = await makeSchool()));
  after(closeApp);

  const faults = (statements: string[] = []) =>
    brokenFor([`SET LOCAL search_path = "${a.schema}", ext, pg_temp`, ...statements], (client) =>
      schoolFaults(client, a.schema, a.client.roleName),
    );

  it("holds nothing that design.md 4 forbids", async () => {
    expect(await faults()).to.deep.equal([]);
  });

  const planted: Record<string, string[]> = {
    "a sequence": ["CREATE SEQUENCE planted"],
    "an identity": ["CREATE TABLE planted (id uuid PRIMARY KEY, n int GENERATED ALWAYS AS IDENTITY)"],
    "a trigger": [
      "CREATE TRIGGER planted BEFORE UPDATE ON marks FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    ],
    "a deferrable constraint": ["ALTER TABLE marks ADD CONSTRAINT planted UNIQUE (id, score) DEFERRABLE"],
    "an enum or domain type": ["CREATE TYPE planted AS ENUM ('a')"],
    "a function": ["CREATE FUNCTION planted() RETURNS int LANGUAGE sql AS 'SELECT 1'"],
    "a view": ["CREATE VIEW planted AS SELECT 1 AS one"],
    "a column type of another schema": [
      "CREATE TYPE public.planted AS ENUM ('a')",
      "ALTER TABLE marks ADD COLUMN planted public.planted",
    ],
    "a foreign key out of the schema": ["ALTER TABLE marks ADD COLUMN planted uuid REFERENCES public.clients (id)"],
    "a default of another schema": [
      "CREATE SEQUENCE public.planted",
      "ALTER TABLE marks ADD COLUMN planted int DEFAULT nextval('public.planted')",
    ],
    "a key that is no uuid of the application": ["ALTER TABLE marks ALTER COLUMN id SET DEFAULT gen_random_uuid()"],
    "an owner who is not the owner": ["CREATE TABLE planted (id uuid PRIMARY KEY)"],
    "a right of somebody else": ["GRANT SELECT ON marks TO PUBLIC"],
  };

  it("plants every rule's fault below", () => {
    expect(Object.keys(planted)).to.deep.equal(rules);
  });
  for (const [rule, statements] of Object.entries(planted))
    it(`would show ${rule}`, async () => {
      expect((await faults(statements)).some((fault) => fault.startsWith(`${rule}: `))).to.equal(true);
    });

  it("has a model for every table, whose columns are the table's, and no table without one", async () => {
    const { rows } = await brokenFor([], (client) =>
      client.query<{ table: string; columns: string[] }>(
        `SELECT c.relname AS "table", array_agg(t.attname::text ORDER BY t.attname) AS columns FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid AND t.attnum > 0 AND NOT t.attisdropped
          WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' GROUP BY 1 ORDER BY 1`,
        [a.schema],
      ),
    );
    const models = Object.values(sequelize.models).filter((model) => !model.options.schema);
    const told = new Map(
      models.map((model) => [
        String(model.getTableName()),
        Object.values(model.getAttributes())
          .filter((one) => !(one.type instanceof DataTypes.VIRTUAL))
          .map((one) => one.field ?? ""),
      ]),
    );
    expect([...told.keys()].sort()).to.deep.equal(rows.map((row) => row.table));
    for (const { table, columns } of rows) expect(columns, table).to.include.members(told.get(table) ?? []);
  });
});
