import { Op } from "sequelize";
import { z } from "zod";
import { Client } from "../../../models/public/Client.js";
import { PlatformSetting } from "../../../models/public/PlatformSetting.js";
import { WhatsappNumber } from "../../../models/public/WhatsappNumber.js";
import { env } from "../../env.js";
import { withPlatform } from "../../tenancy/scope.js";
import { secretOf } from "../intake/numbers.js";
import type { FakeNumber } from "./fake/types.js";
import type { OfferedNumber, OfferedPhone } from "./simulatorRouter.js";

const setting = z.object({
  phones: z.array(z.object({ waId: z.string().regex(/^\d{5,20}$/), name: z.string(), phoneNumberId: z.string() })),
});

export interface Offers {
  phones: OfferedPhone[];
  numbers: OfferedNumber[];
  /** What the fake must know to behave as Meta for these numbers. */
  secrets: Omit<FakeNumber, "webhookUrl">[];
}

/** The schools' numbers, and the phones that the seed offers (platform setting `simulator`: `{phones}`). */
export async function readOffers(): Promise<Offers> {
  return withPlatform(
    async () => {
      const rows = await WhatsappNumber.findAll({ order: [["displayNumber", "ASC"]] });
      const ids = rows.flatMap(({ clientId }) => clientId ?? []);
      const clients = await Client.findAll({ where: { id: { [Op.in]: ids } } });
      const offered = await PlatformSetting.findOne({ where: { key: "simulator" } });
      const { phones } = setting.safeParse(offered?.value).data ?? { phones: [] };
      const numbers = rows.map(({ phoneNumberId, displayNumber, clientId }) => {
        const schoolName = clients.find(({ id }) => id === clientId)?.name ?? "shared";
        return { phoneNumberId, displayNumber, schoolName };
      });
      return { phones, numbers, secrets: rows.flatMap(secretsOf) };
    },
    { readOnly: true },
  );
}

/** Without a token we could not call it: such a number is offered to nobody. */
function secretsOf(number: WhatsappNumber): Offers["secrets"] {
  const token = secretOf(number, "accessToken");
  const appSecret = secretOf(number, "appSecret") ?? env.WHATSAPP_APP_SECRET ?? "";
  const { phoneNumberId, displayNumber } = number;
  return token === null ? [] : [{ phoneNumberId, displayNumber, wabaId: `waba-${phoneNumberId}`, token, appSecret }];
}
