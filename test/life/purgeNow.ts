import { purgeClient } from "../../app/commands/life/asked.js";
import { actAs } from "../../app/policies/Actor.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import { Client } from "../../models/public/Client.js";
import { testActor } from "../support/schools.js";

/** Begins a purge without waiting thirty days. Answers the operation's id. */
export const purgeNow = (clientId: string): Promise<string> =>
  withPlatform(async () => {
    actAs(testActor());
    return (await purgeClient(await Client.findByPk(clientId, { rejectOnEmpty: true, lock: true }), testActor())).id;
  });
