import { PDFDocument, PDFHexString, PDFName, PDFNumber, type PDFRef } from "pdf-lib";

/** A rendered chunk: its file, and how many pages each of its cards has. */
export interface PrintedChunk {
  pdf: Uint8Array;
  pagesOf: readonly number[];
}

export interface JoinOptions {
  title: string;
  /** BCP 47 tag of the file's language. */
  lang: string;
  /** One text a card, in the order of the chunks' cards, those without pages too. */
  bookmarks: readonly string[];
  /** Day the papers were issued: the file's dates, so that the same cards give the same bytes. */
  issuedOn?: string;
}

/**
 * One PDF of several chunks, with a bookmark a card, title and language. Joining chunks keeps one copy of the fonts a
 * chunk; joining singles would bring one a card. Throws RangeError when pages and cards do not add up.
 */
export async function joinChunks(chunks: readonly PrintedChunk[], options: JoinOptions): Promise<Uint8Array> {
  const joined = await PDFDocument.create({ updateMetadata: false });
  const starts: (PDFRef | null)[] = [];
  for (const chunk of chunks) {
    if (chunk.pdf.length === 0) {
      starts.push(...chunk.pagesOf.map(() => null));
      continue;
    }
    const source = await PDFDocument.load(chunk.pdf, { updateMetadata: false });
    const expected = chunk.pagesOf.reduce((sum, pages) => sum + pages, 0);
    if (source.getPageCount() !== expected) {
      throw new RangeError(`A chunk has ${source.getPageCount()} pages where its cards have ${expected}`);
    }
    const pages = await joined.copyPages(source, source.getPageIndices());
    for (const page of pages) joined.addPage(page);
    let at = 0;
    for (const count of chunk.pagesOf) {
      starts.push(count > 0 ? (pages[at]?.ref ?? null) : null);
      at += count;
    }
  }
  if (starts.length !== options.bookmarks.length) {
    throw new RangeError(`${options.bookmarks.length} bookmarks for ${starts.length} cards`);
  }
  addBookmarks(joined, starts, options.bookmarks);
  describe(joined, options);
  return joined.save({ addDefaultPage: false });
}

function describe(joined: PDFDocument, { title, lang, issuedOn }: JoinOptions): void {
  const date = new Date(`${issuedOn ?? "2000-01-01"}T00:00:00Z`);
  joined.setTitle(title, { showInWindowTitleBar: true });
  joined.setLanguage(lang);
  joined.setProducer("Formroom");
  joined.setCreator("Formroom");
  joined.setCreationDate(date);
  joined.setModificationDate(date);
}

/** pdf-lib has no outlines of its own: the dictionaries of PDF 32000-1, 12.3.3, written by hand. */
function addBookmarks(joined: PDFDocument, starts: readonly (PDFRef | null)[], titles: readonly string[]): void {
  const items = starts.flatMap((page, index) => (page ? [{ page, title: titles[index] ?? "" }] : []));
  if (items.length === 0) return;
  const { context } = joined;
  const parent = context.nextRef();
  const refs = items.map(() => context.nextRef());
  items.forEach(({ page, title }, index) => {
    const item = context.obj({ Dest: [page, PDFName.of("Fit")] });
    item.set(PDFName.of("Title"), PDFHexString.fromText(title));
    item.set(PDFName.of("Parent"), parent);
    const [before, after] = [refs[index - 1], refs[index + 1]];
    if (before) item.set(PDFName.of("Prev"), before);
    if (after) item.set(PDFName.of("Next"), after);
    context.assign(refs[index] as PDFRef, item);
  });
  const outline = context.obj({ Type: "Outlines" });
  outline.set(PDFName.of("First"), refs[0] as PDFRef);
  outline.set(PDFName.of("Last"), refs[refs.length - 1] as PDFRef);
  outline.set(PDFName.of("Count"), PDFNumber.of(refs.length));
  context.assign(parent, outline);
  joined.catalog.set(PDFName.of("Outlines"), parent);
  joined.catalog.set(PDFName.of("PageMode"), PDFName.of("UseOutlines"));
}
