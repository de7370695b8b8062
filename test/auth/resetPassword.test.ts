import { expect } from "chai";
import { schoolAccounts } from "../../app/auth/accounts.js";
import { accountSubject, noteFailure } from "../../app/auth/lockout.js";
import { newResetToken } from "../../app/auth/resetTokens.js";
import { makeUser, type SignedIn } from "../factories.js";
import { ask, closeApp, type Answer } from "../support/app.js";
import { makeSchool, PASSWORD, type School } from "../support/schools.js";

const AUTH = "/api/v1/school/auth";
const NEW = "a new and longer password";

/** Each thing that a reset does is looked at alone: none of the others would let its test pass. */
describe("a password that was set by a mailed link", function () {
  this.timeout(60_000);
  let school: School;
  let user: SignedIn;
  before(async () => void (school = await makeSchool()));
  beforeEach(async () => void (user = await makeUser(school, { preset: "class-teacher" })));
  after(closeApp);

  const link = (): Promise<string> => {
    const accounts = schoolAccounts(school.client);
    return accounts.scope(() => newResetToken(accounts, user.id));
  };
  const reset = (token: string): Promise<Answer> =>
    ask("POST", `${AUTH}/reset-password`, { host: school.host, body: { token, newPassword: NEW } });
  const login = async (password: string): Promise<number> =>
    (await ask("POST", `${AUTH}/login`, { host: school.host, body: { email: user.email, password } })).status;
  const me = async (): Promise<number> => (await ask("GET", `${AUTH}/me`, { token: user.token })).status;

  it("ends access tokens given before: the token's version is another", async () => {
    const token = await link();
    expect(await me()).to.equal(200);
    expect((await reset(token)).status).to.equal(204);
    expect(await me()).to.equal(401);
  });

  it("ends the other links that were mailed to this user, and nobody else's", async () => {
    const [used, other] = [await link(), await link()];
    const mine = user;
    user = await makeUser(school, { preset: "class-teacher" });
    const somebodyElses = await link();
    user = mine;
    expect((await reset(used)).status).to.equal(204);
    const { status, body } = await reset(other);
    expect([status, body?.errors?.[0].path]).to.deep.equal([422, "/token"]);
    expect((await reset(somebodyElses)).status).to.equal(204);
  });

  it("lets an account in that ten failures had locked", async () => {
    const subject = accountSubject(school.schema, user.email);
    for (let n = 0; n < 10; n += 1) await noteFailure([subject]);
    expect(await login(PASSWORD), "locked, whatever the password").to.equal(401);
    expect((await reset(await link())).status).to.equal(204);
    expect(await login(NEW)).to.equal(200);
  });
});
