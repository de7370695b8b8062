import { totalmem } from "node:os";

export type Purpose = "serve" | "test";

/**
 * PostgreSQL's settings, given on its command line at each start so that no file in the data folder can disagree.
 *
 * `serve` is one school server of 1 to some hundred schools: 40 connections are twice what one process opens, and the
 * locks are for creating a school (some hundred relations in one transaction). fsync and its kin stay on. Statements and
 * details stay out of its log: they hold pupils' data.
 *
 * `test` gives up durability for speed.
 */
export function settings(purpose: Purpose): Record<string, string> {
  return purpose === "serve"
    ? {
        ...common,
        shared_buffers: `${sharedBuffers(memory())}MB`,
        max_connections: "40",
        max_wal_size: "512MB",
        log_min_error_statement: "panic",
        log_error_verbosity: "terse",
      }
    : {
        ...common,
        shared_buffers: "128MB",
        max_connections: "120",
        fsync: "off",
        synchronous_commit: "off",
        full_page_writes: "off",
      };
}

/** A quarter of the memory, in MB, between 128 and 1024. */
export function sharedBuffers(bytes: number): number {
  return Math.round(Math.min(1024, Math.max(128, bytes / 4 / 2 ** 20)));
}

const common: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  // Empty: a socket's path may have 107 bytes, and home folders are long. TCP was not slower (startup.md, section 3).
  unix_socket_directories: "",
  max_locks_per_transaction: "512",
  wal_level: "minimal",
  max_wal_senders: "0",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  // One call for the whole file system instead of one for each of a thousand schools' files; Linux only.
  ...(process.platform === "linux" ? { recovery_init_sync_method: "syncfs" } : {}),
};

/** Of the container when there is a limit, else of the machine. */
function memory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
