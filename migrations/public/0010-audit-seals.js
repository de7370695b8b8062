import { clientColumns, publicMigration } from "../support.js";

const columns = `number integer NOT NULL,
      ends_at timestamptz NOT NULL,
      ends_id uuid NOT NULL,
      entries integer NOT NULL,
      list bytea NOT NULL,
      previous text,
      hash text NOT NULL,
      key_id text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now()`;

/**
 * Seals over the trails. They stand outside the schools, where a school's role only reads them, and nobody changes one: who can
 * write a school's tables cannot write the seal that tells of it. A purged school's go with its row.
 */
export const { up, down, statements, undo } = publicMigration({
  up: ({ owner, platform, school }) => [
    `CREATE TABLE public.audit_seals (
      id uuid CONSTRAINT audit_seals_pkey PRIMARY KEY,
      ${clientColumns.replace("(id, role_name)", "(id, role_name) ON DELETE CASCADE")},
      ${columns},
      CONSTRAINT audit_seals_number UNIQUE (client_id, number)
    )`,
    `GRANT SELECT, INSERT ON public.audit_seals TO "${platform}"`,
    `GRANT SELECT ON public.audit_seals TO "${school}"`,
    "ALTER TABLE public.audit_seals ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE public.audit_seals FORCE ROW LEVEL SECURITY",
    `CREATE POLICY school ON public.audit_seals TO "${school}" USING (client_role = current_user) WITH CHECK (client_role = current_user)`,
    `CREATE POLICY platform ON public.audit_seals TO "${platform}" USING (true) WITH CHECK (true)`,
    `CREATE POLICY owner ON public.audit_seals TO "${owner}" USING (true) WITH CHECK (true)`,
    `CREATE TABLE public.platform_audit_seals (
      id uuid CONSTRAINT platform_audit_seals_pkey PRIMARY KEY,
      ${columns},
      CONSTRAINT platform_audit_seals_number UNIQUE (number)
    )`,
    `GRANT SELECT, INSERT ON public.platform_audit_seals TO "${platform}"`,
  ],
  down: () => ["DROP TABLE public.platform_audit_seals", "DROP TABLE public.audit_seals"],
});
