import { platformOnly, publicMigration, stamps } from "../support.js";

/**
 * Links by which the platform's people enter a school as one of its users: good once, for a minute, at that school. Only
 * a hash is kept. The directory's, since a school's role must neither make nor see one.
 */
export const { up, down, statements, undo } = publicMigration({
  up: (roles) => [
    `CREATE TABLE public.act_as_tickets (
      id uuid CONSTRAINT act_as_tickets_pkey PRIMARY KEY,
      client_id uuid NOT NULL CONSTRAINT act_as_tickets_client REFERENCES public.clients (id),
      platform_user_id uuid NOT NULL CONSTRAINT act_as_tickets_platform_user REFERENCES public.platform_users (id) ON DELETE CASCADE,
      platform_token_version integer NOT NULL,
      user_id uuid NOT NULL,
      reason text NOT NULL CONSTRAINT act_as_tickets_reason CHECK (length(reason) BETWEEN 1 AND 500),
      token_hash text NOT NULL CONSTRAINT act_as_tickets_token_hash UNIQUE,
      expires_at timestamptz NOT NULL,
      used_at timestamptz,
      ${stamps}
    )`,
    ...platformOnly("act_as_tickets", roles),
    "ALTER TABLE public.act_as_tickets ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE public.act_as_tickets FORCE ROW LEVEL SECURITY",
    `CREATE POLICY platform ON public.act_as_tickets TO "${roles.platform}" USING (true) WITH CHECK (true)`,
    `CREATE POLICY owner ON public.act_as_tickets TO "${roles.owner}" USING (true) WITH CHECK (true)`,
  ],
  down: () => ["DROP TABLE public.act_as_tickets"],
});
