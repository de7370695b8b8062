import { z } from "zod";

const whole = (most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(1).max(most));

/** The paging of a hand-written list, as every list of the API has it. */
export const pageQuery = { page: whole(999_999).optional(), pageSize: whole(200).optional() };
export const pageAnswer = z.strictObject({ number: z.int(), size: z.int(), total: z.int(), pages: z.int() });

/** Which page of how many. */
export const pageOf = (number: number, size: number, total: number) => ({
  number,
  size,
  total,
  pages: Math.ceil(total / size),
});
