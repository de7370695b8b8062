import { schoolWithPanel, usePanel } from "./support.js";
describe("tmp", function () {
  this.timeout(60_000);
  usePanel();
  it("x", async () => {
    const { browser } = await schoolWithPanel();
    const page = await browser.ask("GET", "/admin/");
    const state = JSON.parse(/window\.REDUX_STATE=(.*?);window\.THEME=/.exec(page.text)![1]!);
    console.log(
      JSON.stringify(state.locale.translations.en.resources.students.properties),
      Object.keys(state),
      Object.entries(state).map(([k, v]) => `${k} ${JSON.stringify(v).length}`),
    );
    const st = state.resources.find((r: any) => r.id === "students");
    console.log(JSON.stringify(st.properties["demographics"]).slice(0, 900));
    console.log(Object.entries(st).map(([k, v]) => `${k} ${JSON.stringify(v).length}`));
    console.log((await browser.list("audit")).text.slice(0, 500));
  });
});
