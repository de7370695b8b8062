/**
 * Settings that must stand before app/env.ts and test/support/database.ts are loaded: benches import this file first.
 * A database of another name, so that tests that run beside on the same server keep theirs; no log between the figures.
 */
process.env["TEST_DATABASE_NAME"] ??= "frbench";
process.env["LOG_LEVEL"] ??= "silent";
