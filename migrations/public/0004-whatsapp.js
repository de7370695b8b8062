import { clientColumns, platformOnly, publicMigration, schoolSide, stamps } from "../support.js";

const party = `wa_id text CHECK (wa_id ~ '^[0-9]{5,20}$'),
      bsuid text CHECK (length(bsuid) <= 140),
      CHECK (wa_id IS NOT NULL OR bsuid IS NOT NULL)`;

/**
 * What comes from and goes to WhatsApp. Raw webhooks are the platform's: one body can hold several schools. The rest is
 * school-side. A contact's row is the lease of its conversation, so that one query finds work of all schools.
 */
export const { up, down, statements, undo } = publicMigration({
  up: (roles) => [
    `CREATE TABLE public.inbound_webhooks (
      id uuid PRIMARY KEY,
      received_at timestamptz NOT NULL DEFAULT now(),
      bytes bytea NOT NULL,
      sha256 text NOT NULL,
      notes jsonb NOT NULL DEFAULT '{}'
    )`,
    "CREATE INDEX inbound_webhooks_received ON public.inbound_webhooks (received_at)",
    ...platformOnly("inbound_webhooks", roles),
    "ALTER TABLE public.whatsapp_numbers ADD COLUMN paused_until timestamptz",
    "ALTER TABLE public.whatsapp_numbers ADD COLUMN alert text",
    `CREATE TABLE public.whatsapp_contacts (
      id uuid PRIMARY KEY,
      ${clientColumns},
      ${party},
      phone text,
      last_inbound_at timestamptz,
      opted_out_at timestamptz,
      outgoing integer NOT NULL DEFAULT 0,
      busy_until timestamptz,
      lease_token uuid,
      send_after timestamptz,
      ${stamps}
    )`,
    "CREATE UNIQUE INDEX whatsapp_contacts_wa_id ON public.whatsapp_contacts (client_id, wa_id)",
    "CREATE UNIQUE INDEX whatsapp_contacts_bsuid ON public.whatsapp_contacts (client_id, bsuid)",
    ...schoolSide("whatsapp_contacts", roles),
    `CREATE TABLE public.inbound_messages (
      id uuid PRIMARY KEY,
      ${clientColumns},
      webhook_id uuid NOT NULL,
      phone_number_id text NOT NULL,
      wamid text NOT NULL,
      contact_id uuid NOT NULL REFERENCES public.whatsapp_contacts (id),
      ${party},
      sent_at timestamptz NOT NULL,
      type text NOT NULL,
      content jsonb,
      state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'handled', 'dead')),
      attempts integer NOT NULL DEFAULT 0,
      error text,
      handled_at timestamptz,
      ${stamps},
      UNIQUE (phone_number_id, wamid)
    )`,
    "CREATE INDEX inbound_messages_waiting ON public.inbound_messages (contact_id, sent_at, id) WHERE state = 'received'",
    "CREATE INDEX inbound_messages_client ON public.inbound_messages (client_id, created_at)",
    ...schoolSide("inbound_messages", roles),
    `CREATE TABLE public.outbox_messages (
      id uuid PRIMARY KEY,
      ${clientColumns},
      channel text NOT NULL CHECK (channel IN ('whatsapp')),
      kind text NOT NULL CHECK (kind IN ('answer', 'notice', 'document', 'code')),
      contact_id uuid NOT NULL REFERENCES public.whatsapp_contacts (id),
      place integer NOT NULL,
      phone_number_id text NOT NULL,
      payload jsonb NOT NULL,
      state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'accepted', 'sent', 'delivered', 'read',
        'failed', 'held', 'expired', 'cancelled', 'unknown')),
      attempts integer NOT NULL DEFAULT 0,
      refusals integer NOT NULL DEFAULT 0,
      not_before timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz,
      lease_until timestamptz,
      lease_token uuid,
      wamid text,
      error_code integer,
      error text,
      ${stamps}
    )`,
    `CREATE INDEX outbox_messages_open ON public.outbox_messages (contact_id, place) WHERE state IN ('queued', 'sending', 'unknown')`,
    "CREATE INDEX outbox_messages_wamid ON public.outbox_messages (wamid)",
    "CREATE INDEX outbox_messages_client ON public.outbox_messages (client_id, state, created_at)",
    ...schoolSide("outbox_messages", roles),
    `CREATE TABLE public.inbound_statuses (
      id uuid PRIMARY KEY,
      ${clientColumns},
      phone_number_id text NOT NULL,
      wamid text NOT NULL,
      status text NOT NULL CHECK (status IN ('sent', 'delivered', 'read', 'failed')),
      at timestamptz NOT NULL,
      tracking text,
      errors jsonb NOT NULL DEFAULT '[]',
      pricing jsonb,
      matched_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (phone_number_id, wamid, status)
    )`,
    "CREATE INDEX inbound_statuses_open ON public.inbound_statuses (created_at) WHERE matched_at IS NULL",
    ...schoolSide("inbound_statuses", roles),
  ],
  down: () => [
    ...["inbound_statuses", "outbox_messages", "inbound_messages", "whatsapp_contacts", "inbound_webhooks"].map(
      (table) => `DROP TABLE public.${table}`,
    ),
    "ALTER TABLE public.whatsapp_numbers DROP COLUMN alert",
    "ALTER TABLE public.whatsapp_numbers DROP COLUMN paused_until",
  ],
});
