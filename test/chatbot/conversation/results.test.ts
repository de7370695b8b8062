import { expect } from "chai";
import { formatResults } from "../../../app/chatbot/conversation/answers.js";
import { wordsFor } from "../../../app/chatbot/conversation/words/index.js";
import { codePoints } from "../../../app/chatbot/whatsapp/limits.js";
import { Parent, brother, child, resultsOf } from "./support.js";

const heading = { school: "Hillside High", firstName: "Tariro" };

describe("a parent asks for results", () => {
  it("gives a guardian of one child the latest published results at once", () => {
    const parent = new Parent();
    const answer = parent.say("results");
    expect(answer)
      .to.include("*Hillside High*")
      .and.include("Term 2, 2026")
      .and.include("Tariro · Form 2A")
      .and.include("Maths 67 B");
    expect(parent.messages).to.have.length(1);
    expect(parent.effects).to.deep.include({ type: "shown", studentId: "tariro", resultsId: "r2" });
    expect(parent.options.map(({ title }) => title)).to.deep.equal(["Other term", "Menu"]);
  });

  it("understands the question in five languages and in sentences", () => {
    for (const text of [
      "maresults emwana wangu",
      "imiphumela yomntwanami",
      "les résultats de mon enfant",
      "resultados do meu filho",
      "can I get my daughter's results pls",
    ]) {
      expect(new Parent().say(text), text).to.include("Maths 67 B");
    }
  });

  it("asks a guardian of two children which, and answers a press, a number and a name", () => {
    const answers = [
      (parent: Parent) => parent.pressTitled("Tendai 4B"),
      (parent: Parent) => parent.say("2"),
      (parent: Parent) => parent.say("Tendai"),
      (parent: Parent) => parent.say("2)"),
    ];
    for (const choose of answers) {
      const parent = new Parent({ children: [child(), brother] });
      expect(parent.say("results")).to.equal("Which child?");
      expect(parent.options.map(({ title }) => title)).to.deep.equal(["Tariro 2A", "Tendai 4B", "All"]);
      expect(choose(parent)).to.include("Tendai · Form 4B");
    }
  });

  it("goes straight to the child that the question names", () => {
    expect(new Parent({ children: [child(), brother] }).say("results Tendai")).to.include("Tendai · Form 4B");
  });

  it("sends one answer a child for All", () => {
    const parent = new Parent({ children: [child(), brother] });
    parent.say("results");
    parent.pressTitled("All");
    expect(parent.messages).to.have.length(2);
  });

  it("leads to another child from anywhere", () => {
    const parent = new Parent({ children: [child(), brother] });
    parent.say("results Tendai");
    expect(parent.options.map(({ title }) => title)).to.include("Another child");
    expect(parent.say("another child")).to.equal("Which child?");
  });

  it("pages eleven children, nine and the rest", () => {
    const children = Array.from({ length: 11 }, (_, at) => child({ id: `c${at}`, firstName: `Child${at}` }));
    const parent = new Parent({ children });
    parent.say("results");
    expect(parent.options).to.have.length(10);
    parent.pressTitled("More");
    expect(parent.options.map(({ title }) => title)).to.deep.equal(["Child9 2A", "Child10 2A"]);
    expect(parent.pressTitled("Child10 2A")).to.include("Child10");
  });

  it("shows another published term of the same child", () => {
    const parent = new Parent();
    parent.say("results");
    parent.pressTitled("Other term");
    expect(parent.pressTitled("Term 1")).to.include("Term 1, 2026");
  });

  it("says the same for unpublished, withheld and held back: there is nothing to see", () => {
    const parent = new Parent({ children: [child({ results: [] })] });
    expect(parent.say("results")).to.include("no results to see here now").and.include("+263 242 000001");
    expect(parent.did("shown")).to.equal(false);
  });

  it("refuses an old button to a child who is no longer theirs", () => {
    const parent = new Parent({ children: [child(), brother] });
    parent.say("results");
    const tendai = parent.options.find(({ title }) => title.startsWith("Tendai"))?.id ?? "";
    parent.world.children = [child()];
    expect(parent.press(tendai)).to.not.include("Tendai");
    parent.world.children = [];
    expect(parent.press(tendai)).to.include("nothing for this phone number");
  });

  it("honours a button of last week while the rights hold, and no forged one", () => {
    const parent = new Parent({ children: [child(), brother] });
    parent.say("results");
    const tendai = parent.options.find(({ title }) => title.startsWith("Tendai"))?.id ?? "";
    expect(parent.later(7 * 24 * 60).press(tendai)).to.include("Tendai · Form 4B");
    for (const forged of ["v1|students|1|someone", "v1|terms|1|tariro~r9", "v9|x", "", "v1|menu|1|drop"]) {
      expect(parent.press(forged || "-"), forged).to.not.include("Form 4B ·");
      expect(parent.did("shown"), forged).to.equal(false);
    }
  });
});

describe("the answer", () => {
  it("keeps absent and a mark of 0 apart", () => {
    const text = formatResults(resultsOf(), heading, wordsFor("en"));
    expect(text).to.include("Shona 0 U").and.include("Physics absent");
  });

  it("shows numbers out of 20 where the school does, in the language's notation", () => {
    const results = resultsOf({
      average: 67.5,
      shownOutOf: 20,
      subjects: [{ name: "Matemática", total: 67.5, state: null, grade: "Suficiente" }],
      total: null,
    });
    expect(formatResults(results, heading, wordsFor("en")))
      .to.include("Average 13.5/20")
      .and.include("Matemática 13.5 Suficiente");
    expect(formatResults(results, heading, wordsFor("pt")))
      .to.include("Média 13,5/20")
      .and.include("Posição 6 de 41");
  });

  it("leaves out average, total and position that the school does not show", () => {
    const text = formatResults(resultsOf({ average: null, total: null, position: null }), heading, wordsFor("en"));
    expect(text).to.not.match(/Average|Total|Position/);
  });

  it("shows fourteen subjects, names the rest, and stays within 4096", () => {
    const subjects = Array.from({ length: 20 }, (_, at) => ({
      name: `Subject ${at} ${"x".repeat(600)}`,
      total: 50,
      state: null,
      grade: "C",
    }));
    const text = formatResults(resultsOf({ subjects }), heading, wordsFor("en"));
    expect(codePoints(text)).to.be.at.most(4096);
    const short = formatResults(
      resultsOf({ subjects: subjects.map((subject) => ({ ...subject, name: "S" })) }),
      heading,
      wordsFor("en"),
    );
    expect(short.match(/S 50 C/g)).to.have.length(14);
    expect(short).to.include("and 6 more on the report card");
  });

  it("lets no name break its lines or its type", () => {
    const text = formatResults(resultsOf(), { school: "A*B\nC", firstName: "_Ta\nriro_" }, wordsFor("en"));
    expect(text.split("\n").slice(0, 3)).to.deep.equal(["*AB C*", "Term 2, 2026", "Ta riro · Form 2A"]);
  });
});
