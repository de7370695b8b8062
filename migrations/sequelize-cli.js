import { existsSync } from "node:fs";
import { resolve } from "node:path";

/**
 * Where sequelize-cli connects: DATABASE_ADMIN_URL, else DATABASE_URL, else the embedded database of the Formroom that
 * runs in the home folder. Its ledger is the migrator's own, so both see the same.
 */
export default async function config() {
  const { DATABASE_ADMIN_URL, DATABASE_URL } = process.env;
  return {
    url: DATABASE_ADMIN_URL || DATABASE_URL || (await running()),
    dialect: "postgres",
    dialectOptions: { clientMinMessages: "ignore" },
    logging: false,
    migrationStorageTableName: "migrations",
    migrationStorageTableSchema: "public",
  };
}

/** The address that a running Formroom tells its owner, over the socket in the home folder. */
async function running() {
  const home = resolve(process.env.FORMROOM_HOME || "var");
  const built = new URL("../dist/app/home/controlSocket.js", import.meta.url);
  if (existsSync(built) && existsSync(home)) {
    const { askControl } = await import(built.href);
    const told = await askControl(home);
    if (told?.databaseUrl) return told.databaseUrl;
  }
  throw new Error("No database: start Formroom first (npm start), or set DATABASE_ADMIN_URL.");
}
