import { Command, CommanderError } from "commander";
import { databaseCommands } from "./databaseCommands.js";
import { doctorCommand } from "./doctorCommand.js";
import { seedCommands } from "./seedCommands.js";
import { serveCommands } from "./serveCommands.js";
import { tenantCommands } from "./tenantCommands.js";
import { userCommands } from "./userCommands.js";

/** Runs one command line. Commander's own refusals (unknown command, missing option) are usage: 2. */
export async function runCommand(argv: string[]): Promise<number | void> {
  let status: number | void = 0;
  const finish = (result: number | void) => void (status = result);
  const program = new Command("formroom")
    .description("Many schools, one installation.")
    .exitOverride()
    .showHelpAfterError();
  for (const add of [serveCommands, databaseCommands, doctorCommand, seedCommands, tenantCommands, userCommands])
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

export type Finish = (status: number | void) => void;
