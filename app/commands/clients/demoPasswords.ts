import { PlatformUser } from "../../../models/public/PlatformUser.js";
import { User } from "../../../models/public/User.js";
import { hashPassword } from "../../crypto/passwords.js";
import { actAs, type Actor } from "../../policies/Actor.js";
import { randomPassphrase } from "../../home/secrets.js";
import { activeClients } from "../../tenancy/resolve.js";
import { withPlatform, withTenant } from "../../tenancy/scope.js";

interface NewPassword {
  email: string;
  password: string;
}
type Demo = Pick<User, "id" | "email">;

/** Gives every demonstration login a random password of its own and opens the gate for it: it is no demo user any more. */
export async function newDemoPasswords(actor: Actor): Promise<NewPassword[]> {
  const given: NewPassword[] = [];
  const change = async (users: Demo[], save: (id: string, hash: string) => Promise<void>) => {
    for (const { id, email } of users) {
      const password = randomPassphrase();
      await save(id, await hashPassword(password));
      given.push({ email: email ?? "", password });
    }
  };
  const found = await withPlatform(() => PlatformUser.findAll({ where: { demo: true }, attributes: ["id", "email"] }), {
    readOnly: true,
  });
  await change(found, (id, passwordHash) =>
    withPlatform(async () => {
      actAs(actor);
      const user = await PlatformUser.findByPk(id, { rejectOnEmpty: true });
      await user.update({ passwordHash, demo: false, tokenVersion: user.tokenVersion + 1 });
    }),
  );
  for (const client of await activeClients()) {
    const users = await withTenant(client, () => User.findAll({ where: { demo: true }, attributes: ["id", "email"] }), {
      readOnly: true,
    });
    await change(users, (id, passwordHash) =>
      withTenant(client, async () => {
        actAs(actor);
        const user = await User.findByPk(id, { rejectOnEmpty: true });
        await user.update({ passwordHash, demo: false, tokenVersion: user.tokenVersion + 1 });
      }),
    );
  }
  return given;
}
