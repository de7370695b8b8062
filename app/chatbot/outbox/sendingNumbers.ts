import { Op } from "sequelize";
import { Client } from "../../../models/public/Client.js";
import { WhatsappNumber } from "../../../models/public/WhatsappNumber.js";
import { withPlatform } from "../../tenancy/scope.js";
import { secretOf } from "../intake/numbers.js";

/** A number from which one may send now. */
export interface SendingNumber {
  phoneNumberId: string;
  clientId: string;
  accessToken: string;
}

/** Active numbers of active schools that do not pause and have a token. The directory is asked apart from the outbox. */
export async function sendingNumbers(): Promise<SendingNumber[]> {
  return withPlatform(
    async () => {
      const active = await Client.findAll({ attributes: ["id"], where: { status: "active" } });
      const numbers = await WhatsappNumber.findAll({
        where: {
          status: "active",
          clientId: { [Op.in]: active.map(({ id }) => id) },
          pausedUntil: { [Op.or]: [null, { [Op.lte]: new Date() }] },
        },
      });
      return numbers.flatMap((number) => {
        const accessToken = secretOf(number, "accessToken");
        const { phoneNumberId, clientId } = number;
        return accessToken === null || clientId === null ? [] : [{ phoneNumberId, clientId, accessToken }];
      });
    },
    { readOnly: true },
  );
}
