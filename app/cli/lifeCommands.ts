import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import { Client } from "../../models/public/Client.js";
import type { Operation } from "../../models/public/Operation.js";
import { cloneClient, deleteClient, exportClient, purgeClient, restoreClient } from "../commands/life/asked.js";
import { importFile, importSchema } from "../commands/life/importFile.js";
import { runOperation } from "../commands/life/pump.js";
import { checkDump } from "../database/dump/checkDump.js";
import { parsed } from "../door/input.js";
import type { Verb } from "../door/verb.js";
import { problem } from "../errors.js";
import { storage } from "../files/openStorage.js";
import { confirmed } from "./confirmed.js";
import type { Finish } from "./finish.js";
import { withInstallation } from "./installation.js";
import { asOperator, operator } from "./operator.js";
import { tenantsOf } from "./tenantCommands.js";

interface Options {
  name?: string;
  domain?: string;
  people?: boolean;
  yes?: boolean;
  json?: boolean;
}

/** A school by its schema name, whatever its status. */
async function schoolCalled(schemaName: string): Promise<Client> {
  const client = await asOperator(() => Client.findOne({ where: { schemaName } }));
  if (!client) throw problem("not_found", `there is no school ${schemaName}`);
  return client;
}

/** Asks for long work on a school and does it here and now; a worker may have been faster. */
async function work(verb: Verb, id: string, body: object): Promise<Operation> {
  const { id: operation } = (await asOperator(() => verb.call(id, body))) as { id: string };
  return runOperation(operation);
}

/** tenants clone|export|import|delete|restore|purge: the same operations as over the API, worked on by this process. */
export function lifeCommands(program: Command, finish: Finish): void {
  const tenants = tenantsOf(program);
  const tell = (operation: Operation, words: string, json?: boolean) => {
    const { id, kind, status, error, result } = operation;
    if (json) console.log(JSON.stringify({ id, kind, status, error, result }));
    else if (status === "done") console.log(words);
    if (status !== "done") console.error(`${kind}: ${status}${error === null ? "" : `: ${error}`}`);
    finish(status === "done" ? 0 : 1);
  };
  const command = (line: string, description: string) =>
    tenants.command(line).description(description).option("--json", "one JSON object");

  command("clone <schema> <new-schema>", "make a school of another")
    .option("--name <name>", "the new school's name")
    .option("--domain <hostname>", "left out: <new-schema>.<first main host>")
    .option("--no-people", "structure, settings and administrators alone")
    .action(async (schema: string, schemaName: string, { name, domain, people, json }: Options) => {
      await withInstallation(async () => {
        const client = await schoolCalled(schema);
        const body = {
          name: name ?? client.name,
          schemaName,
          ...(domain === undefined ? {} : { domain }),
          withData: people ?? true,
        };
        tell(await work(cloneClient, client.id, body), `${schemaName} is there now.`, json);
      });
    });
  command("export <schema> <file>", "write a school into a file").action(
    async (schema: string, file: string, { json }: Options) => {
      await withInstallation(async () => {
        const operation = await work(exportClient, (await schoolCalled(schema)).id, {});
        const { key, bytes, sha256 } = (operation.result ?? {}) as { key?: string; bytes?: number; sha256?: string };
        if (operation.status === "done" && key !== undefined) {
          await copyOut(key, file);
          await storage().clear(key.slice(0, key.lastIndexOf("/")));
        }
        tell(operation, `${file}: ${bytes ?? 0} bytes, sha256 ${sha256 ?? ""}`, json);
      });
    },
  );
  command("import <file> <schema>", "make a school of a file")
    .option("--name <name>", "left out: the name it had")
    .option("--domain <hostname>", "left out: <schema>.<first main host>")
    .action(async (file: string, schemaName: string, { name, domain, json }: Options) => {
      const input = parsed(importSchema, {
        schemaName,
        ...(name === undefined ? {} : { name }),
        ...(domain === undefined ? {} : { domain }),
      });
      await withInstallation(async () => {
        const { id } = await importFile(file, input, operator());
        tell(await runOperation(id), `${schemaName} is there now.`, json);
      });
    });
  command("delete <schema>", "put a school aside; it can be restored for 30 days")
    .option("--yes", "do not ask")
    .action(async (schema: string, { yes, json }: Options) => {
      if (!(await confirmed(`Delete ${schema}? Its people are locked out at once.`, yes))) return finish(1);
      await withInstallation(async () => {
        const operation = await work(deleteClient, (await schoolCalled(schema)).id, { confirm: schema });
        tell(operation, `${schema} is put aside: tenants restore ${schema} brings it back within 30 days.`, json);
      });
    });
  command("restore <schema>", "take a deleted school back").action(async (schema: string, { json }: Options) => {
    await withInstallation(async () =>
      tell(await work(restoreClient, (await schoolCalled(schema)).id, {}), `${schema} is back.`, json),
    );
  });
  command("purge <schema>", "take a deleted school away for good, its safety copy too")
    .option("--yes", "do not ask")
    .action(async (schema: string, { yes, json }: Options) => {
      if (!(await confirmed(`Purge ${schema}? Nothing brings it back.`, yes))) return finish(1);
      await withInstallation(async () => {
        const { id } = await asOperator(async () => {
          const client = await Client.findOne({ where: { schemaName: schema }, lock: true });
          if (!client) throw problem("not_found", `there is no school ${schema}`);
          return purgeClient(client, operator());
        });
        tell(await runOperation(id), `${schema} is gone.`, json);
      });
    });
}

/** Whole or not at all: what stands at `file` is replaced once the copy has been read and found right. */
async function copyOut(key: string, file: string): Promise<void> {
  const draft = `${file}.tmp`;
  try {
    await pipeline(storage().get(key), createWriteStream(draft, { mode: 0o600 }));
    await checkDump(createReadStream(draft));
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
