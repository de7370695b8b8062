import { z } from "zod";
import { clients } from "../../../resources/clients.js";
import { domains } from "../../../resources/domains.js";
import { Domain } from "../../../models/public/Domain.js";
import { bulkUpdate } from "../../audit/audited.js";
import { answerSchema, present } from "../../door/answer.js";
import { atVersion } from "../../door/five.js";
import { hostname } from "../../door/hostname.js";
import { kept } from "../../door/kept.js";
import { verb } from "../../door/verb.js";
import { env } from "../../env.js";
import { fieldError, invalid, problem } from "../../errors.js";
import { mustBeFree } from "./free.js";
import { afterCommit } from "../../tenancy/context.js";
import { forgetClients } from "../../tenancy/resolve.js";

/** Gives a school another address; a primary one takes the place of the former. */
export const addDomain = verb({
  name: "add-domain",
  on: clients,
  may: "update",
  input: z.strictObject({ hostname: hostname(), isPrimary: z.boolean().optional() }),
  answer: answerSchema(domains),
  one: async (client, input) => {
    if (env.MAIN_HOSTS.includes(input.hostname))
      throw invalid(fieldError("/hostname", "is the platform's own address"));
    await mustBeFree(Domain, { hostname: input.hostname });
    const first = (await Domain.count({ where: { clientId: client.id } })) === 0;
    const isPrimary = input.isPrimary ?? first;
    if (isPrimary) await bulkUpdate(Domain, { isPrimary: false }, { clientId: client.id, isPrimary: true });
    const made = await kept(Domain, () =>
      Domain.create({ clientId: client.id, hostname: input.hostname, isPrimary: isPrimary || first }),
    );
    afterCommit(forgetClients);
    return present(domains, made);
  },
});

/** Changes an address, or makes it the primary one; the primary one is changed only by making another primary. */
export const changeDomain = verb({
  name: "change",
  on: domains,
  may: "update",
  input: z.strictObject({
    hostname: hostname().optional(),
    isPrimary: z.boolean().optional(),
    version: z.int().optional(),
  }),
  one: async (domain, input) => {
    atVersion(domain, input.version);
    if (input.isPrimary === false && domain.isPrimary)
      throw problem("invalid_transition", "make another address the primary one instead");
    if (input.hostname !== undefined && env.MAIN_HOSTS.includes(input.hostname))
      throw invalid(fieldError("/hostname", "is the platform's own address"));
    if (input.isPrimary && !domain.isPrimary) {
      await bulkUpdate(Domain, { isPrimary: false }, { clientId: domain.clientId, isPrimary: true });
      domain.isPrimary = true;
    }
    if (input.hostname !== undefined) {
      await mustBeFree(Domain, { hostname: input.hostname }, { exceptId: domain.id });
      domain.hostname = input.hostname;
    }
    await domain.save();
    afterCommit(forgetClients);
  },
});

/** Takes an address away; the primary one stays as long as there are others. */
export const removeDomain = verb({
  name: "remove",
  on: domains,
  may: "remove",
  input: z.strictObject({}),
  answer: z.undefined(),
  one: async (domain) => {
    if (domain.isPrimary) throw problem("in_use", "the primary address stays: make another one primary first");
    await domain.destroy();
    afterCommit(forgetClients);
    return undefined;
  },
});
