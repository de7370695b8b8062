/**
 * Takes and works until `take` finds nothing, in up to `most` lanes at once. A lane is opened only when the one before
 * found something: ringing for nothing costs one look.
 * @returns how many were worked
 * @throws the first failure, after all lanes have ended
 */
export async function sideBySide<T>(
  most: number,
  take: () => Promise<T | null>,
  work: (taken: T) => Promise<void>,
): Promise<number> {
  const lanes: Promise<void>[] = [];
  const failures: unknown[] = [];
  let count = 0;
  const lane = async (): Promise<void> => {
    for (let taken = await take(); taken !== null; taken = await take()) {
      open();
      await work(taken);
      count += 1;
    }
  };
  const open = (): void => {
    if (lanes.length < most) lanes.push(lane().catch((error: unknown) => void failures.push(error)));
  };
  open();
  for (let index = 0; index < lanes.length; index++) await lanes[index];
  if (failures.length > 0) throw failures[0] as Error;
  return count;
}
