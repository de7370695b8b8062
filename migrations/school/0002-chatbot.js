/** The chatbot's part of a school: who talks, what was said, what was proven. Contacts stand in public, beside the schema. */
const stamps = "created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()";
const version = "version integer NOT NULL DEFAULT 0";

export const up = [
  `CREATE TABLE conversations (id uuid CONSTRAINT conversations_pkey PRIMARY KEY, contact_id uuid NOT NULL CONSTRAINT conversations_contact_id_key UNIQUE,
    guardian_id uuid CONSTRAINT conversations_guardian_id_fkey REFERENCES guardians (id), state jsonb NOT NULL DEFAULT '{}',
    mode text NOT NULL DEFAULT 'bot' CONSTRAINT conversations_mode_check CHECK (mode IN ('bot', 'human')), assigned_to uuid CONSTRAINT conversations_assigned_to_fkey REFERENCES staff (id),
    language text CONSTRAINT conversations_language_check CHECK (length(language) <= 10), last_message_at timestamptz, ${version}, ${stamps})`,
  "CREATE INDEX conversations_guardian ON conversations (guardian_id)",
  "CREATE INDEX conversations_last_message ON conversations (last_message_at, id)",
  `CREATE TABLE conversation_messages (id uuid CONSTRAINT conversation_messages_pkey PRIMARY KEY, conversation_id uuid NOT NULL CONSTRAINT conversation_messages_conversation_id_fkey REFERENCES conversations (id) ON DELETE CASCADE,
    direction text NOT NULL CONSTRAINT conversation_messages_direction_check CHECK (direction IN ('in', 'out')), kind text NOT NULL, text text, at timestamptz NOT NULL, ${stamps})`,
  "CREATE INDEX conversation_messages_conversation ON conversation_messages (conversation_id, at, id)",
  `CREATE TABLE bindings (id uuid CONSTRAINT bindings_pkey PRIMARY KEY, contact_id uuid NOT NULL, guardian_id uuid NOT NULL CONSTRAINT bindings_guardian_id_fkey REFERENCES guardians (id),
    proof text NOT NULL CONSTRAINT bindings_proof_check CHECK (proof IN ('phone', 'secret', 'code')), proven_at timestamptz NOT NULL, ended_at timestamptz,
    end_reason text, ${stamps})`,
  "CREATE UNIQUE INDEX bindings_current ON bindings (contact_id) WHERE ended_at IS NULL",
  "CREATE INDEX bindings_guardian ON bindings (guardian_id)",
  `CREATE TABLE guardian_codes (id uuid CONSTRAINT guardian_codes_pkey PRIMARY KEY, guardian_id uuid NOT NULL CONSTRAINT guardian_codes_guardian_id_fkey REFERENCES guardians (id), code_hash text NOT NULL CONSTRAINT guardian_codes_code_hash_key UNIQUE,
    expires_at timestamptz NOT NULL, used_at timestamptz, ${stamps})`,
  "CREATE INDEX guardian_codes_guardian ON guardian_codes (guardian_id)",
  `CREATE TABLE proof_failures (id uuid CONSTRAINT proof_failures_pkey PRIMARY KEY, contact_id uuid NOT NULL, admission_number text, at timestamptz NOT NULL)`,
  "CREATE INDEX proof_failures_number ON proof_failures (admission_number, at)",
  "CREATE INDEX guardians_other_phones ON guardians USING gin (other_phones jsonb_path_ops)",
];

export const down = [
  "DROP INDEX guardians_other_phones",
  ...["proof_failures", "guardian_codes", "bindings", "conversation_messages", "conversations"].map(
    (table) => `DROP TABLE ${table}`,
  ),
];
