import type { Command } from "commander";
import { examine } from "./doctor.js";
import { withInstallation } from "./installation.js";
import type { Finish } from "./finish.js";

/** doctor: what is wrong with this installation, and how to mend it. Exit 1 when something is. */
export function doctorCommand(program: Command, finish: Finish): void {
  program
    .command("doctor")
    .description("say what is wrong with this installation and how to mend it")
    .option("--json", "one JSON object")
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await withInstallation(async (installation) => examine(installation), { migrate: false });
      if (json) console.log(JSON.stringify({ findings }));
      else
        for (const { ok, what, mend } of findings)
          console.log(`${ok ? "ok   " : "WRONG"} ${what}${ok || !mend ? "" : `\n      ${mend}`}`);
      finish(findings.every((finding) => finding.ok) ? 0 : 1);
    });
}
