import { z } from "zod";
import { createApiKey } from "../../commands/access/createApiKey.js";
import { changeRole } from "../../commands/access/changeRole.js";
import { changedUserSchema, changeUser, setUserPassword } from "../../commands/access/changeUser.js";
import { createUser, newUserSchema } from "../../commands/access/createUser.js";
import { hashPassword } from "../../crypto/passwords.js";
import { answerSchema } from "../../door/answer.js";
import { get } from "../../door/five.js";
import { one } from "../../door/load.js";
import { asSchool } from "../../http/asSchool.js";
import { replayable } from "../../http/idempotency.js";
import { Reply } from "../../http/route.js";
import { routes } from "../../http/routes.js";
import { who } from "../../policies/Actor.js";
import { allCodes } from "../../policies/permissions.js";
import type { User } from "../../../models/public/User.js";
import { apiKeys } from "../../../resources/apiKeys.js";
import { auditEntries } from "../../../resources/auditEntries.js";
import { roles } from "../../../resources/roles.js";
import { staff } from "../../../resources/staff.js";
import { users } from "../../../resources/users.js";

const r = routes("school", "school");
r.list("/users", users);
r.get("/users/:id", users);
r.route({
  method: "post",
  path: "/users",
  scope: "self",
  may: "users.manage",
  status: 201,
  kind: "create",
  resource: users,
  summary: "Add a user, with a teacher's profile and roles",
  body: newUserSchema,
  answer: answerSchema(users),
  handler: async (input) => {
    const open = await asSchool(input, "users.manage");
    await open(async () => undefined, { readOnly: true });
    const passwordHash = await hashPassword(input.body.password);
    const write = async () => {
      const user = await createUser(input.body, passwordHash);
      return new Reply(user, { status: 201, headers: { Location: `${input.request.baseUrl}/users/${user.id}` } });
    };
    return open(() => replayable({ method: "post" }, input, write));
  },
});
r.route({
  method: "patch",
  path: "/users/:id",
  scope: "self",
  may: "users.manage",
  kind: "verb",
  verb: changeUser,
  resource: users,
  summary: "Change a user; being disabled or given other roles counts from the next request on",
  body: changedUserSchema,
  answer: answerSchema(users),
  handler: async (input) => {
    const { id } = input.params;
    const open = await asSchool(input, "users.manage");
    await open(() => one(users as never, id), { readOnly: true });
    const { password, ...body } = input.body;
    const hash = password === undefined ? undefined : await hashPassword(password);
    const write = async () => {
      await changeUser.call(id, body);
      if (hash !== undefined)
        await setUserPassword((await one(users as never, id, { lock: true, plain: true })) as User, hash, who());
      return get(users, id);
    };
    return open(() => replayable({ method: "patch" }, input, write));
  },
});
r.list("/staff", staff);
r.get("/staff/:id", staff);
r.update("/staff/:id", staff);
r.list("/roles", roles);
r.create("/roles", roles);
r.get("/roles/:id", roles);
r.verb("/roles/:id", changeRole, { method: "patch" });
r.remove("/roles/:id", roles);
r.route({
  method: "get",
  path: "/permissions",
  may: "signed-in",
  summary: "Every permission code that a role may have",
  answer: z.strictObject({ data: z.array(z.strictObject({ code: z.string() })) }),
  handler: async () => ({ data: allCodes.map((code) => ({ code })) }),
});
r.list("/api-keys", apiKeys);
r.get("/api-keys/:id", apiKeys);
r.verb("/api-keys", createApiKey, { status: 201, at: "/api-keys" });
r.remove("/api-keys/:id", apiKeys);
r.list("/audit", auditEntries);
r.get("/audit/:id", auditEntries);

export const accessRouter = r.router;
