import { userEvent } from "vitest/browser";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { CoramMakeFile } from "../../../client/network/coram-make-file.ts";
import "../../../client/network/coram-make-file.ts";
import { carryQuotes, putDownQuotes } from "../../../client/outputs/carried-quotes.ts";
import "../../../client/outputs/coram-make-output.ts";
import "../../../client/outputs/outputs.css";
import "../../../client/outputs/versions/coram-output-versions.ts";
import "../../../client/outputs/quotes/coram-figure-dialog.ts";
import "../../../client/prepare/clearing/coram-findings.ts";
import type { CoramRuling } from "../../../client/reconcile/ruling/coram-ruling.ts";
import "../../../client/reconcile/ruling/coram-ruling.ts";
import { newDraft } from "../../../client/reconcile/ruling/ruling-draft.ts";
import type { ShownDisagreement } from "../../../client/reconcile/shown-disagreement.ts";
import "../../../client/rounds/coram-round-coders.ts";
import { forgetMember } from "../../../client/typed/of-member.ts";
import { DisagreementId, MemberId, newId, OutputId, VerdictId } from "../../../schema/domain/ids.ts";
import type { ClearingView } from "../../../schema/protocol/http/clearing.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { memberCard, mount } from "../../helpers/browser/verdict-views.ts";
import { mount as mountPage } from "../../helpers/browser/shell-page.ts";
import { FACILITATOR, METHODOLOGY, NETWORK, VERDICTS } from "../../helpers/browser/shell-data.ts";
import { SHEET } from "../../helpers/network/case-sheet.ts";

// Of a document that was begun and not made the form stands there again.
afterEach(forgetMember);

const boxes = (host: HTMLElement, name: string): HTMLInputElement[] => [
  ...host.querySelectorAll<HTMLInputElement>(`input[name=${name}]`),
];
const ticked = (host: HTMLElement, name: string): string[] =>
  boxes(host, name)
    .filter(({ checked }) => checked)
    .map(({ value }) => value);
const box = (host: HTMLElement, name: string, value: string): HTMLInputElement => {
  const found = boxes(host, name).find((each) => each.value === value);
  if (!found) throw new Error(`no box ${value}`);
  return found;
};

type MakeOutput = HTMLElementTagNameMap["coram-make-output"];

/** The dialog of a new document, with its lists. */
async function newDocument(verdicts = NETWORK.verdicts, kinds = ["summary"]): Promise<MakeOutput> {
  const outputs = kinds.map((id) => ({ id, title: { en: id }, sections: [] }));
  const version = { ...METHODOLOGY, content: { ...METHODOLOGY.content, outputs } };
  const { page } = await mountPage<MakeOutput>(
    "coram-make-output",
    FACILITATOR,
    { "GET /api/methodology/current": version },
    { open: true, network: { ...NETWORK, verdicts } },
  );
  await expect.poll(() => page.querySelectorAll("select[name=template] option").length).toBe(kinds.length);
  return page;
}

/** A ruling by which nothing is to stand, and which has no reason yet. */
async function rulingAlone(): Promise<CoramRuling> {
  const ruling = mount(document.createElement("coram-ruling"));
  const me = memberCard("Ana A.", "A");
  ruling.shown = {
    view: { id: newId(DisagreementId), about: null },
    sides: [],
    categories: [],
    categoriesNow: [],
    offered: null,
  } as unknown as ShownDisagreement;
  ruling.draft = { ...newDraft(1, 1), choice: "none" };
  ruling.me = me;
  ruling.panel = [me];
  await ruling.updateComplete;
  return ruling;
}

