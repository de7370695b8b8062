import type { GradeScale as Scale } from "../../academics/types.js";
import type { Form } from "../../../models/school/Form.js";
import { GradeScale } from "../../../models/school/GradeScale.js";
import type { Term } from "../../../models/school/Term.js";
import { problem } from "../../errors.js";

export interface ScaleChoice {
  name: string;
  scale: Scale;
  bySubject: Map<string, Scale>;
}

interface Stored {
  name: string;
  level: string | null;
  subjectId: string | null;
  direction: string;
  bands: Scale["bands"];
}

/**
 * The scales that count for a form in a term: those pinned when the term was activated, else the adopted ones.
 * The level's own scale goes before one without a level; a subject's own before the level's.
 */
export async function scalesOf(form: Form, term: Term): Promise<ScaleChoice> {
  const pinned = (term.scales as { scales?: Stored[] } | null)?.scales;
  const stored: Stored[] = pinned ?? (await GradeScale.findAll({ where: { adopted: true }, order: [["name", "ASC"]] }));
  const fitting = stored.filter((scale) => scale.level === null || scale.level === form.level);
  const levelFirst = (a: Stored, b: Stored) => Number(a.level === null) - Number(b.level === null);
  const general = fitting.filter((scale) => scale.subjectId === null).sort(levelFirst)[0];
  if (!general) throw problem("incomplete", `there is no grade scale for ${form.level ?? form.name}`);
  const bySubject = new Map<string, Scale>();
  for (const scale of fitting
    .filter((one) => one.subjectId !== null)
    .sort(levelFirst)
    .reverse())
    bySubject.set(scale.subjectId ?? "", asScale(scale));
  return { name: general.name, scale: asScale(general), bySubject };
}

const asScale = ({ direction, bands }: Stored): Scale => ({ direction: direction as Scale["direction"], bands });

/** What a term keeps when it is activated: the scales adopted at that moment, whole. */
export async function pinnedScales(): Promise<Record<string, unknown>> {
  const adopted = await GradeScale.findAll({ where: { adopted: true }, order: [["name", "ASC"]] });
  return {
    scales: adopted.map(({ name, level, subjectId, direction, bands }) => ({
      name,
      level,
      subjectId,
      direction,
      bands,
    })),
  };
}
