import Handlebars from "handlebars";
import type { CardSnapshot, Figure } from "./cardSnapshot.js";
import { barChart } from "./chart.js";
import { readableOnWhite } from "./colour.js";
import { monogram } from "./crest.js";
import { explanationText } from "./explanation.js";
import { formats, scaled, type Formats } from "./figures.js";
import { qrSvg } from "./qr.js";
import { isFew, subjectTable } from "./subjectTable.js";
import { fill, wordsFor, type Words } from "./words.js";

export type CardView = ReturnType<typeof cardView>;

/** A snapshot as the template wants it: plain texts, flags, and four SVG drawings of our own marked as safe. Pure. */
export function cardView(card: CardSnapshot) {
  const words = wordsFor(card.locale);
  const show = formats(card.locale, card.rule.shownOutOf, card.rule.decimals);
  const colours = {
    main: readableOnWhite(card.school.colours.main),
    accent: readableOnWhite(card.school.colours.accent),
  };
  const few = isFew(card);
  const explanation = explanationText(card, show, words);
  return {
    words,
    few,
    colours,
    school: card.school,
    contact: [card.school.address, card.school.phone, card.school.email].filter(Boolean),
    crest: card.school.crest ? null : new Handlebars.SafeString(monogram(card.school.name, colours)),
    title: card.title,
    studentName: card.student.name,
    longName: card.student.name.length > 42,
    photo: card.student.photo ?? null,
    facts: facts(card, show, words),
    figures: keyFigures(card, show, words),
    table: subjectTable(card, show, words),
    chart: new Handlebars.SafeString(chart(card, few, colours)),
    ladder: few ? ladder(card, show) : null,
    explanation: explanation && fill(words.howReached, { explanation }),
    comments: comments(card, words),
    nextTerm: card.nextTermBegins ? fill(words.nextTerm, { day: show.weekday(card.nextTermBegins) }) : "",
    key: keyText(card, show, words),
    issued: fill(words.issued, { day: show.day(card.issuedOn) }),
    verifyAt: card.verification.url
      .replace(/^https?:\/\//i, "")
      .replace(/\/[^/]*$/, "")
      .toLowerCase(),
    code: card.verification.code,
    qr: new Handlebars.SafeString(qrSvg(card.verification.url)),
  };
}

/** The lowest bound of a passing band, in per cent; null when no band passes. */
export function passFrom(card: CardSnapshot): Figure | null {
  const bounds = card.scale.bands.filter((band) => band.passes).map((band) => band.from);
  return bounds.reduce<Figure | null>(
    (least, bound) => (least === null || scaled(bound, 100, 2) < scaled(least, 100, 2) ? bound : least),
    null,
  );
}

/** Who comments, what, and how many lines are ruled for a pen where nothing was written. */
function comments(card: CardSnapshot, words: Words) {
  const { school, class: group, results } = card;
  const lines = Array.from({ length: isFew(card) ? 5 : results.subjects.length > 9 ? 2 : 3 });
  const teacher = { title: words.classTeacher, text: card.comments.classTeacher, name: group.classTeacher };
  const head = { title: school.headTitle ?? words.head, text: card.comments.head, name: school.headName };
  return [
    { ...teacher, beside: words.date, lines },
    { ...head, beside: words.stamp, lines, signed: Boolean(school.headSignature) },
  ];
}

function facts(card: CardSnapshot, show: Formats, words: Words) {
  const { name, form, level, classTeacher } = card.class;
  return [
    { label: words.admissionNumber, value: card.student.admissionNumber },
    // "10 A" says its form by itself; "3 East" of Form 3 does not
    { label: words.class, value: name.startsWith(form) ? name : `${form} · ${name}` },
    { label: words.level, value: level ?? "" },
    { label: words.born, value: card.student.dateOfBirth ? show.day(card.student.dateOfBirth) : "" },
    { label: words.classTeacher, value: classTeacher ?? "" },
  ].filter((fact) => fact.value !== "");
}

function keyFigures(card: CardSnapshot, show: Formats, words: Words) {
  const { results, rule, attendance, statistics } = card;
  const grade = results.grade ?? "";
  const pass = passFrom(card);
  const comparison = statistics.mean == null ? "" : fill(words.classAverageIs, { mark: show.mark(statistics.mean) });
  const boxes = [
    {
      label: words.average,
      value: show.mark(results.average),
      unit: rule.shownOutOf === 100 ? "%" : fill(words.of, { n: rule.shownOutOf }),
      below: [attendance && grade ? fill(words.gradeIs, { grade }) : "", comparison].filter(Boolean).join(" · "),
    },
  ];
  if (grade && !attendance) {
    const below = results.points == null ? "" : fill(words.points, { points: show.score(results.points) });
    boxes.push({ label: words.grade, value: grade, unit: "", below });
  }
  if (rule.ranking) boxes.push(positionBox(card, show, words));
  boxes.push({
    label: words.subjectsPassed,
    value: results.passes === null ? "–" : String(results.passes),
    unit: fill(words.of, { n: results.subjects.filter((subject) => subject.total !== null).length }),
    below: pass === null ? "" : fill(words.passMark, { mark: show.mark(pass) }),
  });
  if (attendance) {
    const late = attendance.late ? fill(words.lateOn, { n: attendance.late }) : words.neverLate;
    const unit = fill(words.ofDays, { n: attendance.daysOpened });
    boxes.push({
      label: words.attendance,
      value: String(attendance.present),
      unit,
      below: attendance.late == null ? "" : late,
    });
  }
  return boxes.map((box) => ({ ...box, long: box.value.length > 9 }));
}

function positionBox({ results }: CardSnapshot, show: Formats, words: Words) {
  const inForm =
    results.formPosition == null
      ? ""
      : fill(words.inTheForm, { position: show.ordinal(results.formPosition), n: results.formOutOf ?? "–" });
  if (results.position == null) {
    return {
      label: words.positionInClass,
      value: "–",
      unit: "",
      below: results.complete ? words.notRanked : words.incomplete,
    };
  }
  const unit = results.outOf == null ? "" : fill(words.of, { n: results.outOf });
  return { label: words.positionInClass, value: show.ordinal(results.position), unit, below: inForm };
}

function chart(card: CardSnapshot, few: boolean, colours: { main: string; accent: string }): string {
  const bars = card.results.subjects.map((subject) => ({
    label: subject.name,
    mark: subject.total,
    mean: subject.mean,
    lowest: subject.lowest,
    highest: subject.highest,
  }));
  const sizes = few
    ? { width: 1080, rowHeight: 110, labelWidth: 230 }
    : { width: 760, rowHeight: card.results.subjects.length > 9 ? 38 : 46, labelWidth: 220 };
  return barChart(bars, { ...sizes, ...colours, passFrom: passFrom(card), shownOutOf: card.rule.shownOutOf });
}

function ladder(card: CardSnapshot, show: Formats) {
  return card.scale.bands.map((band) => ({
    label: band.label,
    from: show.mark(band.from),
    fails: !band.passes,
    own: band.label === card.results.grade,
  }));
}

function keyText(card: CardSnapshot, show: Formats, words: Words): string {
  const bands = card.scale.bands.map((band) => `${band.label}\u00a0${show.mark(band.from)}`).join(" · ");
  const absences = card.results.subjects.some(({ parts }) => parts.some((part) => part.status === "absent"));
  return [
    bands && !isFew(card) ? fill(words.gradesKey, { bands }) : "", // few subjects leave room for the whole scale
    card.scale.bands.some((band) => !band.passes) ? words.failsKey : "",
    card.rule.ranking ? fill(words.positionKey, { rule: card.rule.ranking }) : "",
    card.rule.gradeFrom === "exact" ? words.gradeFromExact : words.gradeFromShown,
    absences ? (card.rule.absentCounts === "zero" ? words.absentZero : words.absentLeftOut) : "",
  ]
    .filter(Boolean)
    .join(" ");
}
