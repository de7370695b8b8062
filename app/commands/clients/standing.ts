import { z } from "zod";
import { clients } from "../../../resources/clients.js";
import { verb } from "../../door/verb.js";
import { problem } from "../../errors.js";
import { afterCommit } from "../../tenancy/context.js";
import { forgetClients } from "../../tenancy/resolve.js";

/** Suspends a school: its users and keys are refused from the next request on, its data stays. */
export const suspendClient = verb({
  name: "suspend",
  on: clients,
  may: "suspend",
  input: z.strictObject({ reason: z.string().trim().max(500).optional() }),
  confirm: "Suspend {{title}}? Nobody of the school can sign in until it is activated again.",
  one: async (client) => {
    if (client.status !== "active") throw problem("invalid_transition");
    await client.update({ status: "suspended" });
    afterCommit(forgetClients);
  },
});

/** Lets a suspended school in again. */
export const activateClient = verb({
  name: "activate",
  on: clients,
  may: "activate",
  input: z.strictObject({}),
  one: async (client) => {
    if (client.status !== "suspended") throw problem("invalid_transition");
    await client.update({ status: "active" });
    afterCommit(forgetClients);
  },
});
