import { today } from "../../locale/clock.js";
import { ourClient } from "../../tenancy/ourClient.js";

export { ourClient } from "../../tenancy/ourClient.js";

/** The school's day of today, `YYYY-MM-DD`, by its client's time zone. */
export async function schoolToday(): Promise<string> {
  return today((await ourClient()).timezone);
}
