export type Status = "not_entered" | "present" | "absent" | "exempt";
export interface Value {
  score: number | null;
  status: Status;
}
/** A mark as the server has it; version 0: nobody has entered one yet. */
export interface Saved extends Value {
  version: number;
}
/** What somebody else wrote meanwhile; `by` is null where nobody knows. */
export interface Theirs extends Saved {
  by: string | null;
}

export interface SheetRow extends Saved {
  registrationId: string;
  student: { id: string; admissionNumber: string | null; name: string };
}
/** A column that was said to be final: when and by whom; `by` is null where nobody of the school did it. */
export interface Submitted {
  at: string;
  by: string | null;
}
/** One exam's sheet, as `GET exam-sessions/:id/marks` answers it. */
export interface ExamSheet {
  examId: string;
  subjectId: string;
  paper: string | null;
  maximumMark: number;
  submitted: Submitted | null;
  data: SheetRow[];
}

export interface Column {
  examId: string;
  subject: string;
  paper: string | null;
  maximum: number;
  /** Whether this person writes its marks at all. */
  mine: boolean;
  /** Whether this person may write into it now. */
  writable: boolean;
  submitted: Submitted | null;
}
export interface Person {
  registrationId: string;
  name: string;
  number: string | null;
}

/** Why a text is no mark; `refused` is the server's own word for it. */
export interface Wrong {
  key: "no-mark" | "too-big" | "below" | "decimals" | "refused";
  message?: string;
}
export type CellState = "saved" | "dirty" | "saving" | "invalid" | "conflict";

/** One cell. A change makes a new object, so that a component sees at once whether its own has changed. */
export interface Cell {
  readonly key: string;
  readonly examId: string;
  readonly registrationId: string;
  readonly maximum: number;
  /** What stands in the field. */
  readonly text: string;
  readonly saved: Saved;
  readonly state: CellState;
  readonly wrong?: Wrong | undefined;
  readonly theirs?: Theirs | undefined;
  /** What is on its way to the server. */
  readonly sent?: Value | undefined;
}

export const keyOf = (examId: string, registrationId: string): string => `${examId} ${registrationId}`;
