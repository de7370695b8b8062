import { expect } from "chai";
import { isServed, neededOf } from "../../app/database/levels.js";
import { namesFor } from "../../app/database/names.js";
import { publicMigrations, schoolMigrations } from "../../app/database/streams.js";
import { uncontracted } from "../support/contracts.js";

const told = (...up: string[]) => uncontracted([{ name: "9999-tried", up }]);

describe("migrations that take something away", () => {
  it("say so, each with its reason, in both streams", async () => {
    expect(uncontracted(await schoolMigrations())).to.deep.equal([]);
    const names = namesFor("linted");
    const ofPublic = (await publicMigrations()).map((one) => ({ ...one, up: one.statements(names) }));
    expect(ofPublic.length).to.be.greaterThan(5);
    expect(uncontracted(ofPublic)).to.deep.equal([]);
  });

  for (const statement of [
    "DROP TABLE marks",
    "DROP TABLE IF EXISTS marks CASCADE",
    "DROP VIEW v",
    "ALTER TABLE marks DROP COLUMN score",
    "ALTER TABLE marks DROP score",
    "ALTER TABLE marks DROP IF EXISTS score CASCADE",
    "ALTER TABLE marks ADD COLUMN a text, DROP COLUMN score",
    "alter table marks\n  drop column score",
    "ALTER TABLE marks ALTER COLUMN score TYPE text",
    "ALTER TABLE marks ALTER score SET DATA TYPE text",
    "ALTER TABLE marks RENAME COLUMN score TO mark",
    "ALTER TABLE marks RENAME TO scores",
    "ALTER INDEX marks_a RENAME TO marks_b",
    "ALTER TABLE marks ALTER COLUMN score SET NOT NULL",
    "ALTER TABLE marks ALTER COLUMN score DROP DEFAULT",
    "ALTER TABLE marks ADD COLUMN a text NOT NULL",
    "ALTER TABLE marks ADD COLUMN a uuid DEFAULT gen_random_uuid()",
    "TRUNCATE marks",
    "DELETE FROM marks WHERE score IS NULL",
    "REVOKE SELECT ON marks FROM PUBLIC",
    "/* small */ DROP TABLE marks",
  ])
    it(`are refused without: ${statement.replace(/\s+/g, " ")}`, () => {
      expect(told(statement)).to.have.length(1);
      expect(uncontracted([{ name: "x", up: [statement], contract: "nothing has read it since 0.3" }])).to.deep.equal(
        [],
      );
      expect(uncontracted([{ name: "x", up: [statement], contract: " " }])).to.have.length(1);
    });

  for (const statement of [
    "CREATE TABLE t (id uuid CONSTRAINT t_pkey PRIMARY KEY, a text NOT NULL)",
    "ALTER TABLE marks ADD COLUMN a text",
    "ALTER TABLE marks ADD COLUMN a text NOT NULL DEFAULT ''",
    "ALTER TABLE marks ADD COLUMN a text DEFAULT '' NOT NULL",
    "ALTER TABLE marks ADD COLUMN a timestamptz NOT NULL DEFAULT now()",
    "ALTER TABLE marks ADD CONSTRAINT marks_a_check CHECK (a IS NOT NULL) NOT VALID",
    "ALTER TABLE marks DROP CONSTRAINT marks_a_check",
    "ALTER TABLE marks ALTER COLUMN a DROP NOT NULL",
    "CREATE INDEX marks_a ON marks (a)",
    "DROP INDEX marks_a",
    "UPDATE marks SET note = 'we RENAME and DROP TABLE' WHERE a IS NULL",
  ])
    it(`are not seen in: ${statement}`, () => expect(told(statement)).to.deep.equal([]));

  it("may set NOT NULL where an earlier release has held it by a check", () => {
    const held = "ALTER TABLE marks ADD CONSTRAINT marks_a_set CHECK (a IS NOT NULL) NOT VALID";
    const tight = "ALTER TABLE marks ALTER COLUMN a SET NOT NULL";
    expect(
      uncontracted([
        { name: "1", up: [held] },
        { name: "2", up: [tight] },
      ]),
    ).to.deep.equal([]);
    expect(uncontracted([{ name: "1", up: [held, tight] }])).to.have.length(1);
    expect(
      uncontracted([
        { name: "1", up: [held.replace("(a ", "(b ")] },
        { name: "2", up: [tight] },
      ]),
    ).to.have.length(1);
  });
});

describe("the level that the code needs", () => {
  const migration = (name: string, more: object = {}) => ({ name, up: [], down: [], ...more });

  it("is the newest migration that is neither optional nor a contract", () => {
    const three = [migration("0001-a"), migration("0002-b"), migration("0003-c")];
    expect(neededOf(three)).to.equal("0003-c");
    expect(neededOf([...three, migration("0004-d", { optional: "an index only" })])).to.equal("0003-c");
    expect(neededOf([...three, migration("0004-d", { contract: "unread since 0.3" })])).to.equal("0003-c");
    expect(neededOf([...three, migration("0004-d", { optional: "x" }), migration("0005-e")])).to.equal("0005-e");
    expect(neededOf([])).to.equal("");
  });

  it("serves schools at it and beyond it, and none below", () => {
    expect(isServed("0003-c", "0003-c")).to.equal(true);
    expect(isServed("0004-newer-release", "0003-c")).to.equal(true);
    expect(isServed("0002-b", "0003-c")).to.equal(false);
    expect(isServed(null, "0003-c")).to.equal(false);
  });
});
