import type { FakeClock } from "./FakeClock.js";
import { GraphError } from "./types.js";
import { DOCUMENT_BYTES, DOCUMENT_TYPES } from "../../whatsapp/limits.js";

export interface StoredMedia {
  phoneNumberId: string;
  mimeType: string;
  filename: string;
  bytes: Buffer;
  at: number;
}

const LIVES = 30 * 24 * 3600_000;
const IMAGE_BYTES = 5 * 1024 * 1024;
const IMAGES = new Set(["image/jpeg", "image/png"]);

/** Uploaded files: an id belongs to the number that uploaded it, and lives 30 days. */
export class Media {
  private readonly files = new Map<string, StoredMedia>();
  private last = 9900;

  constructor(private readonly clock: FakeClock) {}

  add(phoneNumberId: string, file: { mimeType: string; filename: string; bytes: Buffer }): string {
    const image = IMAGES.has(file.mimeType);
    if (!image && !Object.hasOwn(DOCUMENT_TYPES, file.mimeType)) {
      throw new GraphError(400, 100, `file must be one of the supported types; ${file.mimeType} is not`);
    }
    if (file.bytes.length > (image ? IMAGE_BYTES : DOCUMENT_BYTES)) throw new GraphError(400, 100, "file is too big");
    const id = String(++this.last);
    this.files.set(id, { phoneNumberId, ...file, at: this.clock.now() });
    return id;
  }

  /** @throws GraphError 100 for an unknown id and another number's, 131053 for one older than 30 days. */
  use(phoneNumberId: string, id: unknown): StoredMedia {
    const file = this.files.get(String(id));
    if (!file || file.phoneNumberId !== phoneNumberId)
      throw new GraphError(400, 100, `media id ${String(id)} does not exist`);
    if (this.clock.now() - file.at > LIVES) throw new GraphError(400, 131053, `media id ${String(id)} has expired`);
    return file;
  }

  peek(id: string): StoredMedia | undefined {
    return this.files.get(id);
  }
}
