import { publicMigration } from "../support.js";

const OPEN = "status IN ('queued', 'running')";

export const contract = "operations had no writer before: no release has used a school's right or default on them";

/**
 * Long work on a school becomes a row that a pump claims and carries on after its process has died: what was asked, which steps
 * are done, whose turn it is. It is the platform's work: a school's role has no right on it any more. It outlives its
 * school (a purge, an import that failed), so its client may go. And when a school was deleted, and what it was before.
 */
export const { up, down, statements, undo } = publicMigration({
  up: ({ school }) => [
    `REVOKE ALL ON public.operations FROM "${school}"`,
    "ALTER TABLE public.operations ALTER COLUMN client_id DROP NOT NULL",
    "ALTER TABLE public.operations ALTER COLUMN client_role DROP NOT NULL",
    "ALTER TABLE public.operations ALTER COLUMN client_role DROP DEFAULT",
    "ALTER TABLE public.operations DROP CONSTRAINT operations_client_id_client_role_fkey",
    `ALTER TABLE public.operations ADD CONSTRAINT operations_client_id_client_role_fkey
      FOREIGN KEY (client_id, client_role) REFERENCES public.clients (id, role_name) ON DELETE SET NULL`,
    "ALTER TABLE public.operations ADD COLUMN makes uuid",
    "ALTER TABLE public.operations ADD COLUMN input jsonb NOT NULL DEFAULT '{}'",
    "ALTER TABLE public.operations ADD COLUMN steps jsonb NOT NULL DEFAULT '[]'",
    "ALTER TABLE public.operations ADD COLUMN actor_id text NOT NULL DEFAULT 'system'",
    "ALTER TABLE public.operations ADD COLUMN actor_name text NOT NULL DEFAULT 'system'",
    "ALTER TABLE public.operations ADD COLUMN attempts integer NOT NULL DEFAULT 0",
    "ALTER TABLE public.operations ADD COLUMN cancel_at timestamptz",
    "ALTER TABLE public.operations ADD COLUMN lease_until timestamptz",
    "ALTER TABLE public.operations ADD COLUMN lease_token uuid",
    `CREATE UNIQUE INDEX operations_one_open ON public.operations (client_id) WHERE ${OPEN}`,
    `CREATE INDEX operations_open ON public.operations (created_at) WHERE ${OPEN}`,
    "ALTER TABLE public.clients ADD COLUMN deleted_at timestamptz",
    "ALTER TABLE public.clients ADD COLUMN status_before text",
  ],
  down: ({ school }) => [
    "ALTER TABLE public.clients DROP COLUMN status_before",
    "ALTER TABLE public.clients DROP COLUMN deleted_at",
    "DROP INDEX public.operations_open",
    "DROP INDEX public.operations_one_open",
    ...["lease_token", "lease_until", "cancel_at", "attempts", "actor_name", "actor_id", "steps", "input", "makes"].map(
      (column) => `ALTER TABLE public.operations DROP COLUMN ${column}`,
    ),
    "DELETE FROM public.operations WHERE client_id IS NULL",
    "ALTER TABLE public.operations DROP CONSTRAINT operations_client_id_client_role_fkey",
    `ALTER TABLE public.operations ADD CONSTRAINT operations_client_id_client_role_fkey
      FOREIGN KEY (client_id, client_role) REFERENCES public.clients (id, role_name)`,
    "ALTER TABLE public.operations ALTER COLUMN client_role SET DEFAULT current_user",
    "ALTER TABLE public.operations ALTER COLUMN client_role SET NOT NULL",
    "ALTER TABLE public.operations ALTER COLUMN client_id SET NOT NULL",
    `GRANT SELECT, INSERT, UPDATE, DELETE ON public.operations TO "${school}"`,
  ],
});
