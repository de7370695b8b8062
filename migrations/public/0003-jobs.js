import { publicMigration } from "../support.js";

/**
 * Agenda's tables, in a schema of their own that no school's role may read (reports.md 5), as
 * @agendajs/postgres-backend 3.0.6 would make them. Left out is its trigger for updated_at, which nothing reads: its
 * function needs USAGE on plpgsql, and the hardening took that from everybody, the owner too.
 * The login is named after the database, as all roles are (app/database/names.ts).
 */
export const { up, down, statements, undo } = publicMigration({
  up: ({ owner }) => {
    const login = owner.replace(/_owner$/, "_jobs");
    return [
      `CREATE TABLE jobs.agenda_jobs (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      name varchar(255) NOT NULL,
      priority integer NOT NULL DEFAULT 0,
      next_run_at timestamptz,
      type varchar(10) NOT NULL DEFAULT 'normal' CHECK (type IN ('normal', 'single')),
      locked_at timestamptz,
      last_finished_at timestamptz,
      failed_at timestamptz,
      fail_count integer,
      fail_reason text,
      repeat_timezone varchar(100),
      last_run_at timestamptz,
      repeat_interval varchar(255),
      data jsonb DEFAULT '{}',
      repeat_at varchar(255),
      disabled boolean DEFAULT false,
      progress real,
      fork boolean DEFAULT false,
      last_modified_by varchar(255),
      debounce_started_at timestamptz,
      start_date timestamptz,
      end_date timestamptz,
      skip_days jsonb,
      created_at timestamptz DEFAULT now(),
      updated_at timestamptz DEFAULT now()
    )`,
      "CREATE INDEX agenda_jobs_find_and_lock_idx ON jobs.agenda_jobs (name, next_run_at, priority DESC, locked_at, disabled) WHERE disabled = false",
      "CREATE UNIQUE INDEX agenda_jobs_single_job_idx ON jobs.agenda_jobs (name) WHERE type = 'single'",
      "CREATE INDEX agenda_jobs_locked_at_idx ON jobs.agenda_jobs (locked_at) WHERE locked_at IS NOT NULL",
      "CREATE INDEX agenda_jobs_next_run_at_idx ON jobs.agenda_jobs (next_run_at) WHERE next_run_at IS NOT NULL",
      `GRANT USAGE ON SCHEMA jobs TO "${login}"`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON jobs.agenda_jobs TO "${login}"`,
    ];
  },
  down: () => ["DROP TABLE jobs.agenda_jobs"],
});
