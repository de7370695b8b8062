/** "classSessionId" → "class-sessions", "roleIds" → "roles", when there is such a resource. */
export function resourceLike(name: string, known: ReadonlySet<string>): string | undefined {
  const stem = /^(.+)Ids?$/.exec(name)?.[1]?.replace(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`);
  if (stem === undefined) return undefined;
  return [`${stem}s`, `${stem}es`].find((one) => known.has(one));
}
