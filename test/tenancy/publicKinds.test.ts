import { expect } from "chai";
import type pg from "pg";
import "../../models/index.js";
import { publicKinds } from "../../models/base.js";
import { brokenFor } from "../support/breakWall.js";
import { testDatabase } from "../support/database.js";

/** Tables of public that have no model, and their kind. */
const WITHOUT_MODEL = new Map([
  ["platform_sessions", "directory"],
  ["platform_idempotency_keys", "directory"],
  ["sign_in_failures", "directory"],
  ["migrations", "directory"],
  ["schema_migrations", "school-side"],
  ["platform_audit_seals", "directory"],
  ["audit_seals", "school-side"],
  ["panel_sessions", "school-side"],
  ["idempotency_keys", "school-side"],
]);
const kindOf = (table: string) => publicKinds.get(table) ?? WITHOUT_MODEL.get(table);

const tables = async (client: pg.Client) =>
  (
    await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1",
    )
  ).rows.map((row) => row.name);

const untold = async (client: pg.Client) => (await tables(client)).filter((table) => !kindOf(table));

interface Key {
  from: string;
  to: string;
  columns: string[];
}
const keys = async (client: pg.Client) =>
  (
    await client.query<Key>(
      `SELECT c.relname AS "from", f.relname AS "to", (SELECT array_agg(attname::text ORDER BY attname) FROM pg_attribute WHERE attrelid = c.oid AND attnum = ANY(k.conkey)) AS columns
         FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace`,
    )
  ).rows;

const crossing = async (client: pg.Client) =>
  (await keys(client))
    .filter(({ from, to }) => to !== "clients" && kindOf(from) !== kindOf(to))
    .map(({ from, to }) => `${from} → ${to}`);

/** School-side tables whose rows are not tied to a client and its role at once. */
async function untied(client: pg.Client): Promise<string[]> {
  const found = await keys(client);
  return (await tables(client))
    .filter((table) => kindOf(table) === "school-side")
    .filter(
      (table) =>
        !found.some(
          ({ from, to, columns }) =>
            from === table &&
            to === "clients" &&
            columns.includes("client_id") &&
            (columns.includes("client_role") || table === "schema_migrations"),
        ),
    );
}

describe("the tables of public", () => {
  before(testDatabase);

  it("are each of a kind, directory or school-side, that their model or the list here says", async () => {
    expect(await brokenFor([], untold)).to.deep.equal([]);
    expect(await brokenFor(["CREATE TABLE public.planted (id uuid)"], untold)).to.deep.equal(["planted"]);
    const there = await brokenFor([], tables);
    expect([...publicKinds.keys(), ...WITHOUT_MODEL.keys()].filter((table) => !there.includes(table))).to.deep.equal(
      [],
    );
  });

  it("have no foreign key between the kinds but to clients", async () => {
    expect(await brokenFor([], crossing)).to.deep.equal([]);
    const planted = "ALTER TABLE public.users ADD COLUMN planted uuid REFERENCES public.platform_users (id)";
    expect(await brokenFor([planted], crossing)).to.deep.equal(["users → platform_users"]);
  });

  it("are tied to their client and its role when they are school-side", async () => {
    expect(await brokenFor([], untied)).to.deep.equal([]);
    expect(
      await brokenFor(["ALTER TABLE public.users DROP CONSTRAINT users_client_id_client_role_fkey"], untied),
    ).to.deep.equal(["users"]);
  });

  it("have no sequence, identity, trigger of ours or enum type", async () => {
    const found = await brokenFor([], async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
         UNION ALL SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'public'::regnamespace AND NOT tgisinternal
         UNION ALL SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')`,
      );
      return rows;
    });
    expect(found).to.deep.equal([]);
  });

  it("keep e-mail and phone unique within a client, not across schools", async () => {
    const found = await brokenFor([], async (client) => {
      const { rows } = await client.query<{ def: string }>(
        "SELECT pg_get_indexdef(indexrelid) AS def FROM pg_index WHERE indrelid = 'public.users'::regclass AND indisunique AND NOT indisprimary ORDER BY 1",
      );
      return rows.map(({ def }) => /\((.*)\)$/.exec(def)?.[1]);
    });
    expect(found).to.deep.equal(["client_id, email", "client_id, phone"]);
  });
});
