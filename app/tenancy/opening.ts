import { isDeepStrictEqual } from "node:util";
import { context } from "./context.js";
import type { Question, ScopedConnection, Told } from "./frame.js";

/**
 * BEGIN and what the scope asks first (who is this, what may he), in one round trip. The messages stand in order on the
 * wire, so a question is answered inside the transaction; where BEGIN failed it runs as the bare login, which may read
 * nothing, and BEGIN's error is the one that is thrown.
 * @returns the answers in order; a question that failed keeps its error for whoever takes the answer
 */
export async function open(
  connection: ScopedConnection,
  begin: string,
  questions: readonly Question[],
): Promise<Told[]> {
  if (!questions.length) {
    await connection.simple(begin);
    return [];
  }
  const { stream } = connection.connection;
  connection.pipeline = true;
  stream.cork();
  try {
    const opened = connection.simple(begin);
    // async: the wall's refusal of a statement is that question's error, and BEGIN's answer is waited for all the same
    const answers = questions.map(async ({ text, values }) => connection.query(text, values));
    stream.uncork();
    // One connection, in order: pg's pipeline, not queries side by side.
    const [began, ...told] = await Promise.allSettled([opened, ...answers]);
    if (began.status === "rejected") throw began.reason;
    return told.map((one, n) => ({ question: questions[n]!, ...settled(one) }));
  } finally {
    connection.pipeline = false;
  }
}

const settled = (one: PromiseSettledResult<{ rows: Record<string, unknown>[] }>) =>
  one.status === "fulfilled" ? { rows: one.value.rows } : { error: one.reason as Error };

/** The answer to a question: as it came with BEGIN where it was asked there, else asked now. */
export async function answerTo<T>(question: Question): Promise<T[]> {
  const { connection, told } = context();
  const known = told.find((one) => isDeepStrictEqual(one.question, question));
  if (known?.error) throw known.error;
  const rows = known?.rows ?? (await connection.query(question.text, question.values)).rows;
  return rows as T[];
}
