import { Op } from "sequelize";
import { z } from "zod";
import { kept } from "../../door/kept.js";
import { one, permitted } from "../../door/load.js";
import { now } from "../../locale/clock.js";
import { who } from "../../policies/Actor.js";
import { ownerOf, resourceOfSide, side } from "./side.js";
import { titlesOf } from "./titles.js";

const SHOWN = 10;
const KEPT = 20;

export const openedBody = z.strictObject({ resource: z.string().max(60), id: z.string().max(60) });
export const recentAnswer = z.strictObject({
  data: z.array(z.strictObject({ resource: z.string(), id: z.uuid(), title: z.string(), at: z.iso.datetime() })),
});

/** The records a person opened last, called as they are called now; those that are gone or out of sight are left out. */
export async function recentRecords(): Promise<z.input<typeof recentAnswer>> {
  const { Recents, resources } = side();
  const actor = who();
  const rows = await Recents.findAll({ where: { userId: ownerOf(actor) }, order: [["at", "DESC"]], limit: KEPT });
  const titles = new Map<string, string>();
  for (const resource of resources) {
    const ids = rows.filter((row) => row.resource === resource.name).map((row) => row.recordId);
    for (const [id, title] of await titlesOf(resource, ids, actor)) titles.set(`${resource.name}/${id}`, title);
  }
  const there = rows.flatMap(({ resource, recordId: id, at }) => {
    const title = titles.get(`${resource}/${id}`);
    return title === undefined ? [] : [{ resource, id, title, at: at.toISOString() }];
  });
  return { data: there.slice(0, SHOWN) };
}

/** Notes that a person opened a record he may see, and forgets all but the last 20. No entry in the trail: looking is no change. */
export async function noteOpened({ resource: name, id }: z.output<typeof openedBody>): Promise<void> {
  const { Recents } = side();
  const actor = who();
  const userId = ownerOf(actor);
  const resource = resourceOfSide(name);
  permitted(resource, "read");
  permitted(resource, "read", await one(resource, id, { plain: true }));
  // Who acts as somebody leaves nothing in that person's list.
  if (actor.impersonatorId !== undefined) return;
  // By the key, not by find and create: two tabs that open one record at once are one row.
  await kept(Recents, () =>
    Recents.upsert({ userId, resource: name, recordId: id, at: now() }, {
      conflictFields: ["user_id", "resource", "record_id"],
      fields: ["at"],
    } as never),
  );
  const old = await Recents.findAll({ where: { userId }, order: [["at", "DESC"]], offset: KEPT, attributes: ["id"] });
  if (old.length) await Recents.destroy({ where: { id: { [Op.in]: old.map((row) => row.id) } } });
}
