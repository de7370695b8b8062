import { randomBytes, randomInt } from "node:crypto";
import { chmodSync, linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { StartError } from "./StartError.js";
import { shownPath } from "./shownPath.js";
import { words } from "./words.js";

const shape = z.object({
  /** AES-256 keys, newest first; each 32 bytes as base64. */
  secretKeys: z
    .array(
      z.object({ id: z.string().min(1), key: z.string().refine((key) => Buffer.from(key, "base64").length === 32) }),
    )
    .min(1),
  /** Of the embedded PostgreSQL's superuser. Safe in a URL as it stands. */
  databasePassword: z.string().min(16),
  /** `word-word-word`: the password of all demonstration users. */
  demoPassphrase: z.string().min(1),
});

export type Secrets = z.output<typeof shape>;

/**
 * The secrets of this installation: read from `file` (mode 0600), made there once when it is missing.
 *
 * Random for each installation, since a password that stands in a repository ends up on a public server.
 *
 * @param file HOME/secrets.json
 * @throws StartError when the file cannot be read or is not what this function writes.
 */
export function openSecrets(file: string): Secrets {
  return readSecrets(file) ?? createSecrets(file);
}

/** Reads the secrets, or gives undefined when there are none yet. Others' access to the file is taken away. */
export function readSecrets(file: string): Secrets | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new StartError(`The secrets of this installation cannot be read: ${(error as Error).message}`);
  }
  const parsed = shape.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  throw new StartError(`${shownPath(file)} is damaged; put its backup back (without it the database stays shut).`);
}

function createSecrets(file: string): Secrets {
  const secrets: Secrets = {
    secretKeys: [newKey()],
    databasePassword: randomBytes(24).toString("base64url"),
    demoPassphrase: randomPassphrase(),
  };
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  try {
    // A link refuses to overwrite, a rename would not: of two first starts at once, both must end with one file.
    linkSync(temporary, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  return readSecrets(file) ?? secrets;
}

/**
 * Puts a new key in front of the others. The file is replaced in one step: a process that is killed leaves the old one.
 *
 * @param file HOME/secrets.json; made with a first key when it is missing
 * @returns the new key's id
 */
export function addSecretKey(file: string): string {
  const secrets = openSecrets(file);
  const added = newKey();
  const temporary = `${file}.${process.pid}`;
  const text = JSON.stringify({ ...secrets, secretKeys: [added, ...secrets.secretKeys] }, null, 2);
  writeFileSync(temporary, `${text}\n`, { mode: 0o600, flush: true });
  renameSync(temporary, file);
  return added.id;
}

const newKey = () => ({ id: randomBytes(4).toString("hex"), key: randomBytes(32).toString("base64") });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `word-word-word`: easy to type, random enough for a machine of one's own. */
export function randomPassphrase(): string {
  return Array.from({ length: 3 }, () => words[randomInt(words.length)]).join("-");
}
