import { z } from "zod";

/**
 * The environment, validated once. Nothing else in the application reads process.env.
 * Names and defaults: docs/configuration.md (and api.md, section 7).
 */
const hosts = z
  .string()
  .default("localhost,127.0.0.1,[::1]")
  .transform((text) =>
    text
      .split(",")
      .map((host) => host.trim().toLowerCase())
      .filter(Boolean),
  );

const url = (...schemes: string[]) =>
  z
    .string()
    .refine((value) => schemes.some((scheme) => value.startsWith(scheme)), `must begin with ${schemes.join(" or ")}`)
    .optional();

const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: url("http://", "https://"),
  MAIN_HOSTS: hosts,
  DATABASE_URL: url("postgres://", "postgresql://"),
  DATABASE_ADMIN_URL: url("postgres://", "postgresql://"),
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
  JOBS_URL: url("postgres://", "postgresql://", "mongodb://"),
  FILES_URL: url("file://", "s3://"),
  /** An export that is sent to be imported has at most this many bytes. */
  IMPORT_BYTES: z.coerce.number().int().min(1).default(2_000_000_000),
  SECRET_KEYS: z.string().optional(),
  SMTP_URL: url("smtp://", "smtps://"),
  WHATSAPP_API_URL: url("http://", "https://"),
  WHATSAPP_API_VERSION: z.string().default("v23.0"),
  WHATSAPP_VERIFY_TOKEN: z.string().optional(),
  WHATSAPP_APP_SECRET: z.string().optional(),
  METRICS_TOKEN: z.string().optional(),
  /** "stock": the panel runs on the scripts that AdminJS ships, should an upgrade break our own build of them. */
  PANEL_CORE: z.enum(["ours", "stock"]).default("ours"),
  TRUST_PROXY: z.string().optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  CHROMIUM_PATH: z.string().optional(),
  FORMROOM_HOME: z.string().default("var"),
  npm_lifecycle_event: z.string().optional(),
  MOCHA_WORKER_ID: z.string().optional(),
});

export type Env = z.output<typeof schema>;

/** Reads and validates the variables; throws one sentence per wrong setting, each naming it. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
}

/** The one validated object. Tests and the embedded database change fields by `configure`, at start only. */
export const env: Env = readEnv(process.env);

/** Changes settings before anything is served: the embedded database's addresses, a test's port. */
export function configure(changes: Partial<Env>): void {
  Object.assign(env, changes);
}
