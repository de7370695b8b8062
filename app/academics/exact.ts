/** A fraction in lowest terms; `d` is above zero. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

/** What was given as a decimal is none (or has more places than its kind may have). */
export class NotADecimal extends Error {
  constructor(value: unknown, expected = "a decimal such as 72.50") {
    super(`${JSON.stringify(value)} is not ${expected}`);
    this.name = "NotADecimal";
  }
}

/** Reads "72.50" exactly. A number is read by its printed decimals, so 0.1 is a tenth. Throws NotADecimal. */
export function parseDecimal(value: string | number): Ratio {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value));
  if (!match) throw new NotADecimal(value);
  const [, sign, whole = "", places = ""] = match;
  const n = BigInt(whole + places);
  return ratio(sign ? -n : n, 10n ** BigInt(places.length));
}

/** A mark in hundredths, the finest that `numeric(…, 2)` holds: "72.5" is 7250n. Throws NotADecimal. */
export function parseHundredths(value: string): bigint {
  const { n, d } = parseDecimal(value);
  const scaled = n * 100n;
  if (n < 0n || scaled % d !== 0n) throw new NotADecimal(value, "a mark of at most two decimals, zero or more");
  return scaled / d;
}

/** n/d in lowest terms. Throws RangeError for d = 0. */
export function ratio(n: bigint, d: bigint): Ratio {
  if (d === 0n) throw new RangeError("a fraction over zero");
  const sign = d < 0n ? -1n : 1n;
  const common = gcd(n, d) * sign;
  return { n: n / common, d: d / common };
}

export const ZERO: Ratio = { n: 0n, d: 1n };
export const add = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d + b.n * a.d, a.d * b.d);
export const multiply = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d);
export const divide = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d, a.d * b.n);
export const sum = (values: readonly Ratio[]): Ratio => values.reduce(add, ZERO);

/** Greatest common divisor by Euclid; above zero unless both are zero. */
export function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

/** Least common multiple of numbers above zero; 1 of none. */
export function lcm(values: Iterable<bigint>): bigint {
  let multiple = 1n;
  for (const value of values) multiple = (multiple / gcd(multiple, value)) * value;
  return multiple;
}

/** −1, 0 or 1; a Number of the difference could overflow. */
export const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

const POWERS = [1n, 10n, 100n];
const powerOfTen = (places: number): bigint => POWERS[places] ?? 10n ** BigInt(places);

/** n/d in units of 10^−decimals, halves going up, as teachers round by hand (school.md 4.4). d is above zero. */
export function roundHalfUp(n: bigint, d: bigint, decimals: number): bigint {
  const doubled = 2n * n * powerOfTen(decimals) + d;
  const quotient = doubled / (2n * d);
  return doubled < 0n && doubled % (2n * d) !== 0n ? quotient - 1n : quotient;
}

/** n/d as the JSON number with at most `decimals` decimals: the one place where a number is rounded. */
export function toNumber(n: bigint, d: bigint, decimals: number): number {
  return Number(roundHalfUp(n, d, decimals)) / 10 ** decimals;
}

/**
 * A percentage on the scale people see (`shownOutOf`: 20 in Portuguese-speaking schools), rounded half up: shown("67.5", 20, 1) is 13.5.
 * Pass what is on the wire. Where 100/shownOutOf is odd (100, 20, 4) the cuts of both roundings coincide, so rounding the wire's number
 * with as many decimals again gives what rounding the exact one would; for other scales (10, 5) a value may differ by its last place.
 */
export function shown(valuePercent: string | number, shownOutOf: number, decimals: number): number {
  const value = multiply(parseDecimal(valuePercent), ratio(BigInt(shownOutOf), 100n));
  return toNumber(value.n, value.d, decimals);
}
