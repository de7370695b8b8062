import { createApp } from "../../app/api/app.js";
import { openDatabase } from "../../app/cli/openDatabase.js";
import { useSecretKeys } from "../../app/crypto/keys.js";
import { forgetLimits } from "../../app/http/limits.js";
import { servePort } from "./childSide.js";

/** The product's own application, as `formroom serve` mounts it, less panel and simulator. */
servePort(async ({ admin, secretKeys }) => {
  useSecretKeys(secretKeys);
  await openDatabase({ admin }, { migrate: false });
  const app = createApp();
  return (request, response) => {
    forgetLimits(); // 600 a minute an actor: counted as always, never reached
    app(request, response);
  };
});
