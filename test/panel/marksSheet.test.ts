import { expect } from "chai";
import { check, isWrong, textOf } from "../../app/panel/client/work/marks/check.js";
import { figuresOf } from "../../app/panel/client/work/marks/figures.js";
import { moveOf } from "../../app/panel/client/work/marks/keys.js";
import { layBlock, readBlock } from "../../app/panel/client/work/marks/paste.js";
import { columnsOf, rowsOf } from "../../app/panel/client/work/marks/arrange.js";
import { createSheet } from "../../app/panel/client/work/marks/sheet.js";
import { createShelf } from "../../app/panel/client/work/marks/kept.js";
import { keyOf } from "../../app/panel/client/work/marks/types.js";
import { sheetOf } from "./marksRows.js";

describe("what is typed into a mark's cell", () => {
  it("is a number with comma or point, A, X or nothing", () => {
    const all = { "12": 12, " 12,5 ": 12.5, "12.50": 12.5, "07": 7, "12,": 12, "0": 0, "-0": 0, "50": 50 };
    for (const [text, score] of Object.entries(all))
      expect(check(text, 50), text).to.deep.equal({ score, status: "present" });
    for (const text of ["A", "a", "Abs.", "absente", "Falta"]) expect(check(text, 50)).to.include({ status: "absent" });
    for (const text of ["x", "Exempt", "dispensé"]) expect(check(text, 50)).to.include({ status: "exempt" });
    expect(check("  ", 50)).to.deep.equal({ score: null, status: "not_entered" });
  });

  it("is refused at once with its reason, and a grade of a spreadsheet is no mark", () => {
    const why = (text: string) => {
      const found = check(text, 50);
      return isWrong(found) ? found.key : found;
    };
    expect(["50,01", "51", "-1", "12,345", "12,340", "1 2", "B", "E", "15/20", "1e1"].map(why)).to.deep.equal([
      "too-big",
      "too-big",
      "below",
      "decimals",
      { score: 12.34, status: "present" },
      ...Array<string>(5).fill("no-mark"),
    ]);
  });

  it("is shown with the decimal sign of the person's language", () => {
    expect(textOf({ score: 12.5, status: "present" }, ",")).to.equal("12,5");
    expect(textOf({ score: null, status: "absent" })).to.equal("A");
    expect(textOf({ score: null, status: "not_entered" })).to.equal("");
  });
});

describe("keys in the sheet", () => {
  const field = (value: string, selectionStart: number, selectionEnd = selectionStart) => ({
    value,
    selectionStart,
    selectionEnd,
  });

  it("lead down, up, and out at the edge of what is typed", () => {
    expect(moveOf("Enter", false, field("12", 1))).to.deep.equal({ down: 1, right: 0 });
    expect(moveOf("Enter", true, field("12", 1))).to.deep.equal({ down: -1, right: 0 });
    expect(moveOf("ArrowUp", false, field("12", 1))).to.deep.equal({ down: -1, right: 0 });
    expect(moveOf("ArrowLeft", false, field("12", 1)), "inside the text").to.equal(undefined);
    expect(moveOf("ArrowLeft", false, field("12", 0, 1)), "a part selected").to.equal(undefined);
    expect(moveOf("ArrowLeft", false, field("12", 0))).to.deep.equal({ down: 0, right: -1 });
    expect(moveOf("ArrowRight", false, field("12", 2))).to.deep.equal({ down: 0, right: 1 });
    expect(moveOf("ArrowRight", false, field("12", 0, 2)), "all selected").to.deep.equal({ down: 0, right: 1 });
    expect(moveOf("ArrowDown", true, field("12", 2)), "selecting").to.equal(undefined);
    expect(moveOf("Tab", false, field("12", 2))).to.equal(undefined);
  });
});

describe("a block of a spreadsheet", () => {
  it("is read by lines and tabs, with quoted cells and the last line ended", () => {
    expect(readBlock("12\t A \r\n13,5\t\r\n")).to.deep.equal([
      ["12", "A"],
      ["13,5", ""],
    ]);
    expect(readBlock('"a\tb"\t"say ""no"""\n7')).to.deep.equal([["a\tb", 'say "no"'], ["7"]]);
    expect(readBlock("12")).to.deep.equal([["12"]]);
  });

  it("gives back what finds no cell, and its empty cells leave what stands", () => {
    const has = (row: number, column: number) => row < 2 && column < 2 && !(row === 0 && column === 1);
    const laid = layBlock([["1", "2"], ["", "4", "5"], ["6"]], { row: 0, column: 0 }, has);
    expect(laid.writes).to.deep.equal([
      { row: 0, column: 0, text: "1" },
      { row: 1, column: 1, text: "4" },
    ]);
    expect(laid.left).to.deep.equal([["", "2"], ["", "", "5"], ["6"]]);
  });
});

