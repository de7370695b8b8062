import { z } from "zod";

/** What the file says it is; another product's, or a later format, is refused. */
export const PRODUCT = "formroom";
export const FORMAT = 1;
/** Tables are cut into parts of about this size, after a newline: a part is what is held in memory. */
export const PART_BYTES = 4 * 1024 * 1024;
/** The last entry: by then every sum is known. */
export const MANIFEST = "manifest.json";

/** An entry of an archive: its size and sum. */
export const part = z.strictObject({ name: z.string(), bytes: z.int(), sha256: z.string() });
const table = z.strictObject({ name: z.string(), rows: z.int(), parts: z.array(part) });

export const manifestSchema = z.strictObject({
  product: z.literal(PRODUCT),
  format: z.literal(FORMAT),
  made: z.string(),
  school: z.strictObject({
    id: z.uuid(),
    name: z.string().min(1).max(200),
    schemaName: z.string(),
    code: z.string(),
    timezone: z.string(),
    country: z.string(),
    locale: z.string(),
  }),
  /** Migrations of the school that had run, in order; the last is its level. */
  ledger: z.array(z.string()).min(1),
  /** Migrations of public that the columns of `public` follow. */
  publicLevel: z.string(),
  /** Without people: structure and settings alone. */
  people: z.boolean(),
  public: z.array(table),
  tables: z.array(table.extend({ columns: z.array(z.string()).min(1) })),
  /** Keys are the storage's, without the school in front. */
  files: z.array(part.extend({ key: z.string() })),
  /** Keys that a row names and the storage did not have. */
  missing: z.array(z.string()),
});
export type Manifest = z.output<typeof manifestSchema>;
export type Part = z.output<typeof part>;

/** Names of entries, and no others: nothing in an archive names a path of ours. */
export const nameOf = {
  public: (table: string, n: number) => `public/${table}/${digits(n)}.jsonl`,
  table: (place: number, table: string, n: number) => `tables/${digits(place)}-${table}/${digits(n)}.copy`,
  file: (n: number) => `files/${digits(n)}`,
};
export const ENTRY =
  /^(manifest\.json|public\/[a-z_]{1,63}\/\d{6}\.jsonl|tables\/\d{6}-[a-z_]{1,63}\/\d{6}\.copy|files\/\d{6,9})$/;

const digits = (n: number) => String(n).padStart(6, "0");
