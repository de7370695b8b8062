import { z } from "zod";
import { Staff } from "../../../models/school/Staff.js";
import { problem } from "../../errors.js";
import { viewLink } from "../../files/viewLink.js";
import type { Actor } from "../../policies/Actor.js";
import { notWhileActing } from "../../policies/whileActing.js";

export const signatureBody = z.strictObject({ signatureFileId: z.uuid().nullable() });
/** The link is good for ten minutes. */
export const signatureAnswer = z.strictObject({
  signatureFileId: z.uuid().nullable(),
  signatureUrl: z.string().nullable(),
});

/** A person's own signature. @throws forbidden for who has no profile in the school: keys, the platform's people */
export const signatureOf = async (actor: Actor) => shown(await profileOf(actor));

/**
 * Sets or takes away one's own signature; a picture of the school (POST files).
 * @throws forbidden while acting as somebody: a hand is the person's own
 */
export async function changeSignature(actor: Actor, { signatureFileId }: z.output<typeof signatureBody>) {
  if (actor.impersonatorId !== undefined) throw notWhileActing();
  const profile = await profileOf(actor, true);
  return shown(await profile.update({ signatureFileId }));
}

async function profileOf(actor: Actor, lock = false): Promise<Staff> {
  const profile = actor.kind === "user" ? await Staff.findByPk(actor.id, { lock }) : null;
  if (!profile) throw problem("forbidden");
  return profile;
}

const shown = ({ signatureFileId }: Staff) => ({
  signatureFileId,
  signatureUrl: viewLink(signatureFileId, "signature"),
});
