import { cdp, page } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/styles/base.css";
import "../../../../client/styles/tokens.css";
import "../../../../client/outputs/output-paper.css";
import "../../../../client/outputs/pairs/pairs.css";
import type { PairSide } from "../../../../client/outputs/pairs/pair-side.ts";
import { PairWork } from "../../../../client/outputs/pairs/pair-work.ts";
import { rowPlaces } from "../../../../client/writer/row-places.ts";
import { openOutput } from "../../../helpers/browser/outputs/output-page.ts";
import { paragraph, words } from "../../../helpers/network/an-output.ts";
import type { ReactiveControllerHost } from "lit";
import {
  type CoramOutputLanguages,
  freeLanguages,
  languageCommands,
} from "../../../../client/outputs/about/coram-output-languages.ts";
import type { CoramOutputsPage } from "../../../../client/outputs/coram-outputs-page.ts";
import "../../../../client/outputs/coram-outputs-page.ts";
import { takeForNew } from "../../../../client/outputs/carried-quotes.ts";
import { newId, OutputId } from "../../../../schema/domain/ids.ts";
import type { OutputView } from "../../../../schema/protocol/http/outputs.ts";
import { FACILITATOR, NETWORK } from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

const at = "2026-11-30T10:00:00.000Z";
const card = (): object => ({
  id: newId(OutputId),
  template: "summary",
  methodologyVersion: 1,
  title: "One claim",
  language: "en",
  scope: { kind: "all" },
  status: "draft",
  statusBy: FACILITATOR.id,
  statusAt: at,
  number: 1,
  createdBy: FACILITATOR.id,
  createdAt: at,
  partner: null,
  leader: null,
  approvedVersion: null,
  verdicts: [],
  kind: { en: "Summary" },
  changedAt: at,
  quotes: 0,
  recommendations: 0,
  named: [],
  openRooms: [],
  keepCopy: false,
});

it("where the list says that there is no other language, one is made there, and it says why it was not", async () => {
  // In narrow windows what there is not is not listed.
  await page.viewport(1280, 720);
  // Nothing that was asked of another page is left.
  takeForNew();
  const output = card();
  const path = `POST /api/outputs/${"id" in output ? String(output.id) : ""}/partner`;
  const answers: Record<string, unknown> = {
    "GET /api/outputs": { outputs: [output] },
    "GET /api/network": NETWORK,
    [path]: { status: 403, problem: { code: "not-allowed" } },
  };
  const { asked } = await mount<CoramOutputsPage>("coram-outputs-page", FACILITATOR, answers);
  const way = page.getByRole("button", { name: "none: In another language" });
  await expect.element(way).toBeVisible();
  await expectAccessible();
  await way.click();
  await page.getByRole("menuitem", { name: "Make the Albanian version" }).click();
  await expect.element(page.getByRole("alert")).toBeVisible();
  expect(asked.filter(({ what }) => what === path).map(({ body }) => body)).toEqual([{ language: "sq" }]);
});

it("the languages that a document is not there in are made of it from beside its text and from Find", async () => {
  const [own, other] = [newId(OutputId), newId(OutputId)];
  const languages = [
    { output: own, language: "en" },
    { output: other, language: "sq" },
  ];
  const output = { id: own, leader: null, language: "en", languages, may: { make: true } } as unknown as OutputView;
  const made: string[] = [];
  const { page: shown } = await mount<CoramOutputLanguages>("coram-output-languages", FACILITATOR, {}, { output });
  shown.addEventListener("coram-output-pair", ({ detail }) => made.push(detail.language));
  await expect.element(page.getByRole("link", { name: "Open the Albanian version" })).toBeVisible();
  await page.getByRole("button", { name: "Make the Macedonian version" }).click();
  const commands = languageCommands(output, (language) => made.push(language));
  expect(commands.map(({ name }) => name)).toContain("Make the Macedonian version");
  commands.find(({ key }) => key.endsWith("-mk"))?.act();
  expect(made).toEqual(["mk", "mk"]);
  expect(freeLanguages("en", output.languages)).not.toContain("sq");
  expect(languageCommands({ ...output, may: { ...output.may, make: false } }, () => undefined)).toEqual([]);
  await expectAccessible();
});

it("has one numbering on paper for two texts beside each other: that of the leading one", async () => {
  const text = (side: string, number: string): string =>
    `<div class="pair-side" data-side="${side}"><div class="output-host"><div class="output-text"><p data-number="${number}">Words.</p></div></div></div>`;
  document.body.innerHTML = text("leading", "4") + text("other", "1");
  const tools = cdp() as unknown as { send(method: string, params: object): Promise<unknown> };
  await tools.send("Emulation.setEmulatedMedia", { media: "print" });
  const numbers = [...document.querySelectorAll("[data-number]")].map(
    (each) => getComputedStyle(each, "::before").content,
  );
  await tools.send("Emulation.setEmulatedMedia", { media: "" });
  expect(numbers).toEqual(['"4"', "none"]);
});

it("side by side the text that comes first stands in rows of its own, and nothing is said of the other before it is there", () => {
  const blocks = [paragraph(words("One.")), paragraph(words("Two."))];
  const { editor, text, room } = openOutput(blocks, [], true, "en", [rowPlaces()]);
  // The other is still being opened.
  const leading = { writing: { editor }, readings: { doc: room.document() }, loading: { view: null, model: null } };
  const other = { writing: { editor: null }, readings: { doc: null }, loading: { view: null, model: null } };
  const host = { addController: () => {}, requestUpdate: () => {} } as unknown as ReactiveControllerHost;
  const work = new PairWork(host, leading as unknown as PairSide, other as unknown as PairSide);
  work.lay();
  const rows = [...text.children].map((block) => (block as HTMLElement).style.getPropertyValue("--row").trim());
  expect([rows, work.layout?.rows, work.notes, work.isKnown]).toEqual([["1", "2"], 2, [], false]);
});
