/**
 * What the panel's frame keeps of each user of a school: saved views, preferences, records opened last. `user_id` is a
 * row of public.users, so no foreign key (design.md 4); a view whose role is gone is its owner's alone again.
 */
const stamps = "created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()";
const version = "version integer NOT NULL DEFAULT 0";

export const up = [
  `CREATE TABLE saved_views (id uuid CONSTRAINT saved_views_pkey PRIMARY KEY, user_id uuid NOT NULL,
    role_id uuid CONSTRAINT saved_views_role REFERENCES roles (id) ON DELETE SET NULL,
    resource text NOT NULL CONSTRAINT saved_views_resource CHECK (length(resource) BETWEEN 1 AND 60),
    name text COLLATE "und-x-icu" NOT NULL CONSTRAINT saved_views_name CHECK (length(name) BETWEEN 1 AND 100),
    query text NOT NULL CONSTRAINT saved_views_query CHECK (length(query) <= 2000),
    position integer NOT NULL DEFAULT 0, is_default boolean NOT NULL DEFAULT false, ${version}, ${stamps})`,
  "CREATE UNIQUE INDEX saved_views_unique_name ON saved_views (user_id, resource, lower(name))",
  "CREATE UNIQUE INDEX saved_views_one_default ON saved_views (user_id, resource) WHERE is_default",
  "CREATE INDEX saved_views_of_role ON saved_views (role_id, resource)",
  `CREATE TABLE preferences (id uuid CONSTRAINT preferences_pkey PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT preferences_user UNIQUE, value jsonb NOT NULL, ${version}, ${stamps})`,
  `CREATE TABLE recent_records (id uuid CONSTRAINT recent_records_pkey PRIMARY KEY, user_id uuid NOT NULL,
    resource text NOT NULL CONSTRAINT recent_records_resource CHECK (length(resource) BETWEEN 1 AND 60),
    record_id uuid NOT NULL, at timestamptz NOT NULL,
    CONSTRAINT recent_records_once UNIQUE (user_id, resource, record_id))`,
];

export const down = ["recent_records", "preferences", "saved_views"].map((table) => `DROP TABLE ${table}`);
