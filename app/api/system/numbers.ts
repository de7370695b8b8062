import { addNumber, changeNumber, removeNumber } from "../../commands/clients/whatsappNumbers.js";
import { routes } from "../../http/routes.js";
import { clients } from "../../../resources/clients.js";
import { whatsappNumbers } from "../../../resources/whatsappNumbers.js";

const r = routes("system", "public");
r.nested("/schools/:id/whatsapp-numbers", whatsappNumbers, "clientId", clients);
r.verb("/schools/:id/whatsapp-numbers", addNumber, { status: 201, at: "/whatsapp-numbers" });
r.verb("/whatsapp-numbers/:id", changeNumber, { method: "patch" });
r.verb("/whatsapp-numbers/:id", removeNumber, { method: "delete", status: 204 });

export const numbersRouter = r.router;
