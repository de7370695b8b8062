import { Op } from "sequelize";
import { keyOf } from "../../files/keys.js";
import type { Stored } from "../../files/Storage.js";
import { storage } from "../../files/openStorage.js";
import { asSystem } from "../../outbox/openWork.js";
import { cardSnapshot, type CardSnapshot } from "../../reports/cardSnapshot.js";
import type { RenderedChunk } from "../../reports/render.js";
import type { KnownClient } from "../../tenancy/resolve.js";
import { withTenant } from "../../tenancy/scope.js";
import { ReportCard } from "../../../models/school/ReportCard.js";
import { ReportItem } from "../../../models/school/ReportItem.js";
import { StoredFile } from "../../../models/school/StoredFile.js";
import { dropBytes } from "./chunkFiles.js";
import { withPictures } from "./withPictures.js";
import { countRunning, held, type Claim } from "./chunks.js";

/** What became of one item: its pages, or why it has none. */
type Outcome = { itemId: string } & ({ pages: number } | { reason: string });
export type Print = (client: KnownClient, cards: readonly CardSnapshot[]) => Promise<RenderedChunk>;

/** Read scope → work → write scope: no connection is held while pages are printed. */
export async function printChunk(client: KnownClient, claim: Claim, print: Print): Promise<void> {
  const items = await withTenant(client, () => loadItems(claim.chunkId), { readOnly: true });
  const cards = await withPictures(
    client,
    items.flatMap(({ card }) => (card ? [card] : [])),
  );
  const printed = cards.length ? await print(client, cards) : { pdf: new Uint8Array(), pagesOf: [], failures: [] };
  const outcomes = outcomesOf(items, printed);
  // The token is part of the key: two workers that both believe in their claim never write over each other's bytes.
  const name = `chunk-${claim.position}-${claim.token}.pdf`;
  const key = keyOf(client.schemaName, "reports", claim.reportId, name);
  const stored = printed.pdf.length ? await storage().put(key, printed.pdf) : undefined;
  const kept = await asSystem(client, "reports", () => finish(claim, outcomes, stored && { key, name, ...stored }));
  if (!kept && stored) await dropBytes(client.schemaName, key);
}

interface LoadedItem {
  itemId: string;
  card?: CardSnapshot;
  reason?: string;
}

async function loadItems(chunkId: string): Promise<LoadedItem[]> {
  const items = await ReportItem.findAll({ where: { chunkId }, order: [["position", "ASC"]] });
  const cards = await ReportCard.findAll({
    attributes: ["id", "status", "snapshot"],
    where: { id: items.map((item) => item.reportCardId) },
  });
  const byId = new Map(cards.map((card) => [card.id, card]));
  return items.map(({ id: itemId, reportCardId }) => {
    const row = byId.get(reportCardId);
    if (row?.status === "revoked") return { itemId, reason: "the card was revoked" };
    const card = cardSnapshot.safeParse(row?.snapshot);
    return card.success ? { itemId, card: card.data } : { itemId, reason: "the card's snapshot cannot be read" };
  });
}

function outcomesOf(items: LoadedItem[], { pagesOf, failures }: RenderedChunk): Outcome[] {
  let at = 0;
  return items.map(({ itemId, card, reason }) => {
    if (!card) return { itemId, reason: reason ?? "not printed" };
    const index = at++;
    const pages = pagesOf[index] ?? 0;
    const failure = failures.find((found) => found.index === index);
    return pages > 0 ? { itemId, pages } : { itemId, reason: failure?.reason ?? "not printed" };
  });
}

/** Writes what was printed, if the claim still holds. An item is done when this is committed, and not before. */
async function finish(
  claim: Claim,
  outcomes: Outcome[],
  file: (Stored & { key: string; name: string }) | undefined,
): Promise<boolean> {
  const mine = await held(claim);
  if (!mine) return false;
  const row = file && (await StoredFile.create({ ...file, contentType: "application/pdf", purpose: "report-chunk" }));
  const groups = new Map<
    string,
    { values: { status: string; pages: number | null; error: string | null }; ids: string[] }
  >();
  for (const outcome of outcomes) {
    const values =
      "pages" in outcome
        ? { status: "done", pages: outcome.pages, error: null }
        : { status: "failed", pages: null, error: outcome.reason };
    const name = JSON.stringify(values);
    if (!groups.has(name)) groups.set(name, { values, ids: [] });
    groups.get(name)!.ids.push(outcome.itemId);
  }
  for (const { values, ids } of groups.values()) await ReportItem.update(values, { where: { id: { [Op.in]: ids } } });
  const status = row ? "done" : "failed";
  await mine.chunk.update({ status, fileId: row?.id ?? null, leaseToken: null, leaseUntil: null });
  await countRunning(claim.reportId);
  return true;
}
