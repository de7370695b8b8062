import { z } from "zod";
import { createPlatformUser, newPlatformUserSchema } from "../../commands/clients/platformUsers.js";
import { changePlatformUser } from "../../commands/clients/platformUsers.js";
import { answerSchema } from "../../door/answer.js";
import { platformActor } from "../../http/asPlatform.js";
import { Reply } from "../../http/route.js";
import { routes } from "../../http/routes.js";
import { PLATFORM_PERMISSIONS, PLATFORM_ROLES } from "../../policies/permissions.js";
import { platformUsers } from "../../../resources/platformUsers.js";

const r = routes("system", "public");
r.list("/users", platformUsers);
r.get("/users/:id", platformUsers);
r.route({
  method: "post",
  path: "/users",
  scope: "self",
  may: "users.write",
  status: 201,
  kind: "create",
  resource: platformUsers,
  summary: "Add a platform user",
  body: newPlatformUserSchema,
  answer: answerSchema(platformUsers),
  handler: async (input) => {
    const actor = await platformActor(input, "users.write");
    const user = await createPlatformUser(input.body, actor);
    return new Reply(user, {
      status: 201,
      headers: { Location: `${input.request.baseUrl}/users/${user.id}` },
    });
  },
});
r.verb("/users/:id", changePlatformUser, { method: "patch" });
r.route({
  method: "get",
  path: "/roles",
  may: "platform.read",
  summary: "The platform's three roles",
  answer: z.strictObject({
    data: z.array(z.strictObject({ id: z.string(), name: z.string(), permissions: z.array(z.string()) })),
  }),
  handler: async () => ({
    data: PLATFORM_ROLES.map((role) => ({ id: role, name: role, permissions: [...PLATFORM_PERMISSIONS[role]] })),
  }),
});

export const platformUsersRouter = r.router;
