/** A seeded generator: the same seed gives the same numbers on every machine. Not for secrets. */
export interface Random {
  /** A whole number from 0 up to, not including, `below`. */
  integer(below: number): number;
  /** One of the list; an empty list is an error. */
  pick<T>(from: readonly T[]): T;
}

/** FNV-1a over UTF-16 units, for a 32-bit seed out of words (public domain, Fowler, Noll and Vo). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, integers only, so no platform rounds otherwise. */
export function randomFrom(seed: string): Random {
  let state = hash(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const integer = (below: number): number => Math.floor((next() / 2 ** 32) * below);
  return {
    integer,
    pick<T>(from: readonly T[]): T {
      const index = integer(from.length);
      if (index >= from.length) throw new RangeError("nothing to pick from");
      return from[index] as T;
    },
  };
}