describe("the sheet", () => {
  it("has columns by subject and paper, and no cell for who does not sit an exam", () => {
    const [maths, art] = [sheetOf("m", 3), sheetOf("a", 3)];
    art.data.splice(1, 1);
    const subject = (id: string) => (id === "m" ? "Maths" : "Art");
    const named = { subject, mayWrite: () => true, since: new Map(), language: "en" };
    expect(columnsOf([maths, art], named).map((one) => one.subject)).to.deep.equal(["Art", "Maths"]);
    expect(rowsOf([art, maths]).map((one) => one.registrationId)).to.deep.equal(["r0", "r1", "r2"]);
    expect(createSheet([maths, art]).cell(keyOf("a", "r1"))).to.equal(undefined);
  });

  it("is not written where it is submitted, until it is reopened, now or before the page was opened", () => {
    const submitted = { at: "2026-03-01T10:00:00.000Z", by: "Ada Admin" };
    const sheets = [{ ...sheetOf("m", 1), submitted }, sheetOf("a", 1)];
    const named = { subject: (id: string) => id, mayWrite: () => true, language: "en" };
    const told = (since: [string, typeof submitted | null][]) =>
      columnsOf(sheets, { ...named, since: new Map(since) }).map((one) => [one.examId, one.mine, one.writable]);
    const [a, m] = [
      ["a", true, true],
      ["m", true, false],
    ];
    expect(told([])).to.deep.equal([a, m]);
    expect(told([["m", null]])).to.deep.equal([a, ["m", true, true]]);
    expect(told([["a", submitted]])).to.deep.equal([["a", true, false], m]);
  });

  it("counts under a column what one sees, and tells only who watches what has changed", () => {
    const sheet = createSheet([sheetOf("m", 4, [10, 20])]);
    const rung: string[] = [];
    for (const topic of [keyOf("m", "r0"), keyOf("m", "r1"), "m", "counts"]) sheet.watch(topic, () => rung.push(topic));
    sheet.edit(keyOf("m", "r0"), "40");
    sheet.edit(keyOf("m", "r0"), "41");
    expect(rung).to.deep.equal([keyOf("m", "r0"), "m", "counts", keyOf("m", "r0"), "m"]);
    sheet.edit(keyOf("m", "r2"), "A");
    sheet.edit(keyOf("m", "r3"), "999");
    expect(sheet.figures("m")).to.deep.equal({ entered: 3, missing: 1, mean: 30.5 });
    expect(sheet.counts()).to.include({ saved: 1, dirty: 2, invalid: 1 });
    sheet.restore(keyOf("m", "r0"));
    expect(sheet.cell(keyOf("m", "r0"))).to.include({ text: "10", state: "saved" });
    expect(figuresOf([])).to.deep.equal({ entered: 0, missing: 0, mean: undefined });
  });

  it("keeps what is unsaved in the tab and offers it again, as a conflict where the mark has changed since", () => {
    const store = new Map<string, string>();
    const shelf = {
      getItem: (key: string) => store.get(key) ?? null,
      setItem: (key: string, value: string) => void store.set(key, value),
      removeItem: (key: string) => void store.delete(key),
    };
    const before = createSheet([sheetOf("m", 3)]);
    before.edit(keyOf("m", "r0"), "12");
    before.edit(keyOf("m", "r1"), "7");
    createShelf(shelf, "gp.ana").keep(before);
    expect([...store.keys()]).to.deep.equal(["formroom.marks.gp.ana.m"]);
    expect(createShelf(shelf, "gp.rui").offer(before), "another person").to.equal(0);

    const after = createSheet([sheetOf("m", 3, [null, 9])]);
    const again = createShelf(shelf, "gp.ana");
    expect(again.offer(after)).to.equal(2);
    after.edit(keyOf("m", "r2"), "5");
    again.keep(after);
    expect(Object.keys(JSON.parse(store.get("formroom.marks.gp.ana.m")!) as object)).to.have.length(3);
    again.putBack(after);
    expect(after.cell(keyOf("m", "r0"))).to.include({ text: "12", state: "dirty" });
    expect(after.cell(keyOf("m", "r1"))?.state).to.equal("conflict");
    after.takeTheirs(keyOf("m", "r1"));
    expect(after.cell(keyOf("m", "r1"))).to.include({ text: "9", state: "saved" });
  });
});
