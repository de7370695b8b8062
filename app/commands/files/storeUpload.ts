import { createHash } from "node:crypto";
import { StoredFile } from "../../../models/school/StoredFile.js";
import type { Accepted } from "../../files/accepted.js";
import { keyOf } from "../../files/keys.js";
import { storage } from "../../files/openStorage.js";
import { isUuid, uuidv7 } from "../../ids.js";
import { who } from "../../policies/Actor.js";
import { current } from "../../tenancy/context.js";

export interface UploadedFile {
  id: string;
  url: string;
  contentType: string;
  bytes: number;
}
type Open = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Keeps an upload: the row first, then the bytes, outside of the scope. Whoever dies in between leaves a row that nothing
 * refers to, which the sweep takes away with its bytes; bytes without a row cannot be.
 */
export async function storeUpload(open: Open, name: string, file: Accepted): Promise<UploadedFile> {
  const { bytes, contentType, extension } = file;
  const id = uuidv7();
  const { key, clientId } = await open(async () => {
    const { schema, clientId } = current();
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const values = { id, key: keyOf(schema, "uploads", `${id}.${extension}`), name: nameOf(name, extension) };
    const createdBy = isUuid(who().id) ? who().id : null;
    await StoredFile.create({ ...values, contentType, bytes: bytes.length, sha256, purpose: "upload", createdBy });
    return { key: values.key, clientId };
  });
  try {
    await storage().put(key, bytes);
  } catch (error) {
    await open(async () => void (await (await StoredFile.findByPk(id))?.destroy()));
    throw error;
  }
  const url = storage().signedUrl({ clientId, fileId: id, name: nameOf(name, extension), purpose: "view" });
  return { id, url, contentType, bytes: bytes.length };
}

/** The name it came with, without folders, under the ending of what it is. */
function nameOf(name: string, extension: string): string {
  const base = (name.split(/[/\\]/).at(-1) ?? "").replace(/\.[^.]*$/, "");
  // eslint-disable-next-line no-control-regex -- they are what is taken out
  const clean = base.replace(/[\u0000-\u001f\u007f]|\p{Cs}/gu, "").trim();
  return `${Array.from(clean).slice(0, 80).join("") || "file"}.${extension}`;
}
