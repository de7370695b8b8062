import type pg from "pg";

/** Tables of public with a client that are not walled by forced row-level security keyed by current_user. */
export async function unwalled(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND (c.relname = 'clients' OR EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = c.oid AND attname = 'client_id' AND NOT attisdropped))
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity
          AND NOT EXISTS (SELECT 1 FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname AND p.policyname NOT IN ('platform', 'owner')
            AND (coalesce(p.qual, 'none') !~ '^\\((client_role|role_name) = CURRENT_USER\\)$'
              OR coalesce(p.with_check, p.qual) IS DISTINCT FROM p.qual OR p.permissive <> 'PERMISSIVE')))
      ORDER BY 1`,
  );
  return rows.map((row) => row.name);
}
