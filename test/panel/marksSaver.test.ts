import { expect } from "chai";
import { createSaver, type Entry, type Trouble } from "../../app/panel/client/work/marks/saver.js";
import { createSheet } from "../../app/panel/client/work/marks/sheet.js";
import { keyOf, type SheetRow } from "../../app/panel/client/work/marks/types.js";
import { sheetOf } from "./marksRows.js";

const key = (row: number, exam = "m") => keyOf(exam, `r${row}`);
const refusal = (status: number, code: string, errors: object[] = []) =>
  Object.assign(new Error(code), { status, code, errors });

/** A server of one or two exams that answers as told, in the order of its calls. */
function serverOf(answers: (Error | "fine")[], sheets = [sheetOf("m", 4)], wait = 5) {
  const sent: { examId: string; marks: Entry[] }[] = [];
  const told: (Trouble | undefined)[] = [];
  const stored = new Map(sheets.map((one) => [one.examId, one.data.map((row): SheetRow => ({ ...row }))]));
  const sheet = createSheet(sheets);
  const put = async (examId: string, marks: Entry[]) => {
    sent.push({ examId, marks });
    await Promise.resolve();
    const answer = answers.shift() ?? "fine";
    if (answer !== "fine") throw answer;
    for (const { registrationId, score, status } of marks) {
      const row = stored.get(examId)!.find((one) => one.registrationId === registrationId)!;
      Object.assign(row, { score, status, version: row.version + 1 });
    }
    return { data: stored.get(examId)!.map((row) => ({ ...row })) };
  };
  const saver = createSaver(sheet, { put, tell: (trouble) => told.push(trouble), wait, again: [5] });
  return { sheet, saver, sent, told, stored };
}

describe("saving what was typed", () => {
  it("sends one request an exam, with the version each mark had", async () => {
    const { sheet, saver, sent } = serverOf([], [sheetOf("m", 3, [10]), sheetOf("a", 3)]);
    sheet.edit(key(0), "12,5");
    sheet.edit(key(1), "A");
    sheet.edit(key(2), "99");
    sheet.edit(key(0, "a"), "7");
    await saver.flush();
    expect(sent).to.deep.equal([
      {
        examId: "m",
        marks: [
          { registrationId: "r0", score: 12.5, status: "present", version: 1 },
          { registrationId: "r1", score: null, status: "absent", version: 0 },
        ],
      },
      { examId: "a", marks: [{ registrationId: "r0", score: 7, status: "present", version: 0 }] },
    ]);
    expect(sheet.counts()).to.deep.equal({ saved: 5, dirty: 0, saving: 0, invalid: 1, conflict: 0 });
    expect(sheet.cell(key(0))?.saved).to.deep.equal({ score: 12.5, status: "present", version: 2 });
  });

  it("waits until nobody has typed for a moment", async () => {
    const { sheet, saver, sent } = serverOf([], undefined, 150);
    for (const text of ["1", "12"]) {
      sheet.edit(key(0), text);
      saver.schedule();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(sent.map((one) => one.marks[0]?.score)).to.deep.equal([12]);
  });

  it("leaves a cell dirty, with the new version, when more was typed before the answer came", async () => {
    const { sheet, saver, sent } = serverOf([]);
    sheet.edit(key(0), "1");
    const first = saver.flush();
    expect(sheet.cell(key(0))?.state).to.equal("saving");
    sheet.edit(key(0), "12");
    await first;
    expect(sheet.cell(key(0))).to.include({ text: "12", state: "dirty" });
    await saver.flush();
    expect(sent.at(-1)?.marks).to.deep.equal([{ registrationId: "r0", score: 12, status: "present", version: 1 }]);
    expect(sheet.counts().saved).to.equal(4);
  });

  it("marks the rows that are refused and sends the rest again", async () => {
    const current = { score: 17, status: "present", version: 3, by: "T. Dube" };
    const { sheet, saver, sent } = serverOf([
      refusal(422, "invalid", [{ path: "/marks/1/score", message: "At most 40" }]),
      refusal(409, "version_conflict", [{ path: "/marks/0/version", message: "stale", current }]),
    ]);
    for (const [row, text] of ["15", "45", "X"].entries()) sheet.edit(key(row), text);
    await saver.flush();
    expect(sent.map((one) => one.marks.map((mark) => mark.registrationId))).to.deep.equal([
      ["r0", "r1", "r2"],
      ["r0", "r2"],
      ["r2"],
    ]);
    expect(sheet.cell(key(0))).to.deep.include({ state: "conflict", theirs: current, text: "15" });
    expect(sheet.cell(key(1))).to.deep.include({ state: "invalid", wrong: { key: "refused", message: "At most 40" } });
    expect(sheet.cell(key(2))?.state).to.equal("saved");
    sheet.keepMine(key(0));
    sheet.edit(key(1), "40");
    await saver.flush();
    expect(sent.at(-1)?.marks[0]).to.deep.equal({ registrationId: "r0", score: 15, status: "present", version: 3 });
    expect(sheet.counts().saved).to.equal(4);
  });

  it("takes no conflict where both have written the same, as after an answer that got lost", async () => {
    const current = { score: 15, status: "present", version: 1, by: null };
    const { sheet, saver } = serverOf([
      refusal(409, "version_conflict", [{ path: "/marks/0/version", message: "stale", current }]),
    ]);
    sheet.edit(key(0), "15");
    await saver.flush();
    expect(sheet.cell(key(0))).to.deep.include({ state: "saved", theirs: undefined, saved: current });
  });

  it("keeps everything without a network and sends it when it is back", async () => {
    const { sheet, saver, told, sent } = serverOf([refusal(0, "offline"), refusal(503, "unavailable")]);
    sheet.edit(key(0), "15");
    await saver.flush();
    expect(sheet.cell(key(0))?.state).to.equal("dirty");
    expect(told.at(-1)).to.deep.include({ waiting: true, code: "offline" });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(sent).to.have.length(3);
    expect(told.at(-1)).to.equal(undefined);
    expect(sheet.counts().saved).to.equal(4);
  });

  it("stops asking for an exam that is refused whole, and saves the others", async () => {
    const sheets = [sheetOf("m", 2), sheetOf("a", 2)];
    const { sheet, saver, sent, told } = serverOf([refusal(409, "locked")], sheets);
    sheet.edit(key(0), "1");
    sheet.edit(key(0, "a"), "2");
    await saver.flush();
    sheet.edit(key(1), "3");
    await saver.flush();
    expect(sent.map((one) => one.examId)).to.deep.equal(["m", "a"]);
    expect(told.at(-1)).to.deep.include({ waiting: false, code: "locked" });
    expect(sheet.cell(key(0))).to.include({ text: "1", state: "dirty" });
    await saver.retry();
    expect(sheet.counts().saved).to.equal(4);
  });

  it("follows what others wrote in cells that nobody touched here", async () => {
    const { sheet, saver, stored } = serverOf([]);
    Object.assign(stored.get("m")![1]!, { score: 33, status: "present", version: 1 });
    sheet.edit(key(0), "15");
    await saver.flush();
    expect(sheet.cell(key(1))).to.include({ text: "33", state: "saved" });
  });
});
