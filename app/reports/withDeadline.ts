/** The work took longer than its deadline and was stopped. */
export class DeadlinePassed extends Error {
  constructor(milliseconds: number) {
    super(`Not finished after ${milliseconds / 1000} s`);
    this.name = "DeadlinePassed";
  }
}

/**
 * The result of `work`, or DeadlinePassed after `milliseconds`, when `stop` has been called. What `work` does later is
 * ignored.
 */
export async function withDeadline<T>(milliseconds: number, work: Promise<T>, stop: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      stop();
      reject(new DeadlinePassed(milliseconds));
    }, milliseconds);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
