import { fieldError, invalid } from "../errors.js";
import { jpeg } from "./pictures/jpeg.js";
import { BrokenPicture, type Picture } from "./pictures/Picture.js";
import { png } from "./pictures/png.js";
import { webp } from "./pictures/webp.js";

/** What is kept of an upload. */
export interface Accepted {
  bytes: Buffer;
  contentType: string;
  extension: string;
}

/** Bytes of a crest or signature: each stands once in every chunk of papers that is printed. */
export const PAPER_PICTURE_BYTES = 1_000_000;
/** More pixels a side than any camera or printer of a school needs; a picture of them is 256 MB where it is drawn. */
const MOST_PIXELS = 8000;

interface Kind {
  contentType: string;
  extension: string;
  begins(bytes: Buffer): boolean;
  read?(bytes: Buffer): Picture;
}
const latin = (bytes: Buffer, start: number, end: number) => bytes.toString("latin1", start, end);
const KINDS: Kind[] = [
  { contentType: "image/png", extension: "png", begins: (b) => latin(b, 0, 8) === "\x89PNG\r\n\x1a\n", read: png },
  { contentType: "image/jpeg", extension: "jpg", begins: (b) => latin(b, 0, 3) === "\xff\xd8\xff", read: jpeg },
  {
    contentType: "image/webp",
    extension: "webp",
    begins: (b) => latin(b, 0, 4) === "RIFF" && latin(b, 8, 12) === "WEBP",
    read: webp,
  },
  { contentType: "application/pdf", extension: "pdf", begins: (b) => latin(b, 0, 5) === "%PDF-" },
];
export const PICTURE_TYPES = KINDS.filter(({ read }) => read).map(({ contentType }) => contentType);

/**
 * What an upload is by its content, never by its name, and the bytes to keep: of a picture without its metadata. Done by
 * hand: what could draw it anew (sharp) brings native code that is fetched at install, and a picture loses by it.
 * @throws 422 at /file
 */
export function accepted(bytes: Buffer): Accepted {
  const kind = KINDS.find(({ begins }) => begins(bytes));
  if (!kind)
    throw refused("is none of PNG, JPEG, WebP and PDF: save a picture as PNG or JPEG (SVG and HEIC are not taken)");
  const { contentType, extension, read } = kind;
  if (!read) return { bytes, contentType, extension };
  const picture = readPicture(bytes, read);
  const most = Math.max(picture.width, picture.height);
  if (Math.min(picture.width, picture.height) < 1) throw refused("is a picture without a size: save it anew");
  if (most > MOST_PIXELS)
    throw refused(`is ${most} pixels long: make it smaller, ${MOST_PIXELS} a side is the most`, "too_large");
  return { bytes: picture.bytes, contentType, extension };
}

function readPicture(bytes: Buffer, read: (bytes: Buffer) => Picture): Picture {
  try {
    return read(bytes);
  } catch (error) {
    if (!(error instanceof BrokenPicture)) throw error;
    throw refused(`is a broken picture (${error.message}): open it, save it anew and send that`);
  }
}

const refused = (message: string, code?: string) => invalid(fieldError("/file", message, code));
