import { platformOnly, publicMigration, stamps } from "../support.js";

const TABLES = ["platform_saved_views", "platform_preferences", "platform_recent_records"];
const user = (table) =>
  `user_id uuid NOT NULL CONSTRAINT ${table}_user REFERENCES public.platform_users (id) ON DELETE CASCADE`;
const version = "version integer NOT NULL DEFAULT 0";

/** The same three for the platform's own people, in the directory; a role is one of the platform's three words. */
export const { up, down, statements, undo } = publicMigration({
  up: (roles) => [
    `CREATE TABLE public.platform_saved_views (
      id uuid CONSTRAINT platform_saved_views_pkey PRIMARY KEY,
      ${user("platform_saved_views")},
      role_id text CONSTRAINT platform_saved_views_role CHECK (role_id IN ('superadmin', 'operator', 'support')),
      resource text NOT NULL CONSTRAINT platform_saved_views_resource CHECK (length(resource) BETWEEN 1 AND 60),
      name text COLLATE "und-x-icu" NOT NULL CONSTRAINT platform_saved_views_name CHECK (length(name) BETWEEN 1 AND 100),
      query text NOT NULL CONSTRAINT platform_saved_views_query CHECK (length(query) <= 2000),
      position integer NOT NULL DEFAULT 0,
      is_default boolean NOT NULL DEFAULT false,
      ${version},
      ${stamps}
    )`,
    "CREATE UNIQUE INDEX platform_saved_views_unique_name ON public.platform_saved_views (user_id, resource, lower(name))",
    "CREATE UNIQUE INDEX platform_saved_views_one_default ON public.platform_saved_views (user_id, resource) WHERE is_default",
    `CREATE TABLE public.platform_preferences (
      id uuid CONSTRAINT platform_preferences_pkey PRIMARY KEY,
      ${user("platform_preferences")},
      value jsonb NOT NULL,
      ${version},
      ${stamps},
      CONSTRAINT platform_preferences_once UNIQUE (user_id)
    )`,
    `CREATE TABLE public.platform_recent_records (
      id uuid CONSTRAINT platform_recent_records_pkey PRIMARY KEY,
      ${user("platform_recent_records")},
      resource text NOT NULL CONSTRAINT platform_recent_records_resource CHECK (length(resource) BETWEEN 1 AND 60),
      record_id uuid NOT NULL,
      at timestamptz NOT NULL,
      CONSTRAINT platform_recent_records_once UNIQUE (user_id, resource, record_id)
    )`,
    ...TABLES.flatMap((table) => platformOnly(table, roles)),
  ],
  down: () => [...TABLES].reverse().map((table) => `DROP TABLE public.${table}`),
});
