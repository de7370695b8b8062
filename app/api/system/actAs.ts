import { z } from "zod";
import { usable } from "../../auth/loadActor.js";
import { actAsSchema, makeTicket } from "../../commands/platform/actAs.js";
import { env } from "../../env.js";
import { problem } from "../../errors.js";
import { platformActor } from "../../http/asPlatform.js";
import type { Input } from "../../http/route.js";
import { routes } from "../../http/routes.js";
import { isUuid } from "../../ids.js";
import { findClient } from "../../tenancy/resolve.js";

const r = routes("system", "public");
r.route({
  method: "post",
  path: "/schools/:id/act-as",
  scope: "self",
  may: "schools.act-as",
  summary: "A link, good once and for 60 seconds, to an hour in the school's panel as one of its users",
  body: actAsSchema,
  answer: z.strictObject({ url: z.string() }),
  handler: async (input) => {
    const actor = await platformActor(input, "schools.act-as");
    // The trail must name a person who sat there; a key can be in anybody's program.
    if (input.caller.kind === "platform-key") throw problem("forbidden", "Sign in: a key cannot act as somebody");
    const { id } = input.params;
    const client = isUuid(id) ? await findClient({ id }) : undefined;
    if (!client) throw problem("not_found");
    usable(client.status);
    const { hostname, token } = await makeTicket(client, input.body, actor);
    return { url: `${originOf(hostname, input)}/admin/act-as?token=${token}` };
  },
});

/** Schools are reached as the platform is: with PUBLIC_URL's scheme and port, else with those of this very call. */
function originOf(hostname: string, { request }: Input): string {
  const own = new URL(env.PUBLIC_URL ?? `${request.protocol}://${request.headers.host ?? "localhost"}`);
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  return `${own.protocol}//${host}${own.port ? `:${own.port}` : ""}`;
}

export const actAsRouter = r.router;
