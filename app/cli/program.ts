import { Command, CommanderError } from "commander";
import { auditCommands } from "./auditCommands.js";
import { databaseCommands } from "./databaseCommands.js";
import type { Finish } from "./finish.js";
import { doctorCommand } from "./doctorCommand.js";
import { secretCommands } from "./secretCommands.js";
import { fleetCommands } from "./fleetCommands.js";
import { seedCommands } from "./seedCommands.js";
import { serveCommands } from "./serveCommands.js";
import { tenantCommands } from "./tenantCommands.js";
import { userCommands } from "./userCommands.js";

/** Runs one command line. Commander's own refusals (unknown command, missing option) are usage: 2. */
export async function runCommand(argv: string[]): Promise<number | undefined> {
  let status: number | undefined = 0;
  const finish: Finish = (result) => void (status = result);
  const program = new Command("formroom")
    .description("Many schools, one installation.")
    .exitOverride()
    .showHelpAfterError();
  for (const add of [
    serveCommands,
    databaseCommands,
    doctorCommand,
    seedCommands,
    tenantCommands,
    fleetCommands,
    userCommands,
    auditCommands,
    secretCommands,
  ])
    add(program, finish);
  const everywhere = (command: Command): void => {
    command.exitOverride();
    command.commands.forEach(everywhere);
  };
  everywhere(program);
  try {
    await program.parseAsync(argv, { from: "user" });
    return status;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}
