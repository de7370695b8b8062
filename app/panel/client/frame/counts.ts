export type Counts = Record<string, { count: number; mine: boolean }>;
export interface ToDo {
  key: string;
  count: number;
  to: string | null;
}

/**
 * What waits behind each entry of the menu: by the page that each to-do leads to. Lines of one kind add up (a line a
 * sheet); of two kinds that lead to the same page the larger counts, since they may be of the same rows.
 */
export function countsOf(todo: ToDo[]): Counts {
  const kinds: Record<string, Record<string, number>> = {};
  for (const { key, count, to } of todo) {
    const entry = /^\/(?:resources|pages)\/([\w-]+)/.exec(to ?? "")?.[1];
    if (entry === undefined) continue;
    const kind = (kinds[entry] ??= {});
    kind[key] = (kind[key] ?? 0) + count;
  }
  const largest = Object.entries(kinds).map(([entry, kind]): [string, Counts[string]] => [
    entry,
    { count: Math.max(...Object.values(kind)), mine: true },
  ]);
  return Object.fromEntries(largest);
}
