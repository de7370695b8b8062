import { z } from "zod";
import { type Accounts } from "../auth/accounts.js";
import { forgotPassword, RESETS_AN_HOUR } from "../auth/forgotPassword.js";
import { resetPassword } from "../auth/resetPassword.js";
import { passwordSchema, schemaNameSchema } from "../commands/clients/newClient.js";
import { email, line } from "../door/wire.js";
import { limit } from "../http/limits.js";
import type { Input, RouteSpec } from "../http/route.js";

export interface ResetDoors {
  /** Whose accounts a forgotten password is of: as at signing in. */
  atLogin(input: Input<{ schemaName?: string }>): Promise<Accounts>;
  /** Whose accounts a mailed token leads to, at the host that was asked. */
  atReset(input: Input<{ token: string }>): Promise<Accounts>;
}
type Tell = <B extends z.ZodType, Q extends z.ZodType>(spec: RouteSpec<B, Q>) => void;

const HOUR = 3_600_000;
const addressOf = ({ request }: Input) => request.ip ?? "unknown";

/** The two routes by which one comes back in without a password, on either side. Both are open to nobody in particular. */
export function resetRoutes(tell: Tell, doors: ResetDoors): void {
  tell({
    method: "post",
    path: "/auth/forgot-password",
    scope: "self",
    may: "nobody",
    status: 202,
    summary: "Ask for a mail with a link to a new password; the same answer whether there is such a user",
    body: z.strictObject({ email: email(), schemaName: schemaNameSchema.optional() }),
    handler: async (input) => {
      limit(`forgot:${addressOf(input)}`, RESETS_AN_HOUR, input.response, HOUR);
      await forgotPassword(await doors.atLogin(input), input.body.email);
    },
  });
  tell({
    method: "post",
    path: "/auth/reset-password",
    scope: "self",
    may: "nobody",
    status: 204,
    summary: "Set a new password by a mailed token, once; ends all sessions",
    body: z.strictObject({ token: line(200), newPassword: passwordSchema }),
    handler: async (input) => {
      limit(`reset:${addressOf(input)}`, 20, input.response);
      await resetPassword(await doors.atReset(input), input.body);
    },
  });
}
