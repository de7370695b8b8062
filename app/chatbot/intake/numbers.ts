import { Op } from "sequelize";
import { Client } from "../../../models/public/Client.js";
import { WhatsappNumber } from "../../../models/public/WhatsappNumber.js";
import { sealContext } from "../../commands/clients/whatsappNumbers.js";
import { unseal } from "../../crypto/keys.js";
import { log } from "../../log.js";

/** A number as a webhook needs it: whose it is and which secret signs for it. */
export interface KnownNumber {
  phoneNumberId: string;
  client: { id: string; roleName: string } | null;
  /** The number's own app secret; null: the environment's holds. */
  appSecret: string | null;
  verifyToken: string | null;
}

/** The numbers of these ids, or all of them; in the platform's scope. A number of a deleted school is nobody's. */
export async function knownNumbers(ids?: string[]): Promise<KnownNumber[]> {
  const numbers = await WhatsappNumber.findAll({ where: ids ? { phoneNumberId: { [Op.in]: ids } } : {} });
  const clientIds = [...new Set(numbers.flatMap(({ clientId }) => clientId ?? []))];
  const clients = await Client.findAll({
    attributes: ["id", "roleName"],
    where: { id: { [Op.in]: clientIds }, status: { [Op.ne]: "deleted" } },
  });
  const byId = new Map(clients.map(({ id, roleName }) => [id, { id, roleName }]));
  return numbers.map((number) => ({
    phoneNumberId: number.phoneNumberId,
    client: (number.clientId !== null && byId.get(number.clientId)) || null,
    appSecret: secretOf(number, "appSecret"),
    verifyToken: secretOf(number, "verifyToken"),
  }));
}

/** A number's secret in the clear, null when it has none or its key is gone (logged: that number is out of order). */
export function secretOf(number: WhatsappNumber, name: "accessToken" | "appSecret" | "verifyToken"): string | null {
  const sealed = number[name];
  if (sealed === null) return null;
  try {
    return unseal(sealed, sealContext(number.phoneNumberId, name));
  } catch (err) {
    log.error({ err: err as Error, phoneNumberId: number.phoneNumberId, name }, "a number's secret cannot be opened");
    return null;
  }
}
