import { createHash } from "node:crypto";
import { checkedKey, keyOf } from "../../files/keys.js";
import { storage } from "../../files/openStorage.js";
import { asSystem } from "../../outbox/openWork.js";
import { cardSnapshot } from "../../reports/cardSnapshot.js";
import { Gate } from "../../reports/gate.js";
import { wordsFor } from "../../reports/words.js";
import { problem } from "../../errors.js";
import type { KnownClient } from "../../tenancy/resolve.js";
import { StoredFile } from "../../../models/school/StoredFile.js";
import type { ReportCard } from "../../../models/school/ReportCard.js";
import { chromium } from "./chromium.js";
import { printTagged } from "./printTagged.js";
import { withPictures } from "./withPictures.js";

/** What has to be known of a stored file to send it. */
export type SentFile = Pick<StoredFile, "key" | "name" | "contentType" | "bytes" | "sha256">;

/** Two at a time: each has a browser of its own, and whoever asks for forty cards wants a report. */
const gate = new Gate(2);

/** The key of a card's own file: of another snapshot or another browser it is another file. */
export async function cardKey(schema: string, card: ReportCard): Promise<string> {
  const { version } = await chromium();
  const recipe = createHash("sha256").update(`${card.hash}\n${version}`).digest("hex").slice(0, 16);
  return keyOf(schema, "cards", card.id, `${recipe}.pdf`);
}

/**
 * One card as a file of its own, tagged for screen readers (reports.md 1), kept once it is made. Outside of any scope.
 * @throws invalid_transition for a revoked card, not_published for one whose term was withdrawn
 */
export async function cardFile(client: KnownClient, card: ReportCard): Promise<SentFile> {
  if (card.status === "revoked") throw problem("invalid_transition", "The card is revoked");
  if (!card.inView) throw problem("not_published", "The term's cards were withdrawn");
  const key = await cardKey(client.schemaName, card);
  return (await known(client, key)) ?? gate.shared(async () => (await known(client, key)) ?? make(client, card, key));
}

async function known(client: KnownClient, key: string): Promise<SentFile | null> {
  const row = await asSystem(client, "cards", () => StoredFile.findOne({ where: { key } }));
  return row && (await storage().stat(checkedKey(client.schemaName, key))) ? row : null;
}

async function make(client: KnownClient, card: ReportCard, key: string): Promise<SentFile> {
  const snapshot = cardSnapshot.parse(card.snapshot);
  const [printed = snapshot] = await withPictures(client, [snapshot]);
  const stored = await storage().put(key, await printTagged(await chromium(), printed));
  const name = `${wordsFor(snapshot.locale).reportCard} ${snapshot.student.name} ${snapshot.term.name}.pdf`;
  const file = { key, name, contentType: "application/pdf", purpose: "report-card", ...stored };
  return asSystem(client, "cards", async () => {
    const row = await StoredFile.findOne({ where: { key }, lock: true });
    return row ? row.update(file) : StoredFile.create(file);
  });
}
