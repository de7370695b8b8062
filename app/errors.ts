/** Every error raised on purpose: a stable code, its status and title (api.md, section 1). One place answers them: http/problems. */
const CODES = {
  malformed_json: [400, "The body is not JSON"],
  ambiguous_credentials: [400, "More than one credential"],
  unauthenticated: [401, "Sign in first"],
  invalid_credentials: [401, "Wrong sign-in"],
  token_expired: [401, "The token has expired"],
  token_reused: [401, "The token was used before"],
  forbidden: [403, "Not allowed"],
  wrong_audience: [403, "Not for this kind of user"],
  schema_not_allowed: [403, "Another school's name"],
  client_suspended: [403, "The school is suspended"],
  not_found: [404, "Not found"],
  unknown_host: [404, "No school at this address"],
  version_conflict: [409, "Changed by somebody else"],
  invalid_transition: [409, "Not possible in this state"],
  duplicate: [409, "There is one already"],
  in_use: [409, "Still in use"],
  locked: [409, "Locked"],
  not_locked: [409, "Not locked yet"],
  weights_incomplete: [409, "The weights do not add to 100"],
  incomplete: [409, "Something is missing"],
  not_published: [409, "Not published"],
  over_capacity: [409, "The class is full"],
  quota_exceeded: [409, "A limit of this school is reached"],
  too_large: [413, "Too large"],
  unsupported_media_type: [415, "Wrong content type"],
  invalid: [422, "Some of it is wrong"],
  idempotency_mismatch: [422, "The key was used for something else"],
  rate_limited: [429, "Too many requests"],
  internal: [500, "Something went wrong on our side"],
  client_unavailable: [503, "The school is being prepared"],
  busy: [503, "Busy, try again"],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof CODES;

/** One wrong field or row; `path` is a JSON pointer into what was sent. */
export interface FieldError {
  path: string;
  message: string;
  code: string;
  [more: string]: unknown;
}

interface ProblemOptions {
  detail?: string;
  errors?: FieldError[];
  headers?: Record<string, string>;
  more?: Record<string, unknown>;
  /** A write that must outlive the rollback (an audited denial, a counted failure); runs in a scope of its own. */
  afterRollback?: () => Promise<void>;
}

/** A refusal that a caller may see. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  constructor(
    readonly code: ProblemCode,
    readonly options: ProblemOptions = {},
  ) {
    super(options.detail ?? CODES[code][1]);
    this.name = "Problem";
    this.status = CODES[code][0];
    this.title = CODES[code][1];
  }
  get errors(): FieldError[] {
    return this.options.errors ?? [];
  }
}

/** Makes a refusal: `throw problem("not_found")`. */
export function problem(code: ProblemCode, options: ProblemOptions | string = {}): Problem {
  return new Problem(code, typeof options === "string" ? { detail: options } : options);
}

/** Makes the refusal of wrong input: one error per field or row. */
export function invalid(...errors: FieldError[]): Problem {
  const first = errors[0];
  return new Problem("invalid", { errors, detail: first ? `${first.path || "/"}: ${first.message}` : undefined });
}

/** One field error, for `invalid(fieldError("/name", "is missing"))`. */
export function fieldError(
  path: string,
  message: string,
  code = "invalid",
  more: Record<string, unknown> = {},
): FieldError {
  return { path, message, code, ...more };
}

export const problemCodes = Object.keys(CODES) as ProblemCode[];
