const SCHEMA = /^[a-z][a-z0-9_]{1,40}$/;
const PART = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,150}$/;

/** A key was made wrong, or belongs to another school: our mistake, never a caller's. */
export class BadKey extends Error {
  override readonly name = "BadKey";
}

/** The storage key of a school's file: `gp/reports/<id>/<name>.pdf`. Throws BadKey for parts that could climb out. */
export function keyOf(schema: string, ...parts: string[]): string {
  if (parts.length === 0) throw new BadKey("a key needs more than the school");
  return checkedKey(schema, [schema, ...parts].join("/"));
}

/** The same key when it is well-formed and the school's own; else BadKey. Asked again wherever a key comes from a row. */
export function checkedKey(schema: string, key: string): string {
  if (!key.startsWith(`${schema}/`)) throw new BadKey(`the key is not of ${schema}`);
  return wellFormed(key);
}

/** A key whose every part is a plain name: no `..`, no empty part, no separator of another system. */
export function wellFormed(key: string): string {
  const [schema = "", ...parts] = key.split("/");
  if (!SCHEMA.test(schema) || parts.length === 0 || !parts.every((part) => PART.test(part)))
    throw new BadKey("the key is not well-formed");
  return key;
}
