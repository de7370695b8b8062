import { webhookRouter } from "../../../app/api/chatbot/index.js";
import { pumpOutbox } from "../../../app/chatbot/outbox/pumpOutbox.js";
import { pumpMessages } from "../../../app/chatbot/pump/pumpMessages.js";
import { FakeGraph } from "../../../app/chatbot/simulator/fake/FakeGraph.js";
import { publishTerm } from "../../../app/commands/assessment/publishTerm.js";
import { configure, env } from "../../../app/env.js";
import * as models from "../../../models/index.js";
import * as build from "../../factories.js";
import { appPort, ask, serveApp } from "../../support/app.js";
import { makeSchool, platformToken, type School } from "../../support/schools.js";
import { serve } from "../simulator/support.js";
import { longPauses } from "./longPauses.js";

export const APP_SECRET = "the app's secret";
export const MOTHER = "12015550101";

/** A school with a number of its own, known to the fake, and what one needs to write to it. */
export interface ChattySchool extends School {
  phoneNumberId: string;
}

let numbers = 0;

/** Schools on the real database, and a fake of Meta in this process that both sides talk to over HTTP. */
export class World {
  /** Whose phone it is that writes, unless another is named. */
  me = MOTHER;
  private phones = 0;

  private constructor(
    readonly fake: FakeGraph,
    readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<World> {
    await serveApp({ chatbot: webhookRouter });
    const fake = new FakeGraph({ numbers: [], production: false });
    fake.deliveries.manner.batch = true;
    const served = await serve(fake);
    const before = { ...env };
    const usualPauses = longPauses();
    configure({ WHATSAPP_API_URL: served.url, WHATSAPP_APP_SECRET: APP_SECRET });
    return new World(fake, async () => {
      usualPauses();
      configure({
        WHATSAPP_API_URL: before.WHATSAPP_API_URL,
        WHATSAPP_APP_SECRET: before.WHATSAPP_APP_SECRET,
      });
      await served.close();
    });
  }

  /** Another phone writes from now on: tests of one school do not meet. */
  newPhone(): string {
    return (this.me = `120255501${String(this.phones++).padStart(2, "0")}`);
  }

  /** A new school with a number; `appSecret` when the number belongs to a Meta app of its own. */
  async school({ appSecret, proof = "phone" }: { appSecret?: string; proof?: string } = {}): Promise<ChattySchool> {
    const school = await makeSchool();
    const phoneNumberId = `${Date.now()}${++numbers}`;
    const token = `token-${phoneNumberId}`;
    const made = await ask("POST", `/api/v1/system/schools/${school.client.id}/whatsapp-numbers`, {
      token: await platformToken(),
      body: {
        phoneNumberId,
        displayNumber: "+1 201 555 0199",
        accessToken: token,
        ...(appSecret ? { appSecret } : {}),
      },
    });
    if (made.status !== 201) throw new Error(made.text);
    this.fake.numbers.set(phoneNumberId, {
      phoneNumberId,
      displayNumber: "+1 201 555 0199",
      wabaId: "WABA",
      token,
      appSecret: appSecret ?? APP_SECRET,
      webhookUrl: `http://127.0.0.1:${appPort()}/api/v1/chatbot/webhook`,
    });
    const settings = await ask("PATCH", "/api/v1/chatbot/settings", { token: school.token, body: { proof } });
    if (settings.status !== 200) throw new Error(settings.text);
    return { ...school, phoneNumberId };
  }

  /** Everything that is on its way arrives, is worked, answered and reported, until nothing moves any more. */
  async settle(): Promise<void> {
    for (let moved = 1; moved > 0;) {
      await this.fake.settle();
      moved = (await pumpMessages()) + (await pumpOutbox());
    }
    await pumpMessages();
  }

  /** A person writes and reads what comes back: the texts of this exchange. */
  async say(school: ChattySchool, text: string, waId = this.me): Promise<string> {
    return this.tell(school, { type: "text", text: { body: text } }, waId);
  }

  async tell(school: ChattySchool, content: Record<string, unknown>, waId = this.me): Promise<string> {
    const before = this.fake.chat.length;
    this.fake.say(waId, school.phoneNumberId, content);
    // Statuses of the answer come with the next exchange, or with settle().
    await this.fake.settle();
    await pumpMessages({ workers: 1 });
    await pumpOutbox({ senders: 1 });
    return this.answers(school, waId, before).join("\n---\n");
  }

  /** What this phone has been sent by this school since line `from`. */
  answers(school: ChattySchool, waId = this.me, from = 0): string[] {
    return this.fake.chat
      .slice(from)
      .filter((line) => line.side === "school" && line.waId === waId && line.phoneNumberId === school.phoneNumberId)
      .map(({ message }) => {
        const { text, interactive } = message as { text?: { body: string }; interactive?: { body: { text: string } } };
        return text?.body ?? interactive?.body.text ?? "";
      });
  }

  /** Options of the last answer to this phone. */
  options(waId = this.me): { id: string; title: string }[] {
    const last = this.fake.chat.filter((line) => line.side === "school" && line.waId === waId).at(-1);
    const action = (last?.message.interactive as { action?: Record<string, never[]> } | undefined)?.action ?? {};
    type Option = { id: string; title: string };
    const buttons = (action.buttons ?? []) as { reply: Option }[];
    return [
      ...buttons.map(({ reply }) => reply),
      ...((action.sections ?? []) as { rows: Option[] }[]).flatMap(({ rows }) => rows),
    ];
  }

  async press(school: ChattySchool, title: string, waId = this.me): Promise<string> {
    const option = this.options(waId).find((candidate) => candidate.title === title);
    if (!option)
      throw new Error(
        `no option ${title} among ${this.options(waId)
          .map((one) => one.title)
          .join(", ")}`,
      );
    return this.pressId(school, option.id, waId);
  }

  pressId(school: ChattySchool, id: string, waId = this.me): Promise<string> {
    const reply = { type: "list_reply", list_reply: { id, title: "whatever it says" } };
    return this.tell(school, { type: "interactive", interactive: reply }, waId);
  }
}

export interface Pupil {
  studentId: string;
  guardianId: string;
  linkId: string;
  termId: string;
}

interface Wish {
  firstName?: string;
  admissionNumber?: string;
  score?: number;
  waId?: string;
  guardianId?: string;
  mayKnow?: boolean;
  consent?: string;
  publish?: boolean;
}

/** A student in a class of its own, with one mark in a term that is locked (and published), and a guardian of that phone. */
export async function pupil(school: School, wish: Wish = {}): Promise<Pupil> {
  const { firstName = "Tariro", score = 67, waId = MOTHER, mayKnow = true, consent = "given", publish = true } = wish;
  return school.inside(async () => {
    const term = await build.buildTerm();
    const form = await build.buildForm({ level: "O Level" });
    const { id: classId } = await build.buildClass({ formId: form.id });
    const classSession = await build.buildClassSession({ sessionId: term.sessionId, classId });
    const student = await build.buildStudent({
      firstName,
      ...(wish.admissionNumber ? { admissionNumber: wish.admissionNumber } : {}),
    });
    const registration = await build.buildRegistration({ studentId: student.id, classSessionId: classSession.id });
    const subject = await build.buildSubject({ name: "Maths" });
    await build.buildClassSessionSubject({ classSessionId: classSession.id, subjectId: subject.id });
    const examSession = await build.buildExamSession({ termId: term.id, weight: 100 });
    const exam = await build.buildExam({
      examSessionId: examSession.id,
      classSessionId: classSession.id,
      subjectId: subject.id,
    });
    await models.Mark.create({ examId: exam.id, registrationId: registration.id, score, status: "present" });
    await examSession.update({ status: "locked" });
    const guardian =
      (wish.guardianId && (await models.Guardian.findByPk(wish.guardianId))) ||
      (await build.buildGuardian({ phone: `+${waId}`, whatsappConsent: { state: consent } }));
    const link = await build.buildStudentGuardian({ studentId: student.id, guardianId: guardian.id, mayKnow });
    if (publish) await publishTerm.call(term.id, {});
    return { studentId: student.id, guardianId: guardian.id, linkId: link.id, termId: term.id };
  });
}
