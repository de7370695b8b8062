import { state } from "./state.js";
import { t } from "./words.js";
import { problemWords } from "./problemWords.js";

export interface FieldError {
  path: string;
  message: string;
  code: string;
  [more: string]: unknown;
}

/** A refusal of the server, or no answer at all (`offline`); `message` is a sentence for the person. */
export class CallError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly errors: FieldError[] = [],
    readonly body: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

let signInAgain: (() => Promise<void>) | undefined;
/** Who asks for the password when the session has ended: the frame. Its promise ends once the person is back. */
export const whenSignedOut = (ask: () => Promise<void>): void => void (signInAgain = ask);

interface Options {
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

/**
 * Calls the panel's server: JSON both ways, refusals as CallError. An ended session is asked for in place, and the call
 * is made once more: what was typed is never lost.
 * @param path below /admin: "/data/students", "/view/students?page=2"
 */
export async function call<T>(method: string, path: string, body?: unknown, options: Options = {}): Promise<T> {
  const response = await send(method, path, body, options);
  if (response.status === 401 && signInAgain) {
    await signInAgain();
    return answerOf<T>(await send(method, path, body, options));
  }
  return answerOf<T>(response);
}

async function send(method: string, path: string, body: unknown, { signal, headers = {} }: Options) {
  const isForm = body instanceof FormData;
  try {
    return await fetch(`/admin${path}`, {
      method,
      signal: signal ?? null,
      headers: {
        Accept: "application/json",
        "Accept-Language": state.language,
        ...(body && !isForm ? { "Content-Type": "application/json" } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    throw new CallError(0, "offline", t("offline"));
  }
}

async function answerOf<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.ok) return body as T;
  const code = typeof body.code === "string" ? body.code : "internal";
  const errors = ((body.errors ?? []) as FieldError[]).map((one) => ({ ...one, message: problemWords(one) }));
  const detail = typeof body.detail === "string" ? body.detail : "";
  // What is wrong with a body is what is wrong with its first field: its words know the limits.
  const message = code === "invalid" && errors[0] ? errors[0].message : problemWords({ code, message: detail });
  throw new CallError(response.status, code, message, errors, body);
}

/** The file behind an address, saved under the name that the server gives it. */
export async function download(path: string): Promise<void> {
  const response = await send("GET", path, undefined, {});
  if (!response.ok) return answerOf(response);
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = decodeURIComponent(name ?? path.split("/").pop()?.split("?")[0] ?? "file");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
