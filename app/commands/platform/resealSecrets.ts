import { Op } from "sequelize";
import { WhatsappNumber } from "../../../models/public/WhatsappNumber.js";
import { currentKey, seal, unseal } from "../../crypto/keys.js";
import { actAs, type Actor } from "../../policies/Actor.js";
import { withPlatform } from "../../tenancy/scope.js";
import { sealContext } from "../clients/whatsappNumbers.js";

/** The columns that hold a sealed secret. */
const SECRETS = ["accessToken", "appSecret", "verifyToken"] as const;
const MANY = 100;

export interface Resealed {
  /** Secrets that are sealed with the newest key now and were not before. */
  resealed: number;
  /** Which could not be opened: their key is gone, or they were changed. They stay as they are. */
  shut: string[];
}

/**
 * Seals every stored secret with the newest key, a hundred numbers a transaction: stopped half-way, the next run does the
 * rest. Nothing else is sealed for longer than a day.
 */
export async function resealSecrets(actor: Actor): Promise<Resealed> {
  const told: Resealed = { resealed: 0, shut: [] };
  for (let last: string | undefined = ""; last !== undefined;) {
    const after: string = last;
    last = await withPlatform(async () => {
      actAs(actor);
      const where = after ? { id: { [Op.gt]: after } } : {};
      const numbers = await WhatsappNumber.findAll({ where, order: ["id"], limit: MANY, lock: true });
      for (const number of numbers) {
        for (const name of SECRETS) reseal(number, name, told);
        if (number.changed()) await number.save();
      }
      return numbers.length < MANY ? undefined : numbers.at(-1)?.id;
    });
  }
  return told;
}

function reseal(number: WhatsappNumber, name: (typeof SECRETS)[number], told: Resealed): void {
  const sealed = number[name];
  if (sealed === null || sealed.startsWith(`${currentKey().id}.`)) return;
  const context = sealContext(number.phoneNumberId, name);
  try {
    number[name] = seal(unseal(sealed, context), context);
    told.resealed += 1;
  } catch {
    told.shut.push(`${number.phoneNumberId} ${name}`);
  }
}
