import { Op } from "sequelize";
import { z } from "zod";
import { Session } from "../../../models/school/Session.js";
import { Term } from "../../../models/school/Term.js";
import { sessions } from "../../../resources/sessions.js";
import { terms } from "../../../resources/terms.js";
import { bulkUpdate } from "../../audit/audited.js";
import { verb } from "../../door/verb.js";
import { problem } from "../../errors.js";
import { pinnedScales } from "../assessment/scales.js";
import { followSession } from "../people/currentClass.js";

/** Makes a session the current one: the former is closed, its term ends, students stand in their class of this one. */
export const activateSession = verb({
  name: "activate",
  on: sessions,
  may: "activate",
  input: z.strictObject({}),
  confirm: "Make {{title}} the current session? The session that is current now is closed.",
  one: async (session) => {
    if (session.isCurrent) throw problem("invalid_transition", "is current already");
    await makeCurrent(session);
  },
});

async function makeCurrent(session: Session): Promise<void> {
  await bulkUpdate(Session, { isCurrent: false, status: "closed" }, { isCurrent: true });
  await bulkUpdate(Term, { isCurrent: false }, { isCurrent: true, sessionId: { [Op.ne]: session.id } });
  await session.update({ isCurrent: true, status: "current" });
  await followSession(session.id);
}

/** Ends the current session; until another one is activated there is none. */
export const closeSession = verb({
  name: "close",
  on: sessions,
  may: "close",
  input: z.strictObject({}),
  confirm: "Close {{title}}? Nobody can be registered in it afterwards.",
  one: async (session) => {
    if (session.status !== "current") throw problem("invalid_transition", "only the current session is closed");
    await bulkUpdate(Term, { isCurrent: false }, { isCurrent: true, sessionId: session.id });
    await session.update({ isCurrent: false, status: "closed" });
  },
});

/**
 * Makes a term the current one and pins the grade scales adopted now: what is adopted later changes no open term unsaid
 * (design.md 7). A published term keeps the scales it was published with. Without a current session, the term's becomes it.
 */
export const activateTerm = verb({
  name: "activate",
  on: terms,
  may: "activate",
  input: z.strictObject({}),
  confirm: "Make {{title}} the current term? It keeps the grade scales that are adopted now.",
  one: async (term) => {
    if (term.isCurrent) throw problem("invalid_transition", "is current already");
    const session = await Session.findByPk(term.sessionId, { lock: true, rejectOnEmpty: true });
    if (!session.isCurrent) {
      if (await Session.count({ where: { isCurrent: true } }))
        throw problem("invalid_transition", "its session is not the current one: activate that first");
      await makeCurrent(session);
    }
    await bulkUpdate(Term, { isCurrent: false }, { isCurrent: true });
    await term.update({ isCurrent: true, ...(term.publishedAt ? {} : { scales: await pinnedScales() }) });
  },
});
