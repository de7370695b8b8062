import { publicMigration } from "../support.js";

const TABLES = ["domains", "whatsapp_numbers"];

/**
 * Row-level security on the directory's tables that name a client, too: schools hold no grant on them, and should one
 * ever be given by mistake, the wall behind it shows no row (design.md 4: every public table that has `client_id`).
 */
export const { up, down, statements, undo } = publicMigration({
  up: (roles) =>
    TABLES.flatMap((table) => [
      `ALTER TABLE public.${table} ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE public.${table} FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY platform ON public.${table} TO "${roles.platform}" USING (true) WITH CHECK (true)`,
      `CREATE POLICY owner ON public.${table} TO "${roles.owner}" USING (true) WITH CHECK (true)`,
    ]),
  down: () =>
    TABLES.flatMap((table) => [
      `DROP POLICY owner ON public.${table}`,
      `DROP POLICY platform ON public.${table}`,
      `ALTER TABLE public.${table} NO FORCE ROW LEVEL SECURITY`,
      `ALTER TABLE public.${table} DISABLE ROW LEVEL SECURITY`,
    ]),
});
