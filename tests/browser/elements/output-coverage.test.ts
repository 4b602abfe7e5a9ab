import { page, userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../client/styles/base.css";
import "../../../client/styles/tokens.css";
import "../../../client/outputs/open-points/coram-coverage-strip.ts";
import "../../../client/outputs/open-points/coram-output-coverage.ts";
import "../../../client/outputs/files/coram-output-files.ts";
import { newId, OutputId } from "../../../schema/domain/ids.ts";
import type { CoverageBar, Finding } from "../../../schema/editor/coverage-bars.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { node, words } from "../../helpers/network/an-output.ts";
import { expectAccessible, mount } from "../../helpers/browser/shell-page.ts";

const bar = (section: string, ...states: Finding["state"][]): CoverageBar => ({
  section,
  findings: states.map((state, i) => ({ block: `${section}-${i + 1}`, state })),
});

const BARS = [
  bar("facts", "full", "full"),
  bar("law", "full", "open", "changed", "open"),
  bar("plea"),
  bar("one", "full"),
];
const WRITTEN = { isEmpty: false, isLeftOut: false, isOnlyInLeading: false };
const SECTIONS = [
  { id: "facts", number: "2", heading: "Facts about [Victim A]", quotes: 3, ...WRITTEN },
  { id: "law", number: "3", heading: "Law", quotes: 2, ...WRITTEN },
  { id: "plea", number: "5", heading: "Non-punishment", quotes: 0, ...WRITTEN, isEmpty: true },
  // No verdict feeds the first of these, so that it has no bar; the others are not printed.
  { id: "demands", number: "7", heading: "Demands", quotes: 0, ...WRITTEN, isEmpty: true },
  { id: "out", number: "", heading: "Out", quotes: 0, isEmpty: true, isLeftOut: true },
  { id: "gone", number: "", heading: null, quotes: 0, ...WRITTEN, isEmpty: true },
  { id: "one", number: "6", heading: "", quotes: 1, ...WRITTEN },
];

it("says of each section how much rests on passages, in words too, and leads through what does not", async () => {
  document.body.innerHTML = "<main><h1>Paper</h1></main>";
  const strip = document.createElement("coram-coverage-strip");
  Object.assign(strip, { bars: BARS, sections: SECTIONS, current: "law", textLang: "sr-Latn" });
  const gone: string[] = [];
  const noteDown = (event: Event): void => {
    gone.push(...Object.values((event as CustomEvent<Record<string, string>>).detail));
  };
  for (const name of ["coram-output-block", "coram-output-section"]) strip.addEventListener(name, noteDown);
  document.querySelector("main")?.append(strip);
  await strip.updateComplete;

  const group = page.getByRole("group", { name: "Coverage by section" });
  expect(
    group
      .getByRole("button")
      .elements()
      .map((each) => each.getAttribute("aria-label")),
  ).toEqual([
    "2 Facts about [Žrtva\u00a0A]: all 2 findings rest on passages",
    "3 Law: 2 of 4 findings rest on passages, 1 source changed",
    "5 Non-punishment: empty",
    "6: its one finding rests on a passage",
  ]);
  expect([...strip.querySelectorAll("[aria-current]")].map((each) => each.getAttribute("aria-label"))).toEqual([
    "3 Law: 2 of 4 findings rest on passages, 1 source changed",
  ]);
  expect([...strip.querySelectorAll("i")].map((each) => each.dataset["state"])).toEqual(
    BARS.flatMap(({ findings }) => (findings.length === 0 ? ["empty"] : findings.map(({ state }) => state))),
  );
  expect(strip.querySelector(".cover-quotes")?.textContent).toBe("6 quotes");
  const open = page.getByRole("button", { name: "2 paragraphs without one" });
  for (let i = 0; i < 3; i++) await userEvent.click(open);
  await userEvent.click(page.getByRole("button", { name: "1 source changed", exact: true }));
  const empty = page.getByRole("button", { name: "2 sections empty" });
  for (let i = 0; i < 2; i++) await userEvent.click(empty);
  await userEvent.click(page.getByRole("button", { name: /^5 Non-punishment/ }));
  expect(gone).toEqual(["law-2", "law-4", "law-2", "law-3", "plea", "demands", "plea"]);
  await expectAccessible();

  Object.assign(strip, { bars: [] });
  await strip.updateComplete;
  expect(strip.textContent).toBe("");
});

it("reads the paragraphs that lack a quote as the text does, tokens in the document's language", async () => {
  document.body.innerHTML = "<main><h1>Paper</h1></main>";
  const list = document.createElement("coram-output-coverage");
  const uncited = [{ section: "law", block: null, words: "Суд је саслушао [Victim B]." }];
  Object.assign(list, { coverage: { bare: [], unused: [], incomplete: [], uncited }, textLang: "sr-Cyrl" });
  document.querySelector("main")?.append(list);
  await list.updateComplete;
  expect(list.querySelector(".coverage-words")?.textContent).toBe("Суд је саслушао [Жртва\u00a0B].");
});

it("before a file without case numbers is made, each of the writer's words that name a verdict leads to its place", async () => {
  const [id, block, gone] = [newId(OutputId), newId(BlockId), newId(BlockId)];
  const doc = {
    type: "doc",
    content: [
      node("heading", { level: 1, section: "law" }, words("Law")),
      node("paragraph", { id: block }, words("Presuda Višeg suda u Nišu")),
    ],
  };
  const places = [
    { at: null, words: "Niš", isSure: true, inPlace: "[grad]" },
    { at: block, words: "Višeg suda u Nišu", isSure: true, inPlace: "[sud]" },
    { at: gone, words: "1/23", isSure: false, inPlace: "[broj predmeta]" },
    { at: block, words: "oktobra 2020", isSure: false, inPlace: null },
  ];
  const output = {
    id,
    language: "sr-Latn",
    status: "draft",
    namesNoVerdict: true,
    languages: [],
    may: { approve: true },
  };
  const { page: files } = await mount<HTMLElementTagNameMap["coram-output-files"]>(
    "coram-output-files",
    null,
    { [`GET /api/outputs/${id}/naming`]: { places } },
    { open: true, output: output as never, doc: doc as never, numbersParagraphs: true },
  );
  const went: unknown[] = [];
  files.addEventListener("coram-naming-go", ({ detail }) => went.push(detail));
  await expect.poll(() => files.querySelector(".naming-places")?.textContent).toContain("name a verdict in 3 places");
  await page.getByRole("button", { name: "¶ 1: Višeg suda u Nišu → [sud]" }).click();
  await page.getByRole("button", { name: "Title: Niš → [grad]" }).click();
  // What stays in the file and may tell the verdict is named apart from it.
  await expect.poll(() => files.textContent).toContain("In 1 place your own words may still tell which verdict it is");
  await page.getByRole("button", { name: "¶ 1: oktobra 2020", exact: true }).click();
  expect(went).toEqual([block, null, block]);
  // What may be something else can be kept, and what names the verdict cannot.
  const keep = page.getByRole("checkbox", { name: /it names no verdict/u });
  expect(keep.elements()).toHaveLength(1);
  await keep.click();
  await expect.poll(() => files.querySelector("coram-make-file")?.command.output?.kept).toEqual(["1/23"]);
  // In a low window the button stays in sight, whatever stands above it.
  await page.viewport(900, 420);
  const make = page.getByRole("button", { name: "Make the file" }).element();
  await expect.poll(() => make.getBoundingClientRect().bottom).toBeLessThan(420);
  await expectAccessible();
});
