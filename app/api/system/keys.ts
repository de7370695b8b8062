import { createPlatformKey } from "../../commands/clients/platformKeys.js";
import { routes } from "../../http/routes.js";
import { platformApiKeys } from "../../../resources/platformApiKeys.js";

const r = routes("system", "public");
r.list("/api-keys", platformApiKeys);
r.get("/api-keys/:id", platformApiKeys);
r.verb("/api-keys", createPlatformKey, { status: 201, at: "/api-keys" });
r.remove("/api-keys/:id", platformApiKeys);

export const platformKeysRouter = r.router;
