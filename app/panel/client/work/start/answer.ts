/** What `GET /data/dashboard` answers: a school's and the platform's. `to` is a path below /admin. */
export interface Figure {
  key: string;
  value: number;
  of?: number;
  since?: string;
  before?: { value: number; of: number; term: string };
  to: string | null;
}
export interface Todo {
  key: string;
  count: number;
  params: Record<string, string | number | null>;
  to: string | null;
}
export interface Bar {
  label: string;
  value: number;
  of?: number;
  to: string | null;
}
export interface Chart {
  key: string;
  params: Record<string, string>;
  bars: Bar[];
}
export interface Order {
  id: string;
  kind: string;
  status: string;
  classSession: string | null;
  term: string | null;
  done: number;
  total: number;
  createdAt: string;
  to: string;
}
export interface Span {
  name: string;
  startsOn: string;
  endsOn: string;
}
export interface Dashboard {
  /** The school's day; the platform answers an instant instead. */
  today?: string;
  at?: string;
  session?: Span | null;
  term?: Span | null;
  schemaLevel?: string;
  lastActivityAt?: string | null;
  numbers: Figure[];
  todo: Todo[];
  charts: Chart[];
  reports?: Order[];
}
