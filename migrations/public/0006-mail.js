import { clientColumns, platformOnly, publicMigration, schoolSide, stamps } from "../support.js";

const resetColumns = (/** @type {string} */ table, /** @type {string} */ users) => `
      user_id uuid NOT NULL CONSTRAINT ${table}_user_id_fkey REFERENCES public.${users} (id) ON DELETE CASCADE,
      token_hash text NOT NULL CONSTRAINT ${table}_token_hash_key UNIQUE,
      expires_at timestamptz NOT NULL,
      ${stamps}`;

/**
 * Mail: a school's leaves through the same outbox as its WhatsApp messages, under the same wall. The platform's own users
 * have no client, so their mail stands in a directory table of the same columns (as their refresh tokens and keys do)
 * and the wall of the school-side one stays without an exception. One pump sends both.
 * And two columns by which a repeated creation of a school finds the one that is under way.
 */
export const { up, down, statements, undo } = publicMigration({
  up: (roles) => [
    "ALTER TABLE public.outbox_messages ADD COLUMN address text",
    "ALTER TABLE public.outbox_messages ALTER COLUMN contact_id DROP NOT NULL",
    "ALTER TABLE public.outbox_messages ALTER COLUMN phone_number_id DROP NOT NULL",
    "ALTER TABLE public.outbox_messages DROP CONSTRAINT outbox_messages_channel_check",
    "ALTER TABLE public.outbox_messages DROP CONSTRAINT outbox_messages_kind_check",
    `ALTER TABLE public.outbox_messages ADD CONSTRAINT outbox_messages_channel_check CHECK (
      (channel = 'whatsapp' AND kind IN ('answer', 'notice', 'document', 'code') AND contact_id IS NOT NULL AND phone_number_id IS NOT NULL)
      OR (channel = 'mail' AND kind IN ('reset') AND address IS NOT NULL AND length(address) <= 320))`,
    "CREATE INDEX outbox_messages_mail ON public.outbox_messages (address, created_at) WHERE channel = 'mail'",
    `CREATE TABLE public.platform_outbox_messages (
      id uuid CONSTRAINT platform_outbox_messages_pkey PRIMARY KEY,
      channel text NOT NULL CONSTRAINT platform_outbox_messages_channel_check CHECK (channel IN ('mail')),
      kind text NOT NULL CONSTRAINT platform_outbox_messages_kind_check CHECK (kind IN ('reset')),
      address text NOT NULL CONSTRAINT platform_outbox_messages_address_check CHECK (length(address) <= 320),
      place integer NOT NULL,
      payload jsonb NOT NULL,
      state text NOT NULL DEFAULT 'queued' CONSTRAINT platform_outbox_messages_state_check
        CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'expired', 'cancelled')),
      attempts integer NOT NULL DEFAULT 0,
      not_before timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz,
      lease_until timestamptz,
      lease_token uuid,
      error text,
      ${stamps}
    )`,
    "CREATE INDEX platform_outbox_messages_address ON public.platform_outbox_messages (address, created_at)",
    ...platformOnly("platform_outbox_messages", roles),
    `CREATE TABLE public.password_resets (
      id uuid CONSTRAINT password_resets_pkey PRIMARY KEY,
      ${clientColumns},${resetColumns("password_resets", "users")}
    )`,
    "CREATE INDEX password_resets_user ON public.password_resets (user_id)",
    ...schoolSide("password_resets", roles),
    `CREATE TABLE public.platform_password_resets (
      id uuid CONSTRAINT platform_password_resets_pkey PRIMARY KEY,${resetColumns("platform_password_resets", "platform_users")}
    )`,
    "CREATE INDEX platform_password_resets_user ON public.platform_password_resets (user_id)",
    ...platformOnly("platform_password_resets", roles),
    "ALTER TABLE public.platform_idempotency_keys ADD COLUMN makes uuid",
    "ALTER TABLE public.platform_idempotency_keys ADD COLUMN lease_until timestamptz",
  ],
  down: () => [
    "ALTER TABLE public.platform_idempotency_keys DROP COLUMN lease_until",
    "ALTER TABLE public.platform_idempotency_keys DROP COLUMN makes",
    "DROP TABLE public.platform_password_resets",
    "DROP TABLE public.password_resets",
    "DROP TABLE public.platform_outbox_messages",
    "DELETE FROM public.outbox_messages WHERE channel = 'mail'",
    "DROP INDEX public.outbox_messages_mail",
    "ALTER TABLE public.outbox_messages DROP CONSTRAINT outbox_messages_channel_check",
    "ALTER TABLE public.outbox_messages ALTER COLUMN phone_number_id SET NOT NULL",
    "ALTER TABLE public.outbox_messages ALTER COLUMN contact_id SET NOT NULL",
    "ALTER TABLE public.outbox_messages DROP COLUMN address",
    "ALTER TABLE public.outbox_messages ADD CONSTRAINT outbox_messages_channel_check CHECK (channel IN ('whatsapp'))",
    "ALTER TABLE public.outbox_messages ADD CONSTRAINT outbox_messages_kind_check CHECK (kind IN ('answer', 'notice', 'document', 'code'))",
  ],
});
