import type { FieldError } from "../base/call.js";
import type { PanelField } from "../base/state.js";
import type { Value } from "./values.js";

export interface FieldProps {
  field: PanelField;
  /** JSON pointer of the field in what is sent; its errors come under it. */
  at: string;
  value: Value;
  errors: FieldError[];
  onChange: (value: Value) => void;
}

export interface ControlProps {
  id: string;
  field: PanelField;
  value: Value;
  onChange: (value: Value) => void;
  more: Record<string, unknown>;
}

/** The id of a field's control: a summary of errors leads there. */
export const idOf = (at: string): string => `field${at.replaceAll("/", "-")}`;
