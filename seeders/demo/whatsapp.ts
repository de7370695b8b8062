import { PlatformSetting } from "../../models/public/PlatformSetting.js";
import { WhatsappNumber } from "../../models/public/WhatsappNumber.js";
import { addNumber } from "../../app/commands/clients/whatsappNumbers.js";
import { randomToken } from "../../app/crypto/keys.js";
import { actAs, type Actor } from "../../app/policies/Actor.js";
import type { KnownClient } from "../../app/tenancy/resolve.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import type { SchoolPlan } from "./plan/types.js";

interface Phone {
  waId: string;
  name: string;
  phoneNumberId: string;
}

/** Gives the school a number of its own and the simulator three of its guardians' phones. */
export async function offerPhones(client: KnownClient, plan: SchoolPlan, actor: Actor): Promise<void> {
  const { phoneNumberId, displayNumber } = plan.client.whatsappNumber;
  await withPlatform(async () => {
    actAs(actor);
    if (await WhatsappNumber.count({ where: { phoneNumberId } })) return;
    await addNumber.call(client.id, {
      phoneNumberId,
      displayNumber,
      accessToken: randomToken(),
      appSecret: randomToken(),
      verifyToken: randomToken(),
    });
    const offered = plan.guardians.filter((guardian) => plan.simulatorGuardianKeys.includes(guardian.key));
    const phones: Phone[] = offered.map(({ firstName, lastName, phone }) => ({
      waId: phone.slice(1),
      name: `${firstName} ${lastName}`,
      phoneNumberId,
    }));
    const row =
      (await PlatformSetting.findOne({ where: { key: "simulator" } })) ??
      PlatformSetting.build({ key: "simulator", value: { phones: [] } });
    row.value = { phones: [...(row.value.phones as Phone[]), ...phones] };
    await row.save();
  });
}
