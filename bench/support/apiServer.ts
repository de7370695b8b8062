import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "../../app/api/app.js";
import { openDatabase } from "../../app/cli/openDatabase.js";
import { useSecretKeys } from "../../app/crypto/keys.js";
import { forgetLimits } from "../../app/http/limits.js";
import type { Told } from "./children.js";

/** The product's own application, as `formroom serve` mounts it, less panel and simulator. */
process.once("message", (message) => void serve(message as Told));
process.once("disconnect", () => process.exit(0));

async function serve({ admin, secretKeys }: Told): Promise<void> {
  useSecretKeys(secretKeys);
  await openDatabase({ admin }, { migrate: false });
  const app = createApp();
  const server = createServer((request, response) => {
    forgetLimits(); // 600 a minute an actor: counted as always, never reached
    app(request, response);
  });
  server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
}
