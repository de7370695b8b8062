/**
 * A column of marks is submitted as a whole: when, and by whom. `submitted_by` is a user's id, so no foreign key; it is
 * empty where somebody of the platform submitted it.
 */
export const up = [
  "ALTER TABLE exams ADD COLUMN submitted_at timestamptz",
  "ALTER TABLE exams ADD COLUMN submitted_by uuid",
  "ALTER TABLE exams ADD CONSTRAINT exams_submitted_check CHECK (submitted_by IS NULL OR submitted_at IS NOT NULL)",
];

export const down = [
  "ALTER TABLE exams DROP CONSTRAINT exams_submitted_check",
  "ALTER TABLE exams DROP COLUMN submitted_by",
  "ALTER TABLE exams DROP COLUMN submitted_at",
];
