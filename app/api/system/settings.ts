import {
  changePlatformSettings,
  platformSettings,
  platformSettingsSchema,
} from "../../commands/clients/platformSettings.js";
import { routes } from "../../http/routes.js";

const r = routes("system", "public");
r.route({
  method: "get",
  path: "/settings",
  may: "platform.read",
  summary: "The platform's settings",
  answer: platformSettingsSchema,
  handler: () => platformSettings(),
});
r.route({
  method: "patch",
  path: "/settings",
  may: "settings.write",
  summary: "Change the platform's settings",
  body: platformSettingsSchema.partial(),
  answer: platformSettingsSchema,
  handler: ({ body }) => changePlatformSettings(body),
});

export const platformSettingsRouter = r.router;
