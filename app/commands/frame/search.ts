import { z } from "zod";
import { who } from "../../policies/Actor.js";
import { current } from "../../tenancy/context.js";
import { domainHits, schoolHits, userHits } from "./found/onPlatform.js";
import { classHits, guardianHits, staffHits, studentHits } from "./found/inSchool.js";
import type { Hit } from "./found/hit.js";

export const searchQuery = z.strictObject({
  q: z.string().max(200).optional(),
  limit: z
    .string()
    .regex(/^\d{1,2}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(1).max(20))
    .optional(),
});
export const searchAnswer = z.strictObject({
  data: z.array(
    z.strictObject({
      kind: z.enum(["student", "guardian", "class-session", "staff", "school", "domain", "user"]),
      resource: z.string(),
      id: z.uuid(),
      title: z.string(),
      detail: z.string(),
      inactive: z.boolean(),
    }),
  ),
});

/** Fewer letters find half of the school and help nobody. */
const LEAST = 2;

/**
 * What the words of a person find: in a school up to 6 students, 4 guardians, 4 class sessions of the current session
 * and 3 staff, on the platform 6 schools, 4 domains and 4 users. Each kind asks its own declaration who may see what.
 */
export async function searchAll({ q = "", limit = 20 }: z.output<typeof searchQuery>): Promise<{ data: Hit[] }> {
  const words = q.trim();
  if ([...words].length < LEAST) return { data: [] };
  const kinds =
    current().kind === "platform"
      ? [schoolHits, domainHits, userHits]
      : [studentHits, guardianHits, classHits, staffHits];
  const data: Hit[] = [];
  for (const hits of kinds) data.push(...(await hits(words, who())));
  return { data: data.slice(0, limit) };
}
