import { state } from "../base/state.js";
import { t } from "../base/words.js";
import { workPages } from "../work/pages.js";

export interface Entry {
  to: string;
  text: string;
  /** What waits there; amber where it is this person's to do. */
  count?: number;
  mine?: boolean;
}
export interface Group {
  name: string;
  entries: Entry[];
}

const ORDER = ["Today", "Students", "Results", "School", "Platform", "Settings"];

/** The menu by task: work pages and lists that this person may open. A group without entries is none. */
export function menuGroups(counts: Record<string, { count: number; mine: boolean }> = {}): Group[] {
  return ORDER.map((group) => ({ name: t(`group.${group}`), entries: entriesOf(group, counts) })).filter(
    (one) => one.entries.length,
  );
}

function entriesOf(group: string, counts: Record<string, { count: number; mine: boolean }>): Entry[] {
  const pages = Object.entries(workPages)
    .filter(([, page]) => page.group === group && page.may())
    .map(([name]) => ({
      to: name === "start" ? "/admin/" : `/admin/pages/${name}`,
      text: t(`page.${name}`),
      ...counts[name],
    }));
  const lists = state.resources
    .filter((one) => one.listed && one.group === group && !HIDDEN.has(one.name))
    .map((one) => ({ to: `/admin/resources/${one.name}`, text: one.many, ...counts[one.name] }));
  return [...pages, ...lists];
}

/** Rows that are met at the record they belong to: no entry of their own. */
const HIDDEN = new Set(["student-guardians", "class-session-subjects", "closures"]);
