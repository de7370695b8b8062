import { Router } from "express";
import { z } from "zod";
import type { Accounts } from "../auth/accounts.js";
import { issue, rotate, signOut } from "../auth/issue.js";
import { changeMe, meOf } from "../auth/me.js";
import { changePassword } from "../auth/changePassword.js";
import { signIn } from "../auth/signIn.js";
import { email, line, phone } from "../door/wire.js";
import { fieldError, invalid } from "../errors.js";
import { passwordSchema, schemaNameSchema } from "../commands/clients/newClient.js";
import { limit } from "../http/limits.js";
import { route, type Input, type RouteSpec } from "../http/route.js";
import { resetRoutes, type ResetDoors } from "./passwordReset.js";

const loginSchema = z.strictObject({
  email: email().optional(),
  phone: phone().optional(),
  password: z.string().max(1000),
  schemaName: schemaNameSchema.optional(),
});
type Login = z.output<typeof loginSchema>;

const tokens = {
  accessToken: z.string(),
  refreshToken: z.string(),
  tokenType: z.literal("Bearer"),
  expiresIn: z.int(),
};
const meSchema = z.strictObject({
  id: z.uuid(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  firstName: z.string(),
  lastName: z.string(),
  roles: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  permissions: z.array(z.string()),
  staff: z
    .strictObject({
      id: z.uuid(),
      employeeNumber: z.string().nullable(),
      title: z.string().nullable(),
      initials: z.string().nullable(),
    })
    .optional(),
});

interface Doors extends ResetDoors {
  /** Whose accounts a sign-in is for: the host's school, or one named on a main host. */
  atLogin(input: Input<Login>): Promise<Accounts>;
  /** Whose accounts a signed-in caller, or a refresh token's host, belongs to. */
  ofCaller(input: Input): Promise<Accounts>;
}

/** The sign-in routes of one side (/school or /system): the same words, times and limits for both. */
export function authRoutes(mount: string, doors: Doors, scope: "public" | "school"): Router {
  const router = Router();
  const tell = <B extends z.ZodType, Q extends z.ZodType>(spec: RouteSpec<B, Q>) => route(router, mount, spec);

  tell({
    method: "post",
    path: "/auth/login",
    scope: "self",
    may: "nobody",
    summary: "Sign in",
    body: loginSchema,
    answer: z.strictObject({ ...tokens, user: meSchema }),
    handler: async (input) => {
      const address = input.request.ip ?? "unknown";
      limit(`sign-in:${address}`, 20, input.response);
      if ((input.body.email === undefined) === (input.body.phone === undefined))
        throw invalid(fieldError("/email", "give an e-mail address or a phone number"));
      const accounts = await doors.atLogin(input);
      const user = await signIn(accounts, input.body, address);
      return accounts.scope(async () => ({ ...(await issue(accounts, user)), user: await meOf(accounts, user.id) }));
    },
  });
  tell({
    method: "post",
    path: "/auth/refresh",
    scope: "self",
    may: "nobody",
    summary: "Trade a refresh token",
    body: z.strictObject({ refreshToken: line(200), schemaName: schemaNameSchema.optional() }),
    answer: z.strictObject(tokens),
    handler: async (input) => rotate(await doors.ofCaller(input), input.body.refreshToken),
  });
  tell({
    method: "post",
    path: "/auth/logout",
    scope: "self",
    may: "nobody",
    summary: "End a refresh token's family",
    status: 204,
    body: z.strictObject({ refreshToken: line(200), schemaName: schemaNameSchema.optional() }),
    handler: async (input) => signOut(await doors.ofCaller(input), input.body.refreshToken),
  });
  tell({
    method: "get",
    path: "/auth/me",
    scope,
    may: "signed-in",
    summary: "Who am I",
    answer: meSchema,
    handler: async (input) => meOf(await doors.ofCaller(input), input.caller.userId),
  });
  tell({
    method: "patch",
    path: "/auth/me",
    scope,
    may: "signed-in",
    summary: "Change my name or phone",
    body: z.strictObject({ firstName: line(), lastName: line(), phone: phone().nullable() }).partial(),
    answer: meSchema,
    handler: async (input) => {
      const accounts = await doors.ofCaller(input);
      await changeMe(accounts, input.caller.userId, input.body);
      return meOf(accounts, input.caller.userId);
    },
  });
  tell({
    method: "post",
    path: "/auth/change-password",
    scope: "self",
    may: "signed-in",
    summary: "Change my password; ends all other sessions",
    status: 204,
    body: z.strictObject({ currentPassword: z.string().max(1000), newPassword: passwordSchema }),
    handler: async (input) => changePassword(await doors.ofCaller(input), input.caller, input.body),
  });
  resetRoutes(tell, doors);
  return router;
}