describe("what is ticked or typed in a form that is drawn anew", () => {
  it("is the same coder, with the day for all, when somebody joins the network meanwhile", async () => {
    const [ana, berta, cana] = ["Ana A.", "Berta B.", "Cana C."].map((name) => memberCard(name, name.slice(0, 1)));
    if (!ana || !berta || !cana) throw new Error("nobody");
    const of = (...members: VerdictView["members"]) =>
      ({ verdict: VERDICTS.open, members, organisations: [] }) as unknown as VerdictView;
    const coders = mount(document.createElement("coram-round-coders"));
    coders.view = of(berta, cana);
    await coders.updateComplete;
    await userEvent.click(box(coders, "coder", cana.id));
    await userEvent.fill(coders.querySelector("input[name=due]") as HTMLElement, "2030-05-04");
    coders.view = of(ana, berta, cana);
    await coders.updateComplete;
    expect(ticked(coders, "coder")).toEqual([cana.id]);
    const dates = [...coders.querySelectorAll<HTMLInputElement>("input[type=date]")].map(({ value }) => value);
    expect(dates).toEqual(["2030-05-04"]);
  });

  it("is the same verdict for a document when another one is cleared meanwhile", async () => {
    const [first] = NETWORK.verdicts;
    if (!first) throw new Error("no verdict");
    const other = { ...first, verdict: { ...first.verdict, id: newId(VerdictId), caseNumber: "K 1/20" } };
    const second = { ...other, verdict: { ...other.verdict, id: newId(VerdictId) } };
    const form = await newDocument([first, second]);
    await userEvent.click(box(form, "verdict", first.verdict.id));
    form.network = { ...NETWORK, verdicts: [other, first, second] };
    await form.updateComplete;
    expect(ticked(form, "verdict")).toEqual([first.verdict.id]);
    // Whoever writes from passages begins with the verdicts that they are of.
    const quote = { anchor: null, annotation: null, layer: null, translation: null, approved: null, note: "" };
    carryQuotes([{ ...quote, verdict: second.verdict.id }], "new");
    onTestFinished(putDownQuotes);
    const another = await newDocument([other, first, second]);
    expect(ticked(another, "verdict")).toEqual([second.verdict.id]);
  });

  it("is the only verdict there is, ticked for a document; without one it leads to the verdicts and says so there", async () => {
    const [first] = NETWORK.verdicts;
    if (!first) throw new Error("no verdict");
    const form = await newDocument([first]);
    await expect.poll(() => ticked(form, "verdict")).toEqual([first.verdict.id]);
    await userEvent.click(box(form, "verdict", first.verdict.id));
    const place = (): number => box(form, "verdict", first.verdict.id).getBoundingClientRect().top;
    const before = place();
    form.querySelector("form")?.requestSubmit();
    await expect
      // Below the list, which scrolls: in it the message was cut off.
      .poll(() => form.querySelector(".output-verdicts + .output-fault [role=alert]")?.textContent.trim())
      .toBe("Choose at least one verdict.");
    // The next press is on what it was meant for.
    expect(place()).toBe(before);
    expect(document.activeElement).toBe(box(form, "verdict", first.verdict.id));
    // Then it is asked what it is called: the name of its template is no title.
    await userEvent.click(box(form, "verdict", first.verdict.id));
    form.querySelector("form")?.requestSubmit();
    await expect.poll(() => document.activeElement?.getAttribute("name")).toBe("title");
    expect(document.activeElement?.getAttribute("aria-invalid")).toBe("true");
  });

  it("is asked for once the lists of a new document are there: nobody titles one of a kind that was not to be chosen", async () => {
    const [first] = NETWORK.verdicts;
    if (!first) throw new Error("no verdict");
    const form = await newDocument([first]);
    const answer = await window.fetch("/api/methodology/current");
    let resolve = (_answer: Response): void => undefined;
    const awaited = new Promise<Response>((then) => (resolve = then));
    window.fetch = () => awaited;
    const page = document.createElement("coram-make-output");
    form.replaceWith(page);
    page.open = true;
    await expect.poll(() => page.querySelector("[role=status]")?.getAttribute("aria-label")).toBe("Loading");
    expect(page.querySelector("form")).toBeNull();
    resolve(answer);
    page.network = { ...NETWORK, verdicts: [first] };
    await expect.poll(() => page.querySelector("form") !== null).toBe(true);
    expect(ticked(page, "verdict")).toEqual([first.verdict.id]);
  });

  it("is one verdict of a kind of document that is about one", async () => {
    const [first] = NETWORK.verdicts;
    if (!first) throw new Error("no verdict");
    const second = { ...first, verdict: { ...first.verdict, id: newId(VerdictId), caseNumber: "K 1/20" } };
    const verdicts = [first, second];
    const form = await newDocument(verdicts, ["summary", "case-study"]);
    const kind = (): HTMLSelectElement => form.querySelector("select[name=template]") as HTMLSelectElement;
    for (const { verdict } of verdicts) await userEvent.click(box(form, "verdict", verdict.id));
    expect(ticked(form, "verdict")).toHaveLength(2);
    await userEvent.selectOptions(kind(), "case-study");
    await expect.poll(() => boxes(form, "verdict").map(({ type }) => type)).toEqual(["radio", "radio"]);
    expect(ticked(form, "verdict").length).toBeLessThan(2);
    for (const { verdict } of verdicts) await userEvent.click(box(form, "verdict", verdict.id));
    expect(ticked(form, "verdict")).toEqual([second.verdict.id]);
    expect(form.textContent).not.toContain("A country");
    await userEvent.selectOptions(kind(), "summary");
    await expect.poll(() => boxes(form, "verdict").map(({ type }) => type)).toEqual(["checkbox", "checkbox"]);
  });

  it("stands in the form of a new document again when its dialog was shut, or its page left", async () => {
    const [first] = NETWORK.verdicts;
    if (!first) throw new Error("no verdict");
    const second = { ...first, verdict: { ...first.verdict, id: newId(VerdictId), caseNumber: "K 1/20" } };
    const begin = () => newDocument([first, second], ["summary", "handbook"]);
    const stands = (form: HTMLElement) => [
      ...["template", "language", "title"].map((name) => form.querySelector<HTMLInputElement>(`[name=${name}]`)?.value),
      ...ticked(form, "verdict"),
    ];
    const form = await begin();
    await userEvent.selectOptions(form.querySelector("select[name=template]") as HTMLElement, "handbook");
    await userEvent.selectOptions(form.querySelector("select[name=language]") as HTMLElement, "sq");
    await userEvent.click(box(form, "verdict", second.verdict.id));
    await userEvent.fill(form.querySelector("input[name=title]") as HTMLElement, "What a court asks");
    const typed = ["handbook", "sq", "What a court asks", second.verdict.id];
    expect(stands(form)).toEqual(typed);
    form.open = false;
    await form.updateComplete;
    form.open = true;
    await expect.poll(() => stands(form)).toEqual(typed);
    await expect.poll(async () => stands(await begin())).toEqual(typed);
  });

  it("is drawn with what came while the list of a field is open, of which no release is heard", async () => {
    const [first] = NETWORK.verdicts;
    if (!first) throw new Error("no verdict");
    const other = { ...first, verdict: { ...first.verdict, id: newId(VerdictId), caseNumber: "K 1/20" } };
    const form = await newDocument([first]);
    form
      .querySelector("select[name=language]")
      ?.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0 }));
    form.network = { ...NETWORK, verdicts: [other, first] };
    await expect.poll(() => boxes(form, "verdict").length).toBe(2);
  });

  it("is of the question that is chosen for a figure, and of none before it", async () => {
    const second = { ...SHEET.final, id: SHEET.remand.id, label: { en: "Another one?" } };
    const dialog = mount(document.createElement("coram-figure-dialog"));
    dialog.content = {
      ...METHODOLOGY.content,
      groups: [{ id: SHEET.final.group, label: { en: "Trial" } }],
      questions: [SHEET.final, second],
    };
    dialog.choice = { block: null, pos: null, subject: null, scope: null };
    await dialog.updateComplete;
    await userEvent.click(box(dialog, "values", "no"));
    expect(ticked(dialog, "values")).toEqual(["yes", "no"]);
    await userEvent.selectOptions(dialog.querySelector("select[name=question]") as HTMLElement, second.id);
    await dialog.updateComplete;
    expect(ticked(dialog, "values")).toEqual(["yes"]);
  });

  it("is the same fact of a verdict when what was found in another one is gone", async () => {
    const finding = (field: "court" | "caseNumber") => ({
      code: "name" as const,
      kind: null,
      words: "Petrović",
      place: { in: "data" as const, field },
      paragraph: null,
    });
    const found = (...fields: ("court" | "caseNumber")[]): ClearingView => ({
      stage: "in-preparation",
      next: "cleared",
      revision: 1,
      findings: fields.map(finding),
      counts: [{ code: "name", count: fields.length, reason: null }],
      ticks: [],
      left: [],
      removed: 0,
      seen: "",
      secondReader: { network: false, verdict: false },
      signed: [],
    });
    const list = mount(document.createElement("coram-findings"));
    list.verdict = { ...VERDICTS.open, court: "Petrović court", caseNumber: "K Petrović" };
    list.view = found("court", "caseNumber");
    await list.updateComplete;
    const field = (): HTMLInputElement | null => list.querySelector('input[aria-label="Case number"]');
    await userEvent.fill(field() as HTMLElement, "K 1/20");
    list.verdict = { ...list.verdict, court: "Court" };
    list.view = found("caseNumber");
    await list.updateComplete;
    await expect.poll(() => list.querySelectorAll("input").length).toBe(1);
    expect(field()?.value).toBe("K 1/20");
    expect(document.activeElement).toBe(field());
  });

  it("is the version under the focus, and the name of the next one, when a colleague keeps another meanwhile", async () => {
    const [by, output] = [newId(MemberId), newId(OutputId)];
    const version = (number: number) =>
      ({ number, name: `Version ${number}`, kind: "named", by, at: "2026-03-12T09:00:00.000Z" }) as const;
    const list = [version(1)];
    const { page: versions } = await mountPage<HTMLElementTagNameMap["coram-output-versions"]>(
      "coram-output-versions",
      null,
      { [`GET /api/outputs/${output}/versions`]: { versions: list } },
      { output, canWrite: true },
    );
    const compare = (name: string): HTMLElement | null | undefined =>
      [...versions.querySelectorAll("li")].find((row) => row.textContent.includes(name))?.querySelector("button");
    await expect.poll(() => compare("Version 1")).not.toBeUndefined();
    await userEvent.fill(versions.querySelector("input") as HTMLElement, "Before the meeting");
    compare("Version 1")?.focus();
    list.unshift(version(2));
    versions.turn = 1;
    await expect.poll(() => compare("Version 2")).not.toBeUndefined();
    expect(document.activeElement).toBe(compare("Version 1"));
    expect(versions.querySelector("input")?.value).toBe("Before the meeting");
  });

  it("counts with the last letter of a reason, though nothing is drawn while something is pressed", async () => {
    const ruling = await rulingAlone();
    let recorded = 0;
    ruling.addEventListener("coram-ruling-record", () => recorded++);
    const reason = ruling.querySelector<HTMLTextAreaElement>("textarea.reason");
    reason?.focus();
    const button = ruling.querySelector(".ruling-acts button");
    button?.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0 }));
    try {
      await userEvent.keyboard("Said so.{Enter}");
      expect(recorded).toBe(1);
    } finally {
      button?.dispatchEvent(new PointerEvent("pointerup", { bubbles: true, button: 0 }));
    }
  });

  it("takes no key that wrote itself for a reason: that of the last reason brings it, to be seen first", async () => {
    const ruling = await rulingAlone();
    ruling.hasLastReason = true;
    const acts: string[] = [];
    ruling.addEventListener("coram-ruling-record", () => acts.push("record"));
    ruling.addEventListener("coram-ruling-ditto", () => {
      acts.push("ditto");
      ruling.draft = { ...ruling.draft, reason: "It is an act." };
    });
    ruling.startWords(ruling.draft);
    await userEvent.keyboard("x{Enter}");
    expect(acts).toEqual([]);
    await userEvent.keyboard("{Backspace}d");
    await ruling.updateComplete;
    expect(ruling.querySelector(".reason-row button")?.textContent).toContain("As the last one");
    await userEvent.keyboard("{Enter}");
    await ruling.updateComplete;
    expect(ruling.querySelector<HTMLTextAreaElement>("textarea.reason")?.value).toBe("It is an act.");
    await userEvent.keyboard("{Enter}");
    expect(acts).toEqual(["ditto", "record"]);
    // While nothing is chosen, the reason of the last one leaves the keys to what is to stand.
    ruling.draft = { ...newDraft(1, 1), reason: "It is an act." };
    await ruling.updateComplete;
    ruling.startWords(ruling.draft);
    expect(document.activeElement?.matches(".opt")).toBe(true);
  });
});

