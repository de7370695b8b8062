import { platformOnly, publicMigration, stamps } from "../support.js";

/** The directory: clients, their addresses, the platform's own people, settings and trail. */
export const { up, down, statements, undo } = publicMigration({
  up: (roles) => [
    `CREATE TABLE public.clients (
      id uuid PRIMARY KEY,
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      schema_name text NOT NULL UNIQUE CHECK (schema_name ~ '^[a-z][a-z0-9_]{1,40}$'),
      role_name name NOT NULL UNIQUE,
      code text NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 20),
      status text NOT NULL CHECK (status IN ('creating', 'active', 'suspended', 'moving', 'deleted')),
      placement text,
      timezone text NOT NULL,
      country text NOT NULL CHECK (length(country) = 2),
      locale text NOT NULL,
      schema_level text,
      migration_error text,
      version integer NOT NULL DEFAULT 0,
      ${stamps},
      UNIQUE (id, role_name)
    )`,
    ...platformOnly("clients", roles),
    "ALTER TABLE public.clients ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE public.clients FORCE ROW LEVEL SECURITY",
    `CREATE POLICY school ON public.clients FOR SELECT TO "${roles.school}" USING (role_name = current_user)`,
    `CREATE POLICY platform ON public.clients TO "${roles.platform}" USING (true) WITH CHECK (true)`,
    `CREATE POLICY owner ON public.clients TO "${roles.owner}" USING (true) WITH CHECK (true)`,
    `GRANT SELECT ON public.clients TO "${roles.school}"`,
    `CREATE TABLE public.domains (
      id uuid PRIMARY KEY,
      client_id uuid NOT NULL REFERENCES public.clients (id),
      hostname text NOT NULL UNIQUE CHECK (hostname = lower(hostname) AND length(hostname) BETWEEN 1 AND 253),
      is_primary boolean NOT NULL DEFAULT false,
      version integer NOT NULL DEFAULT 0,
      ${stamps}
    )`,
    "CREATE UNIQUE INDEX domains_one_primary ON public.domains (client_id) WHERE is_primary",
    "CREATE INDEX domains_client ON public.domains (client_id)",
    ...platformOnly("domains", roles),
    `CREATE TABLE public.platform_settings (
      id uuid PRIMARY KEY,
      key text NOT NULL UNIQUE,
      value jsonb NOT NULL,
      version integer NOT NULL DEFAULT 0,
      ${stamps}
    )`,
    ...platformOnly("platform_settings", roles),
    `CREATE TABLE public.platform_users (
      id uuid PRIMARY KEY,
      email text NOT NULL UNIQUE CHECK (email = lower(email)),
      phone text UNIQUE,
      first_name text NOT NULL,
      last_name text NOT NULL,
      password_hash text NOT NULL,
      role text NOT NULL CHECK (role IN ('superadmin', 'operator', 'support')),
      status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
      demo boolean NOT NULL DEFAULT false,
      token_version integer NOT NULL DEFAULT 0,
      last_login_at timestamptz,
      version integer NOT NULL DEFAULT 0,
      ${stamps}
    )`,
    ...platformOnly("platform_users", roles),
    `CREATE TABLE public.platform_api_keys (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES public.platform_users (id),
      name text NOT NULL,
      key_hash text NOT NULL UNIQUE,
      permissions jsonb NOT NULL,
      expires_at timestamptz,
      last_used_at timestamptz,
      version integer NOT NULL DEFAULT 0,
      ${stamps}
    )`,
    ...platformOnly("platform_api_keys", roles),
    `CREATE TABLE public.platform_refresh_tokens (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES public.platform_users (id),
      family uuid NOT NULL,
      token_hash text NOT NULL UNIQUE,
      used_at timestamptz,
      expires_at timestamptz NOT NULL,
      ${stamps}
    )`,
    "CREATE INDEX platform_refresh_tokens_family ON public.platform_refresh_tokens (family)",
    ...platformOnly("platform_refresh_tokens", roles),
    `CREATE TABLE public.platform_sessions (
      id text PRIMARY KEY,
      user_id uuid REFERENCES public.platform_users (id),
      data jsonb NOT NULL,
      expires_at timestamptz NOT NULL
    )`,
    ...platformOnly("platform_sessions", roles),
    `CREATE TABLE public.platform_idempotency_keys (
      actor text NOT NULL,
      route text NOT NULL,
      key text NOT NULL,
      body_hash text NOT NULL,
      answer jsonb,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (actor, route, key)
    )`,
    ...platformOnly("platform_idempotency_keys", roles),
    `CREATE TABLE public.sign_in_failures (
      id uuid PRIMARY KEY,
      subject text NOT NULL,
      at timestamptz NOT NULL DEFAULT now()
    )`,
    "CREATE INDEX sign_in_failures_subject ON public.sign_in_failures (subject, at)",
    ...platformOnly("sign_in_failures", roles),
    `CREATE TABLE public.audit_log (
      id uuid PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT now(),
      actor_id text NOT NULL,
      actor_name text NOT NULL,
      actor_kind text NOT NULL,
      impersonator_id text,
      action text NOT NULL,
      entity text NOT NULL,
      entity_id text NOT NULL,
      before jsonb,
      after jsonb,
      request_id text
    )`,
    "CREATE INDEX audit_log_entity ON public.audit_log (entity, entity_id, at)",
    "CREATE INDEX audit_log_at ON public.audit_log (at)",
    `GRANT SELECT, INSERT ON public.audit_log TO "${roles.platform}"`,
    `CREATE TABLE public.whatsapp_numbers (
      id uuid PRIMARY KEY,
      client_id uuid REFERENCES public.clients (id),
      phone_number_id text NOT NULL UNIQUE,
      display_number text NOT NULL,
      access_token text,
      app_secret text,
      verify_token text,
      status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'disabled')),
      version integer NOT NULL DEFAULT 0,
      ${stamps}
    )`,
    ...platformOnly("whatsapp_numbers", roles),
  ],
  down: () => [
    "whatsapp_numbers", "audit_log", "sign_in_failures", "platform_idempotency_keys", "platform_sessions",
    "platform_refresh_tokens", "platform_api_keys", "platform_users", "platform_settings", "domains", "clients",
  ].map((table) => `DROP TABLE public.${table}`),
});
