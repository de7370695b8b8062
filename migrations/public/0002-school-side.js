import { clientColumns, publicMigration, schoolSide, stamps } from "../support.js";

/** School-side tables of public: on the school's server, walled by row-level security (design.md 4). */
export const { up, down, statements, undo } = publicMigration({
  up: (roles) => [
    `CREATE TABLE public.schema_migrations (
      client_id uuid NOT NULL REFERENCES public.clients (id),
      name text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now(),
      client_role name NOT NULL,
      PRIMARY KEY (client_id, name)
    )`,
    ...schoolSide("schema_migrations", roles, ""),
    `CREATE TABLE public.users (
      id uuid PRIMARY KEY,
      ${clientColumns},
      email text CHECK (email = lower(email)),
      phone text,
      first_name text NOT NULL,
      last_name text NOT NULL,
      password_hash text NOT NULL,
      status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
      demo boolean NOT NULL DEFAULT false,
      token_version integer NOT NULL DEFAULT 0,
      last_login_at timestamptz,
      version integer NOT NULL DEFAULT 0,
      ${stamps},
      CHECK (email IS NOT NULL OR phone IS NOT NULL)
    )`,
    "CREATE UNIQUE INDEX users_email ON public.users (client_id, email)",
    "CREATE UNIQUE INDEX users_phone ON public.users (client_id, phone)",
    ...schoolSide("users", roles),
    `CREATE TABLE public.refresh_tokens (
      id uuid PRIMARY KEY,
      ${clientColumns},
      user_id uuid NOT NULL REFERENCES public.users (id) ON DELETE CASCADE,
      family uuid NOT NULL,
      token_hash text NOT NULL UNIQUE,
      used_at timestamptz,
      expires_at timestamptz NOT NULL,
      ${stamps}
    )`,
    "CREATE INDEX refresh_tokens_family ON public.refresh_tokens (family)",
    "CREATE INDEX refresh_tokens_user ON public.refresh_tokens (user_id)",
    ...schoolSide("refresh_tokens", roles),
    `CREATE TABLE public.panel_sessions (
      id text PRIMARY KEY,
      ${clientColumns},
      user_id uuid REFERENCES public.users (id) ON DELETE CASCADE,
      data jsonb NOT NULL,
      expires_at timestamptz NOT NULL
    )`,
    "CREATE INDEX panel_sessions_user ON public.panel_sessions (user_id)",
    ...schoolSide("panel_sessions", roles),
    `CREATE TABLE public.api_keys (
      id uuid PRIMARY KEY,
      ${clientColumns},
      name text NOT NULL,
      key_hash text NOT NULL UNIQUE,
      permissions jsonb NOT NULL,
      expires_at timestamptz,
      last_used_at timestamptz,
      version integer NOT NULL DEFAULT 0,
      ${stamps}
    )`,
    ...schoolSide("api_keys", roles),
    `CREATE TABLE public.idempotency_keys (
      ${clientColumns},
      actor text NOT NULL,
      route text NOT NULL,
      key text NOT NULL,
      body_hash text NOT NULL,
      answer jsonb,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (client_id, actor, route, key)
    )`,
    ...schoolSide("idempotency_keys", roles),
    `CREATE TABLE public.operations (
      id uuid PRIMARY KEY,
      ${clientColumns},
      kind text NOT NULL,
      status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'done', 'failed', 'cancelled')),
      done integer NOT NULL DEFAULT 0,
      total integer NOT NULL DEFAULT 0,
      error text,
      result jsonb,
      ${stamps}
    )`,
    ...schoolSide("operations", roles),
    `CREATE TABLE public.open_work (
      id uuid NOT NULL,
      kind text NOT NULL,
      ${clientColumns},
      running integer NOT NULL DEFAULT 0,
      queued_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (kind, id)
    )`,
    ...schoolSide("open_work", roles),
    `CREATE TABLE public.verification_codes (
      code text PRIMARY KEY,
      ${clientColumns},
      report_card_id uuid NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
    ...schoolSide("verification_codes", roles, "SELECT, INSERT"),
  ],
  down: () =>
    [
      "verification_codes",
      "open_work",
      "operations",
      "idempotency_keys",
      "api_keys",
      "panel_sessions",
      "refresh_tokens",
      "users",
      "schema_migrations",
    ].map((table) => `DROP TABLE public.${table}`),
});
