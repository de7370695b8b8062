import { createClient, resumeClient } from "../../commands/clients/createClient.js";
import { activateClient, suspendClient } from "../../commands/clients/standing.js";
import { newClientSchema } from "../../commands/clients/newClient.js";
import { answerSchema } from "../../door/answer.js";
import { get } from "../../door/five.js";
import { platformActor } from "../../http/asPlatform.js";
import { repeatOf } from "../../http/idempotency.js";
import { inSteps } from "../../http/idempotentSteps.js";
import { Reply } from "../../http/route.js";
import { routes } from "../../http/routes.js";
import { actAs } from "../../policies/Actor.js";
import { withPlatform } from "../../tenancy/scope.js";
import { clients } from "../../../resources/clients.js";
import { domains } from "../../../resources/domains.js";
import { addDomain } from "../../commands/clients/domains.js";

const r = routes("system", "public");
r.list("/schools", clients);
r.get("/schools/:id", clients);
r.update("/schools/:id", clients);
r.route({
  method: "post",
  path: "/schools",
  scope: "self",
  may: "schools.write",
  status: 201,
  kind: "create",
  resource: clients,
  summary: "Make a school",
  body: newClientSchema,
  answer: answerSchema(clients),
  handler: async (input) => {
    const actor = await platformActor(input, "schools.write");
    const { body } = input;
    const answer = async (id: string) =>
      new Reply(await get(clients, id), {
        status: 201,
        headers: { Location: `${input.request.baseUrl}/schools/${id}` },
      });
    const shown = (id: string) =>
      withPlatform(() => {
        actAs(actor);
        return answer(id);
      });
    return inSteps(repeatOf(input, actor.id), {
      start: async (steps) => shown(await createClient(body, actor, steps)),
      resume: async (id, steps) => shown(await resumeClient(id, body, actor, steps)),
      answer,
    });
  },
});
r.verb("/schools/:id/suspend", suspendClient);
r.verb("/schools/:id/activate", activateClient);
r.nested("/schools/:id/domains", domains, "clientId", clients);
r.verb("/schools/:id/domains", addDomain, { status: 201, at: "/domains" });

export const schoolsRouter = r.router;
