import type { Command } from "commander";
import type { Finish } from "./finish.js";

/** serve: web and worker together, or apart. work: the worker alone. */
export function serveCommands(program: Command, finish: Finish): void {
  program
    .command("serve")
    .description("serve the web, and the jobs with it")
    .option("--no-worker", "web only; run `formroom work` elsewhere")
    .action(async ({ worker }: { worker: boolean }) => {
      const { serve } = await import("./serve.js");
      await serve({ web: true, worker });
      finish(undefined);
    });
  program
    .command("work")
    .description("run the jobs only")
    .option("--only <names>", "only these, comma between: reports,messages")
    .action(async ({ only }: { only?: string }) => {
      const { serve } = await import("./serve.js");
      await serve({ web: false, worker: true, only: only?.split(",") });
      finish(undefined);
    });
}
