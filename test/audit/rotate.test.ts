import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { sealContext } from "../../app/commands/clients/whatsappNumbers.js";
import { resealSecrets } from "../../app/commands/platform/resealSecrets.js";
import { seal, unseal } from "../../app/crypto/keys.js";
import { addSecretKey, openSecrets } from "../../app/home/secrets.js";
import "../../models/index.js";
import { WhatsappNumber } from "../../models/public/WhatsappNumber.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import { closeApp } from "../support/app.js";
import { testKeys } from "../support/database.js";
import { freshKey, withKeys } from "../support/keys.js";
import { makeSchool, testActor } from "../support/schools.js";

describe("new keys", () => {
  after(closeApp);

  it("stand in front in secrets.json, which stays closed to others, and nothing else there changes", () => {
    const folder = mkdtempSync(join(tmpdir(), "formroom-keys-"));
    try {
      const file = join(folder, "secrets.json");
      const first = openSecrets(file);
      const id = addSecretKey(file);
      const then = openSecrets(file);
      expect(then.secretKeys.map((key) => key.id)).to.deep.equal([id, first.secretKeys[0]?.id]);
      expect(then).to.deep.include({ databasePassword: first.databasePassword, demoPassphrase: first.demoPassphrase });
      expect(statSync(file).mode & 0o077).to.equal(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("seal what was sealed with an older one, and say what cannot be opened", async () => {
    const school = await makeSchool();
    const phoneNumberId = `9${Date.now()}`;
    const secret = (name: string) => seal(`the ${name}`, sealContext(phoneNumberId, name));
    await withPlatform(() =>
      WhatsappNumber.create({
        clientId: school.client.id,
        phoneNumberId,
        displayNumber: "+1 555 0100",
        accessToken: secret("accessToken"),
        appSecret: secret("verifyToken"),
        verifyToken: null,
      }),
    );
    await withKeys(`${freshKey("next")},${testKeys()}`, async () => {
      const told = await resealSecrets(testActor());
      const ours = told.shut.filter((one) => one.startsWith(phoneNumberId)); // others' files may have left numbers, too
      expect(ours).to.deep.equal([`${phoneNumberId} appSecret`]);
      expect(told.resealed).to.be.at.least(1);
      const number = await withPlatform(() =>
        WhatsappNumber.findOne({ where: { phoneNumberId }, rejectOnEmpty: true }),
      );
      expect(number.accessToken).to.match(/^next\./);
      expect(unseal(number.accessToken!, sealContext(phoneNumberId, "accessToken"))).to.equal("the accessToken");
      expect(number.appSecret).not.to.match(/^next\./);
      expect((await resealSecrets(testActor())).resealed).to.equal(0);
    });
  });
});
