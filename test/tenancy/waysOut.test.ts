import { expect } from "chai";
import type pg from "pg";
import { sequelize } from "../../app/database/connection.js";
import { buildStudent } from "../factories.js";
import { closeApp } from "../support/app.js";
import { brokenFor, enterSchool, extended, refusal } from "../support/breakWall.js";
import { makeSchool, type School } from "../support/schools.js";

const SECRET = "Verysecretname";
let a: School;
let b: School;
const theirs = () => `select last_name from "${b.schema}".students`;
const quoted = (sql: string) => `'${sql.replaceAll("'", "''")}'`;

interface Way {
  name: string;
  /** Statements sent one after the other; the last one's rows are looked at. */
  steps: () => string[];
  /** What stops it: a SQLSTATE, or the first word of the statement. */
  stopped: string;
  /** What must be broken for it to lead out: statements, one message with several statements, or any first word. */
  broken?: { statements?: () => string[]; simple?: true; anyWord?: true };
}
const FIRST_WORD = "statement not allowed here";
const setRole = () => `set_config('role', ${quoted(b.client.roleName)}, true)`;
const freeSetConfig = { statements: () => ["GRANT EXECUTE ON FUNCTION set_config(text, text, boolean) TO PUBLIC"] };

/** Every way of tenancy.md 2 that leads from one school to another. */
const ways: Way[] = [
  {
    name: "a qualified read of another school's table",
    steps: () => [theirs()],
    stopped: "42501",
    broken: {
      statements: () => [
        `GRANT USAGE ON SCHEMA "${b.schema}" TO PUBLIC`,
        `GRANT SELECT ON "${b.schema}".students TO PUBLIC`,
      ],
    },
  },
  {
    name: "a second statement stacked behind a first",
    steps: () => [`select 1; set role "${b.client.roleName}"; ${theirs()}`],
    stopped: "42601",
    broken: { simple: true },
  },
  {
    name: "set_config called directly",
    steps: () => [`select ${setRole()}`, theirs()],
    stopped: "42501",
    broken: freeSetConfig,
  },
  {
    name: "set_config beside query_to_xml in one SELECT",
    steps: () => [`select ${setRole()}, query_to_xml(${quoted(theirs())}, true, false, '')::text`],
    stopped: "42501",
    broken: freeSetConfig,
  },
  {
    name: "set_config hidden inside query_to_xml",
    steps: () => [`select query_to_xml(${quoted(`select ${setRole()}`)}, true, false, '')::text`, theirs()],
    stopped: "42501",
    broken: freeSetConfig,
  },
  {
    name: "set_config hidden inside ts_stat",
    steps: () => [`select * from ts_stat(${quoted(`select to_tsvector('simple', ${setRole()})`)})`, theirs()],
    stopped: "42501",
    broken: freeSetConfig,
  },
  {
    name: "SET inside query_to_xml",
    steps: () => [`select query_to_xml('set role "${b.client.roleName}"', true, false, '')`, theirs()],
    stopped: "0A000",
  },
  {
    name: "SET ROLE as the whole statement",
    steps: () => [`SET ROLE "${b.client.roleName}"`, theirs()],
    stopped: FIRST_WORD,
    broken: { anyWord: true },
  },
  {
    name: "SET ROLE behind a comment",
    steps: () => [`/* select */ SET ROLE "${b.client.roleName}"`, theirs()],
    stopped: FIRST_WORD,
    broken: { anyWord: true },
  },
  {
    name: "SET ROLE behind a line that is a comment",
    steps: () => [`-- select\nSET ROLE "${b.client.roleName}"`, theirs()],
    stopped: FIRST_WORD,
    broken: { anyWord: true },
  },
  {
    name: "a DO block",
    steps: () => [`do $$ begin execute 'set role "${b.client.roleName}"'; end $$`, theirs()],
    stopped: FIRST_WORD,
    broken: { anyWord: true, statements: () => ["GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC"] },
  },
  { name: "COMMIT, which ends the scope's settings", steps: () => ["COMMIT", theirs()], stopped: "42501" },
  { name: "COMMIT AND CHAIN", steps: () => ["COMMIT AND CHAIN", theirs()], stopped: "42501" },
  { name: "ROLLBACK AND CHAIN", steps: () => ["ROLLBACK AND CHAIN", theirs()], stopped: "42501" },
];

describe("the ways out of a school's scope", () => {
  before(async () => {
    a = await makeSchool();
    b = await makeSchool();
    await b.inside(() => buildStudent({ lastName: SECRET }));
  });
  after(closeApp);

  for (const { name, steps, stopped, broken } of ways) {
    it(`stops ${name}`, async () => {
      let rows: unknown = [];
      const said = await refusal(() =>
        a.inside(async () => {
          for (const sql of steps()) [rows] = await sequelize.query(sql);
        }),
      );
      expect(said).to.equal(stopped);
      expect(JSON.stringify(rows)).not.to.contain(SECRET);
    });
    if (broken)
      it(`proves that wall: with it broken, ${name} reads the other school`, async () => {
        const rows = await brokenFor(broken.statements?.() ?? [], async (client) => {
          await enterSchool(client, a);
          let found: unknown;
          for (const sql of steps()) found = broken.simple ? await whole(client, sql) : await extended(client, sql);
          return found;
        });
        expect(JSON.stringify(rows)).to.contain(SECRET);
      });
  }

  it("stops a DO block by the language too, should its first word ever pass", async () => {
    const said = await brokenFor([], async (client) => {
      await enterSchool(client, a);
      return refusal(() => extended(client, "do $$ begin end $$"));
    });
    expect(said).to.equal("42501");
  });

  it("stops an UPDATE of pg_settings, which would change a setting of the session", async () => {
    const update = "update pg_settings set setting = '0' where name = 'statement_timeout'";
    expect(await refusal(() => a.inside(() => sequelize.query(update)))).to.equal("42501");
    const set = await brokenFor(freeSetConfig.statements(), async (client) => {
      await enterSchool(client, a);
      await extended(client, update.replace("'0'", "'4242'"));
      return extended(client, "select current_setting('statement_timeout') as set");
    });
    expect(set).to.deep.equal([{ set: "4242ms" }]);
  });

  it("leaves the connection to its next user as it was, whatever was tried", async () => {
    for (const { steps } of ways)
      await refusal(() =>
        a.inside(async () => {
          for (const sql of steps()) await sequelize.query(sql);
        }),
      );
    for (let turn = 0; turn < 12; turn++) {
      const [[row]] = (await b.inside(() =>
        sequelize.query("select current_user as who, current_setting('search_path') as path"),
      )) as [[{ who: string; path: string }], unknown];
      expect(row.who).to.equal(b.client.roleName);
      expect(row.path).to.match(new RegExp(`^"?${b.schema}"?, ext, pg_temp$`));
    }
  });
});

async function whole(client: pg.Client, sql: string): Promise<unknown> {
  return (await client.query(sql)) as unknown;
}
