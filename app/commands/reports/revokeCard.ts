import { z } from "zod";
import { prose } from "../../door/wire.js";
import { verb } from "../../door/verb.js";
import { problem } from "../../errors.js";
import { reportCards } from "../../../resources/reportCards.js";

/** Declares a card void, for ever: whoever checks its code is told so. An older issue may be revoked too. */
export const revokeCard = verb({
  name: "revoke",
  on: reportCards,
  may: "revoke",
  input: z.strictObject({ reason: prose(500) }),
  confirm: "Revoke report card {{title}}? Whoever checks its code is told that it is not valid.",
  one: async (card, { reason }) => {
    if (card.status === "revoked") throw problem("invalid_transition", "The card is revoked already");
    await card.update({ status: "revoked", revokedReason: reason });
  },
});
