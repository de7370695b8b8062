/** A picture without what it told beside itself, and its size in pixels as it is stored. */
export interface Picture {
  bytes: Buffer;
  width: number;
  height: number;
}

/** The bytes begin as a picture's and go on as nonsense, or stop half-way. */
export class BrokenPicture extends Error {
  override readonly name = "BrokenPicture";
}

/** A part of a file that must lie inside it. */
export function part(bytes: Buffer, start: number, length: number): Buffer {
  if (length < 0 || start + length > bytes.length) throw new BrokenPicture("it is cut off");
  return bytes.subarray(start, start + length);
}