describe("a file whose dialog closes while it is made", () => {
  const job = { id: "job", state: "running", count: 1, done: 0, fileName: "coram-passages.xlsx", problem: null };
  const told = (): string => document.querySelector(".told")?.textContent ?? "";

  /** Pressed, and closed before there is anything. */
  async function closed(answers: Record<string, unknown>): Promise<void> {
    const set = { command: { format: "matrix-xlsx" } } as const;
    const { page, asked } = await mountPage<CoramMakeFile>("coram-make-file", FACILITATOR, answers, set);
    await userEvent.click(page.querySelector("button") as Element);
    await expect.poll(() => asked.at(-1)?.what).toBe("GET /api/exports/job");
    page.remove();
    expect(told()).toContain("The file is still being made.");
  }

  it("arrives all the same, and says so", async () => {
    const saved: string[] = [];
    const save = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    onTestFinished(() => save.mockRestore());
    const answers: Record<string, unknown> = { "POST /api/exports": job, "GET /api/exports/job": job };
    await closed(answers);
    answers["GET /api/exports/job"] = { ...job, state: "done" };
    await expect.poll(told).toBe("The file is ready and is being downloaded. coram-passages.xlsx");
    expect(saved).toEqual(["coram-passages.xlsx"]);
  });

  it("that was kept back says why", async () => {
    const answers: Record<string, unknown> = { "POST /api/exports": job, "GET /api/exports/job": job };
    await closed(answers);
    answers["GET /api/exports/job"] = { ...job, state: "failed", problem: "export-leak" };
    await expect.poll(told).toMatch(/^The file was not made\. Something in this file looks like a person's data/);
  });
});
