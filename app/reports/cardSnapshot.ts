import { z } from "zod";

/** Exact where the caller has it ("172/3", "57.25"), a number otherwise: the paper rounds once, here and nowhere else. */
export const figure = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$|^-?\d+\/[1-9]\d*$/)]);
export type Figure = z.infer<typeof figure>;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/);
// Only base64: the value goes into a style sheet, where nothing else of these letters can end a string.
const picture = z.string().regex(/^data:image\/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/]+=*$/);
const text = z.string();
const maybeText = text.nullish();

const part = z.object({
  name: text,
  score: z.number().nullable(),
  maximumMark: z.number().positive(),
  status: z.enum(["present", "absent", "exempt", "not_entered"]),
});

const subject = z.object({
  name: text,
  code: maybeText,
  teacher: maybeText,
  parts: z.array(part),
  total: figure.nullable(),
  grade: maybeText,
  points: z.number().nullish(),
  passes: z.boolean().nullish(),
  position: z.number().nullish(),
  mean: figure.nullish(),
  highest: figure.nullish(),
  lowest: figure.nullish(),
  remark: maybeText,
});

const explanation = z.object({
  position: z.number().nullable(),
  outOf: z.number(),
  tiedWith: z.number(),
  steps: z.array(
    z.discriminatedUnion("kind", [
      z.object({ kind: z.enum(["passes", "total", "average", "points"]), value: z.number().nullable() }),
      z.object({ kind: z.literal("gradeProfile"), value: z.array(text) }),
    ]),
  ),
});

const results = z.object({
  subjects: z.array(subject),
  total: figure.nullable(),
  average: figure.nullable(),
  grade: maybeText,
  passes: z.number().nullable(),
  points: z.number().nullish(),
  position: z.number().nullish(),
  outOf: z.number().nullish(),
  formPosition: z.number().nullish(),
  formOutOf: z.number().nullish(),
  complete: z.boolean(),
  /** As academics gives it, told in the card's language when printed; or a text, printed as it stands. */
  explanation: z.union([text, explanation]).nullish(),
});

/**
 * Everything that a report card prints, frozen when its term was published. Marks, totals and means are per cent of the
 * maximum (0–100) as on the wire; `rule.shownOutOf` scales what the paper shows. Days are school-local "2005-12-16".
 */
export const cardSnapshot = z.object({
  locale: text,
  paper: z.enum(["A4", "letter"]),
  school: z.object({
    name: text,
    motto: maybeText,
    address: maybeText,
    phone: maybeText,
    email: maybeText,
    /** Frozen by the ids of files, which never change; the pictures themselves are filled in when it is printed. */
    crestFileId: z.uuid().nullish(),
    signatureFileId: z.uuid().nullish(),
    crest: picture.nullish(),
    headSignature: picture.nullish(),
    colours: z.object({ main: colour, accent: colour }),
    headName: maybeText,
    headTitle: maybeText,
    demonstration: z.boolean(),
  }),
  session: z.object({ name: text }),
  term: z.object({ name: text, number: z.number().int(), endsOn: day }),
  title: text,
  studentId: text,
  registrationId: text,
  student: z.object({ name: text, admissionNumber: text, dateOfBirth: day.nullish(), photo: picture.nullish() }),
  class: z.object({ name: text, form: text, level: maybeText, classTeacher: maybeText }),
  results,
  statistics: z.object({
    mean: figure.nullish(),
    median: figure.nullish(),
    highest: figure.nullish(),
    lowest: figure.nullish(),
    passRate: figure.nullish(),
  }),
  rule: z.object({
    decimals: z.number().int().min(0).max(2),
    shownOutOf: z.number().positive(),
    gradeFrom: z.enum(["exact", "shown"]),
    absentCounts: z.enum(["zero", "leftOut"]),
    /** The ranking rule in words of the card's language (`rankingWords`); null when the school does not rank. */
    ranking: maybeText,
  }),
  scale: z.object({
    name: maybeText,
    bands: z.array(
      z.object({ from: figure, label: text, points: z.number().nullish(), remark: maybeText, passes: z.boolean() }),
    ),
  }),
  attendance: z
    .object({ daysOpened: z.number(), present: z.number(), late: z.number().nullish(), absent: z.number().nullish() })
    .nullish(),
  comments: z.object({ classTeacher: maybeText, head: maybeText }),
  nextTermBegins: day.nullish(),
  issuedOn: day,
  verification: z.object({ code: text, url: text }),
});

export type CardSnapshot = z.infer<typeof cardSnapshot>;
export type CardSubject = CardSnapshot["results"]["subjects"][number];
