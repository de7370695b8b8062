import { Op } from "sequelize";
import { z } from "zod";
import { ActAsTicket } from "../../../models/public/ActAsTicket.js";
import { Domain } from "../../../models/public/Domain.js";
import { PlatformUser } from "../../../models/public/PlatformUser.js";
import { record } from "../../audit/trail.js";
import { randomToken, sha256 } from "../../crypto/keys.js";
import { line } from "../../door/wire.js";
import { problem } from "../../errors.js";
import { now } from "../../locale/clock.js";
import { actAs, type Actor } from "../../policies/Actor.js";
import { PLATFORM_PERMISSIONS, type PlatformRole } from "../../policies/permissions.js";
import type { KnownClient } from "../../tenancy/resolve.js";
import { withPlatform } from "../../tenancy/scope.js";
import { whomToActAs } from "./whomToActAs.js";

/** The link's life, and the session's that it begins. */
export const LINK_MS = 60_000;
export const ACTING_MS = 60 * 60_000;

export const actAsSchema = z
  .strictObject({ reason: line(500), userId: z.uuid().optional(), role: line(100).optional() })
  .refine(({ userId, role }) => userId === undefined || role === undefined, {
    path: ["role"],
    message: "give a userId or a role, not both",
  });

/**
 * Makes the link by which `actor` enters a school as one of its users: the one that is named, the longest-standing active
 * holder of a role, or else its longest-standing active administrator. Answers the host and the token; the token's hash is kept.
 * @throws 409 when the school has no address, 422 for a user or role that nobody active has
 */
export async function makeTicket(client: KnownClient, input: z.output<typeof actAsSchema>, actor: Actor) {
  const user = await whomToActAs(client, input);
  const token = randomToken();
  const hostname = await withPlatform(async () => {
    actAs(actor);
    const domain = await Domain.findOne({ where: { clientId: client.id, isPrimary: true } });
    if (!domain) throw problem("incomplete", "The school has no address yet");
    const { tokenVersion } = await PlatformUser.findByPk(actor.id, { rejectOnEmpty: true });
    await ActAsTicket.destroy({ where: { expiresAt: { [Op.lt]: now() } } });
    await ActAsTicket.create({
      clientId: client.id,
      platformUserId: actor.id,
      platformTokenVersion: tokenVersion,
      userId: user.id,
      reason: input.reason,
      tokenHash: sha256(token),
      expiresAt: new Date(now().getTime() + LINK_MS),
    });
    const after = { reason: input.reason, userId: user.id, user: user.name };
    record({ action: "act-as", entity: "Client", entityId: client.id, after });
    return domain.hostname;
  });
  return { hostname, token };
}

/** Who entered, why, as whom, and until when. */
export interface Acting {
  userId: string;
  impersonator: Impersonator;
}
export interface Impersonator {
  id: string;
  name: string;
  reason: string;
  /** Milliseconds since 1970. */
  until: number;
  tokenVersion: number;
}

/**
 * Uses a link up, on the host of `client`: of two at once one comes too late, and one of another school's is none here.
 * @throws 403 for a link that is unknown, used, older than a minute, or whose maker may no longer act as others
 */
export async function useTicket(client: KnownClient, token: string): Promise<Acting> {
  const found = await withPlatform(async () => {
    const [, [ticket]] = await ActAsTicket.update(
      { usedAt: now() },
      {
        where: { tokenHash: sha256(token), clientId: client.id, usedAt: null, expiresAt: { [Op.gt]: now() } },
        returning: true,
      },
    );
    return ticket;
  });
  const refused = () =>
    problem(
      "forbidden",
      "This link was used already, or is older than a minute. Ask for a new one on the platform's panel",
    );
  if (!found) throw refused();
  const { platformUserId: id, platformTokenVersion: tokenVersion, reason, userId } = found;
  const person = await mayAct(id, tokenVersion);
  if (!person) throw refused();
  const until = now().getTime() + ACTING_MS;
  return { userId, impersonator: { id, name: person.name, reason, until, tokenVersion } };
}

/** Whether somebody of the platform's may (still) act as a school's users; undefined when not. Asked at every request of his. */
export async function mayAct(id: string, tokenVersion: number): Promise<{ name: string } | undefined> {
  return withPlatform(
    async () => {
      const person = await PlatformUser.findByPk(id);
      const held = person && PLATFORM_PERMISSIONS[person.role as PlatformRole].includes("schools.act-as");
      if (!held || person.status !== "active" || person.tokenVersion !== tokenVersion) return undefined;
      return { name: `${person.firstName} ${person.lastName}` };
    },
    { readOnly: true },
  );
}
