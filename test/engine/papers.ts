import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newVerificationCode } from "../../app/commands/reports/verifyCode.js";
import { bulkCreate } from "../../app/audit/audited.js";
import { sha256 } from "../../app/crypto/keys.js";
import { configure, env } from "../../app/env.js";
import { current } from "../../app/tenancy/context.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import type { RenderedChunk } from "../../app/reports/render.js";
import type { Printer } from "../../app/commands/reports/printer.js";
import * as models from "../../models/index.js";
import { PDFDocument } from "pdf-lib";
import { buildClassSession, buildTerm } from "../factories.js";
import { portugueseCard } from "../reports/sampleCards.js";
import { testChromium } from "../reports/support.js";
import { ask } from "../support/app.js";
import type { School } from "../support/schools.js";

/** A home folder of its own for a test file's files, with the browser that all runs share. Call what it returns at the end. */
export async function useHome(): Promise<() => void> {
  const before = env.FORMROOM_HOME;
  const home = mkdtempSync(join(tmpdir(), "formroom-files-"));
  await testChromium();
  symlinkSync(new URL("../../node_modules/.cache/formroom-chromium", import.meta.url).pathname, join(home, "chromium"));
  configure({ FORMROOM_HOME: home });
  return () => {
    configure({ FORMROOM_HOME: before });
    rmSync(home, { recursive: true, force: true });
  };
}

export interface Published {
  termId: string;
  classSessionId: string;
  cards: { id: string; studentId: string; code: string; name: string; admissionNumber: string }[];
}

/** A published term with a class of so many, each with a card. Names run backwards, so that sorting has something to do. */
export function publishedClass(
  school: School,
  size: number,
  publishedAt: Date | null = new Date(),
): Promise<Published> {
  return school.inside(async () => {
    const term = await buildTerm({ publishedAt });
    const group = await buildClassSession({ sessionId: term.sessionId });
    const publication = await models.Publication.create({
      kind: "term",
      termId: term.id,
      number: 1,
      publishedAt: new Date(),
    });
    const students = await bulkCreate(
      models.Student,
      Array.from({ length: size }, (_, index) => ({
        admissionNumber: `${group.name}/${1000 + index}`,
        firstName: "Tariro",
        lastName: `Moyo ${String(size - index).padStart(3, "0")}`,
        gender: "female",
        dateOfBirth: "2011-02-28",
      })),
    );
    const registrations = await bulkCreate(
      models.Registration,
      students.map(({ id }) => ({ studentId: id, sessionId: term.sessionId, classSessionId: group.id })),
    );
    const rows = students.map((student, index) => {
      const code = newVerificationCode();
      const name = `${student.firstName} ${student.lastName}`;
      const admissionNumber = student.admissionNumber ?? "";
      const card = portugueseCard({
        student: { name, admissionNumber },
        class: { name: group.name, form: "10" },
        verification: { code, url: `http://${school.host}/verify/${code.replaceAll("-", "")}` },
      });
      return { student, code, name, admissionNumber, card, registrationId: registrations[index]!.id };
    });
    const cards = await bulkCreate(
      models.ReportCard,
      rows.map(({ student, code, card, registrationId }, index) => ({
        number: `${group.name}-${index + 1}`,
        publicationId: publication.id,
        studentId: student.id,
        registrationId,
        classSessionId: group.id,
        termId: term.id,
        version: 1,
        verificationCode: code,
        issuedAt: new Date(),
        snapshot: card as unknown as Record<string, unknown>,
        hash: sha256(JSON.stringify(card)),
      })),
    );
    await models.VerificationCode.bulkCreate(
      cards.map(({ id, verificationCode }) => ({
        code: verificationCode,
        clientId: current().clientId,
        reportCardId: id,
      })),
    );
    return {
      termId: term.id,
      classSessionId: group.id,
      cards: cards.map(({ id, studentId }, index) => {
        const { code, name, admissionNumber } = rows[index]!;
        return { id, studentId, code, name, admissionNumber };
      }),
    };
  });
}

/** Orders the cards of a class, as the school's administrator unless `school` has another's token. */
export const order = (school: School, { classSessionId, termId }: Published, more: object = {}) =>
  ask("POST", "/api/v1/school/reports", {
    token: school.token,
    body: { kind: "report-card", classSessionId, termId, ...more },
  });
/** A report as the API tells it. */
export const look = async (school: School, id: string) =>
  (await ask("GET", `/api/v1/school/reports/${id}`, { token: school.token })).body;
/** How many batches of all schools wait for the pump. */
export const waiting = () => withPlatform(() => models.OpenWork.count({ where: { kind: "reports" } }));
export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A printer without a browser: one empty page a card. `seen` gathers the names, `before` may wait or fail. */
export function quickPrinter(before: (names: string[]) => Promise<unknown> = async () => undefined) {
  const seen: string[] = [];
  const printer: Printer = {
    close: async () => undefined,
    async print(_client, cards): Promise<RenderedChunk> {
      const names = cards.map((card) => card.student.name);
      await before(names);
      seen.push(...names);
      const pdf = await PDFDocument.create();
      for (const _ of names) pdf.addPage();
      return { pdf: await pdf.save(), pagesOf: names.map(() => 1), failures: [] };
    },
  };
  return { printer, seen };
}
