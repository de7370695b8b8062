import type { Model, ModelStatic } from "sequelize";
import { fieldError, invalid } from "../../app/errors.js";
import { PAPER_PICTURE_BYTES, PICTURE_TYPES } from "../../app/files/accepted.js";
import { StoredFile } from "./StoredFile.js";

type Use = "photo" | "signature" | "crest";
const USES = ["upload", "photo", "signature", "crest"];

/**
 * A file that is put to use as a picture: an upload of this school (its own schema holds no other's) and an image. Its
 * purpose is written under its lock, so that the sweep of what nobody refers to and this cannot both have it.
 * @throws 422 at `path`, for a crest or signature above 1 MB too
 */
export async function usePicture(id: string, use: Use, path: string): Promise<void> {
  const file = await StoredFile.findByPk(id, { lock: true });
  if (!file || !USES.includes(file.purpose) || !PICTURE_TYPES.includes(file.contentType))
    throw invalid(
      fieldError(path, "is no picture of this school: send one to /school/files first", "unknown_reference"),
    );
  if (use !== "photo" && Number(file.bytes) > PAPER_PICTURE_BYTES)
    throw invalid(fieldError(path, "is larger than 1 MB: a paper has to carry it", "too_large"));
  if (file.purpose === "upload") await file.update({ purpose: use });
}

/** Checks a model's picture whenever it is set. */
export function keepPicture<M extends Model>(model: ModelStatic<M>, field: keyof M & string, use: Use): void {
  model.addHook("beforeSave", async (row: M) => {
    const id = row.get(field) as string | null;
    if (row.changed(field as never) && id !== null && id !== undefined) await usePicture(id, use, `/${field}`);
  });
}
