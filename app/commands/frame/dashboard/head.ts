import type { Actor } from "../../../policies/Actor.js";
import { reachedClassSessions } from "../../../policies/own.js";
import { pageTo, within, type Block } from "./block.js";
import { progressRows, type Progress } from "./progress.js";

interface Waiting {
  name: string;
  term: string;
  termId: string;
}
interface Published {
  termId: string;
  term: string;
  publishedAt: string;
  classes: { id: string; name: string; rate: number | null; of: number }[] | null;
}
type ByClass = Omit<Progress, "subject" | "paper" | "submitted">;

/** The head's share: what waits for publication, how far marks are, and how the last published term went against the one before. */
export function head(actor: Actor): Block {
  if (!actor.may("results.publish")) return { parts: {}, tell: () => ({}) };
  const parts: Record<string, string> = { locked: LOCKED, ready: READY };
  if (actor.may("marks.read")) {
    const rows = progressRows(within("e.class_session_id", reachedClassSessions(actor, "marks.read")));
    parts.byClass = `SELECT json_agg(q ORDER BY q."closesAt" NULLS LAST, q."examSessionId", q."classSession") FROM (SELECT p."examSessionId", p."examSession",
      p."closesAt", p."classSessionId", p."classSession", sum(p.entered)::integer AS entered, sum(p."of")::integer AS "of"
      FROM (${rows}) AS p GROUP BY 1, 2, 3, 4, 5) AS q`;
  }
  if (actor.may("results.read"))
    parts.published = published(within("s.class_session_id", reachedClassSessions(actor, "results.read")));
  return {
    parts,
    tell: (found) => {
      const terms = ((found.published ?? []) as Published[]).map((term) => ({ ...term, ...passing(term) }));
      const byClass = (found.byClass ?? []) as ByClass[];
      const [last, before] = terms;
      return {
        numbers: [
          ...(byClass.length
            ? [{ key: "marksEntered", value: sum(byClass, "entered"), of: sum(byClass, "of"), to: pageTo("marks") }]
            : []),
          ...(last
            ? [
                {
                  key: "passRate",
                  value: last.value,
                  of: last.of,
                  since: new Date(last.publishedAt).toISOString(),
                  ...(before ? { before: { value: before.value, of: before.of, term: before.term } } : {}),
                  to: pageTo("publication", { termId: last.termId }),
                },
              ]
            : []),
        ],
        todo: [...waiting("examSessionToPublish", found.locked), ...waiting("termToPublish", found.ready)],
        charts: [...marksCharts(byClass), ...(last ? [passChart(last)] : [])],
      };
    },
  };
}

const LOCKED = `SELECT json_agg(json_build_object('name', x.name, 'term', t.name, 'termId', t.id) ORDER BY t.starts_on, x.name)
  FROM exam_sessions x JOIN terms t ON t.id = x.term_id WHERE x.status = 'locked'`;
/** As publishing a term asks: weights of 100, nothing open. What is missing in marks is the publication page's to tell. */
const READY = `SELECT json_agg(json_build_object('name', t.name, 'term', t.name, 'termId', t.id) ORDER BY t.starts_on) FROM terms t
  WHERE t.published_at IS NULL AND (SELECT sum(x.weight) = 100 AND bool_and(x.status IN ('locked', 'published')) FROM exam_sessions x WHERE x.term_id = t.id)`;

/** The two newest published terms. A class's figures stand in each of its snapshots alike: one of them is read. */
const published = (condition: string) => `SELECT json_agg(p) FROM (
  SELECT t.id AS "termId", t.name AS term, p.published_at AS "publishedAt", (
    SELECT json_agg(json_build_object('id', c.id, 'name', c.name, 'rate', (d.data->'statistics'->>'passRate')::numeric, 'of',
        coalesce(nullif((d.data->'row'->>'outOf')::integer, 0), (SELECT count(*) FROM result_snapshots a
          WHERE a.publication_id = p.id AND a.class_session_id = c.id AND (a.data->'row'->>'complete')::boolean))) ORDER BY c.name)
      FROM (SELECT DISTINCT ON (s.class_session_id) s.id, s.class_session_id FROM result_snapshots s
        WHERE s.publication_id = p.id${condition} ORDER BY s.class_session_id, s.id) AS one
      JOIN result_snapshots d ON d.id = one.id JOIN class_sessions c ON c.id = one.class_session_id) AS classes
    FROM publications p JOIN terms t ON t.id = p.term_id WHERE p.kind = 'term' AND p.status = 'current'
   ORDER BY t.starts_on DESC, p.id LIMIT 2) AS p`;

const sum = (rows: ByClass[], name: "entered" | "of") => rows.reduce((total, row) => total + row[name], 0);

/** How many passed, exactly: the frozen rate is this many of so many, in per cent, rounded. */
const passed = ({ rate, of }: { rate: number | null; of: number }) => Math.round((Number(rate ?? 0) * of) / 100);
const passing = ({ classes }: Published) => ({
  value: (classes ?? []).reduce((total, one) => total + passed(one), 0),
  of: (classes ?? []).reduce((total, one) => total + (one.rate === null ? 0 : one.of), 0),
});

const waiting = (key: string, found: unknown) =>
  ((found ?? []) as Waiting[]).map(({ name, term, termId }) => ({
    key,
    count: 1,
    params: { name, term },
    to: pageTo("publication", { termId }),
  }));

/** A chart an open exam session, a bar a class; the one that closes first comes first. */
function marksCharts(byClass: ByClass[]) {
  const ids = [...new Set(byClass.map(({ examSessionId }) => examSessionId))];
  return ids.map((id) => {
    const rows = byClass.filter(({ examSessionId }) => examSessionId === id);
    const bars = rows.map(({ classSession: label, entered: value, of, classSessionId }) => ({
      label,
      value,
      of,
      to: pageTo("marks", { examSessionId: id, classSessionId }),
    }));
    return { key: "marksByClass", params: { examSession: rows[0]?.examSession ?? "" }, bars };
  });
}

function passChart({ termId, term, classes }: Published) {
  const bars = (classes ?? [])
    .filter(({ rate }) => rate !== null)
    .map((one) => ({
      label: one.name,
      value: passed(one),
      of: one.of,
      to: pageTo("results", { classSessionId: one.id, termId }),
    }));
  return { key: "passRateByClass", params: { term }, bars };
}
