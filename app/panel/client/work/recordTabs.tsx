import React, { type ReactNode } from "react";
import type { Row } from "../base/cell.js";
import { holds, type PanelResource } from "../base/state.js";
import { t } from "../base/words.js";
import type { Tab } from "../record/tab.js";
import { ActAs } from "./platform/ActAs.js";
import { SchoolUse } from "./platform/SchoolUse.js";
import { ExamLink } from "./marks/ExamLink.js";
import { CardPaper } from "./results/CardPaper.js";
import { ClassLinks } from "./results/ClassLinks.js";
import { ExamSessionGrids } from "./results/ExamSessionGrids.js";
import { StudentCards } from "./results/StudentCards.js";
import { StudentGuardians } from "./results/StudentGuardians.js";
import { StudentResults } from "./results/StudentResults.js";

type Counts = Record<string, number>;
const KINDS: Record<string, (counts: Counts) => (Tab & { may: boolean })[]> = {
  students: (counts) => [
    {
      key: "student-guardians",
      label: t("tab.guardians"),
      count: counts["student-guardians"],
      may: holds("students.read"),
      draw: (row) => <StudentGuardians row={row} />,
    },
    {
      key: "results",
      label: t("page.results"),
      may: holds("results.read"),
      draw: (row) => <StudentResults row={row} />,
    },
    {
      key: "report-cards",
      label: t("tab.report-cards"),
      count: counts["report-cards"],
      may: holds("results.read"),
      draw: (row) => <StudentCards row={row} />,
    },
  ],
  "class-sessions": () => [
    {
      key: "results",
      label: t("page.results"),
      may: holds("results.read"),
      draw: (row) => <ClassLinks row={row} to="results" />,
    },
    {
      key: "marks",
      label: t("tab.marks"),
      may: holds("marks.read"),
      draw: (row) => <ClassLinks row={row} to="marks" />,
    },
  ],
  "exam-sessions": () => [
    { key: "grids", label: t("tab.marks"), may: holds("marks.read"), draw: (row) => <ExamSessionGrids row={row} /> },
  ],
  schools: () => [
    { key: "use", label: t("tab.use"), may: holds("platform.read"), draw: (row) => <SchoolUse row={row} /> },
  ],
  exams: () => [
    { key: "marks", label: t("tab.marks"), may: holds("marks.read"), draw: (row) => <ExamLink row={row} /> },
  ],
  "report-cards": () => [
    { key: "paper", label: t("tab.paper"), may: holds("results.read"), draw: (row) => <CardPaper row={row} /> },
  ],
};

/** Tabs that a record has besides the rows that lead to it; one with a related resource's name takes its place. */
export function extraTabs(resource: PanelResource, counts: Counts): Tab[] {
  const tabs = Object.hasOwn(KINDS, resource.name) ? KINDS[resource.name]!(counts) : [];
  return tabs.filter((one) => one.may).map(({ may: _, ...tab }) => tab);
}

/** Buttons of a record that are no verbs of its resource. */
export const extraButtons = (resource: PanelResource, row: Row): ReactNode =>
  resource.name === "schools" ? <ActAs resource={resource} row={row} /> : null;
