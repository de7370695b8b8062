/**
 * Cuts a stream of lines into parts of about `size` bytes, each ending after a newline: what PostgreSQL sends may end
 * anywhere inside a row, and a part must be whole rows (22P04 otherwise; tenancy.md 6).
 */
export async function* cutAfterNewlines(chunks: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes < size) continue;
    const all = Buffer.concat(held);
    const end = all.lastIndexOf(10) + 1;
    if (!end) continue;
    yield all.subarray(0, end);
    held = end < all.length ? [all.subarray(end)] : [];
    bytes = all.length - end;
  }
  if (bytes) yield Buffer.concat(held);
}

/** How many lines a part has. */
export function linesIn(part: Buffer): number {
  let lines = 0;
  for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines += 1;
  return lines;
}
