import { platformAccounts } from "../../auth/accounts.js";
import { fieldError, invalid, problem } from "../../errors.js";
import { authRoutes } from "../auth.js";

/** Platform users sign in from any address; a school's user is told nothing more than "wrong". */
export const systemAuth = authRoutes(
  "system",
  {
    atLogin: (input) =>
      input.body.schemaName === undefined
        ? Promise.resolve(platformAccounts)
        : Promise.reject(invalid(fieldError("/schemaName", "unknown field", "unknown_field"))),
    ofCaller: ({ caller }) =>
      caller.kind === "school-user" ? Promise.reject(problem("wrong_audience")) : Promise.resolve(platformAccounts),
    atReset: () => Promise.resolve(platformAccounts),
  },
  "public",
);
