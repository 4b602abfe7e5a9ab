import axe from "axe-core";
import { describe, expect, test } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import type { AnnotationId, CommentId, TranslationId } from "../../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../../schema/domain/language.ts";
import type { Revision } from "../../../../schema/text/revision.ts";
import { revisionOf } from "../../../unit/editor/verdict-builder.ts";
import { member, next, rangeOf, showText, tagOn, textOf, threadOn } from "./verdict-text-page.ts";

const revision: Revision = revisionOf([
  { kind: "heading", level: 1, text: "Ocena iskaza oštećene", section: "reasoning" },
  {
    text: "Po dolasku su [Victim A] oduzeti pasoš i mobilni telefon, a zatim joj je saopšteno da duguje.",
    printed: "41",
    section: "reasoning",
  },
  { kind: "page", page: 15, text: "12" },
  {
    text: "Sud je u celosti prihvatio iskaz oštećene, dat preko video-veze iz posebne prostorije. Pismo 𝒳𝒴 glasi: „Nema kuće“.",
    section: "reasoning",
  },
  { kind: "table-cell", text: "R. br.", cell: { table: 0, row: 0, column: 0 } },
  { kind: "table-cell", text: "Dokaz", cell: { table: 0, row: 0, column: 1 } },
  { kind: "table-cell", text: "1.", cell: { table: 0, row: 1, column: 0 } },
  { kind: "table-cell", text: "Potvrda o oduzetim predmetima", cell: { table: 0, row: 1, column: 1 } },
  { kind: "list-item", level: 1, text: "na kaznu zatvora", section: "reasoning" },
]);
const ids = (...given: string[]) => new Set(given as AnnotationId[]);

/** The words of a block, with what is only heard between angle brackets. */
function heard(block: Element): string {
  const said = block.ariaLabel === null ? "" : `<${block.getAttribute("aria-roledescription")} ${block.ariaLabel}>`;
  return (
    said + [...block.childNodes].map((node) => (node instanceof Element ? heard(node) : node.textContent)).join("")
  );
}

/** Words under each painted segment with the tags on it. */
function painted(element: HTMLElement): [string, string][] {
  return [...element.querySelectorAll<HTMLElement>(".vt-hl")].map((segment) => [
    segment.textContent,
    segment.dataset["ids"] ?? "",
  ]);
}

describe("the text", () => {
  test("[text] shows every letter of the revision, in blocks that say what they are", async () => {
    const element = await showText(revision);
    expect(textOf(element)).toBe(revision.text);
    expect(element.querySelector("h2")?.textContent).toBe("Ocena iskaza oštećene");
    expect([...element.querySelectorAll("[role=table] [role=row]")].map((row) => row.children.length)).toEqual([2, 2]);
    const [first, second] = element.querySelectorAll<HTMLElement>("[role=row] [role=cell]:nth-child(2)");
    expect(first?.getBoundingClientRect().left).toBe(second?.getBoundingClientRect().left);
  });

  test("[gutter] Coram's number and the page stand in the gutter, the court's before the words, none of them a letter of the text", async () => {
    const element = await showText(revision);
    const [, first, second] = element.querySelectorAll<HTMLElement>(".vt-block");
    expect(getComputedStyle(first as Element, "::after").content).toBe('"2" / ""');
    expect(getComputedStyle(first as Element).listStyleType).toBe('"41\u2002"');
    expect(getComputedStyle(second as Element, "::after").content).toBe('"3" / ""');
    const mark = element.querySelector(".vt-page") as Element;
    expect(getComputedStyle(mark, "::before").content).toBe('"p. 15"');
    expect(mark.previousSibling?.textContent).toBe("Sud je u cel");
  });

  test("[gutter] the dash of a list stands in the column, and the number where all numbers stand", async () => {
    const element = await showText(revision);
    const item = element.querySelector(".vt-item") as HTMLElement;
    const paragraph = element.querySelector("p.vt-block:not(.vt-item)") as HTMLElement;
    const left = (block: HTMLElement): number => block.getBoundingClientRect().left;
    const number = (block: HTMLElement): number => left(block) + parseFloat(getComputedStyle(block, "::after").left);
    // A marker stands outside the box of its block.
    expect(left(item) - left(paragraph)).toBeGreaterThan(20);
    expect(number(item)).toBeCloseTo(number(paragraph));
  });

  test("[tokens] a typed token stays in one piece", async () => {
    const element = await showText(revision);
    const parts = [...element.querySelectorAll(".vt-token")];
    expect(parts.map(({ textContent }) => textContent).join("")).toBe("[Victim A]");
    for (const part of parts) expect(getComputedStyle(part).whiteSpace).toBe("nowrap");
  });

  test("[tokens] its word is drawn in the language of the text over the stored one, which stays", async () => {
    const element = await showText(revision);
    const word = element.querySelector<HTMLElement>(".vt-token-word");
    expect(word?.textContent).toBe("Victim");
    expect(getComputedStyle(word as Element, "::before").content).toBe('"Žrtva"');
    // It alone is read aloud.
    expect(getComputedStyle(word as Element).visibility).toBe("hidden");
    expect(getComputedStyle(word as Element, "::before").visibility).toBe("visible");
    expect(textOf(element)).toBe(revision.text);
    // The stored word takes no room, and the drawn one stands between the brackets.
    const [open, drawn, close] = [...element.querySelectorAll(".vt-token")].map((part) => part.getBoundingClientRect());
    expect(drawn?.width).toBeGreaterThan(20);
    expect(Math.abs((open?.right ?? 0) - (drawn?.left ?? 0))).toBeLessThan(1);
    expect(Math.abs((drawn?.right ?? 0) - (close?.left ?? 0))).toBeLessThan(1);
    const range = document.createRange();
    range.selectNodeContents(word?.firstChild as Node);
    expect(range.getBoundingClientRect().width).toBe(0);
  });

  test("[axe] has no accessibility fault with everything painted on it", async () => {
    const element = await showText(revision, {
      tags: [tagOn(revision, "t1", "B6", "pasoš i mobilni telefon"), tagOn(revision, "t2", "F1", "iskaz oštećene")],
      threads: [threadOn(revision, "h1", "saopšteno da duguje")],
      people: [{ member: member("Ana Gashi"), block: null, paragraph: null, selection: rangeOf(revision, "glasi") }],
      activeTags: ids("t2"),
    });
    element.selectRanges([rangeOf(revision, "posebne prostorije")]);
    const { violations } = await axe.run(element);
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  });

  test("[markup] letters of a verdict never become markup", async () => {
    const element = await showText(revisionOf(["<img src=x onerror=alert(1)> & <b>bold</b>"]));
    expect(textOf(element)).toBe("<img src=x onerror=alert(1)> & <b>bold</b>");
    expect(element.querySelector("img[src], .vt-block b")).toBeNull();
  });
});

describe("tags", () => {
  test("[overlap] overlapping tags are painted as segments, the shortest passage first", async () => {
    const element = await showText(revision, {
      tags: [
        tagOn(revision, "t1", "F1", "iskaz oštećene, dat preko video-veze"),
        tagOn(revision, "t2", "J1", "dat preko video-veze iz posebne prostorije"),
      ],
    });
    expect(painted(element)).toEqual([
      ["iskaz oštećene, ", "t1"],
      ["dat preko video-veze", "t1 t2"],
      [" iz posebne prostorije", "t2"],
    ]);
    const both = element.querySelector('[data-ids="t1 t2"]') as HTMLElement;
    expect(both.dataset["cat"]).toBe("f");
    expect([...both.classList]).toEqual(["vt-hl", "vt-u0f", "vt-u1j"]);
  });

  test("[code marks] the code follows the passage, drawn and not written; readers hear where it begins and ends", async () => {
    const element = await showText(revision, { tags: [tagOn(revision, "t1", "B6", "mobilni telefon")] });
    const mark = element.querySelector(".vt-code") as HTMLElement;
    expect(getComputedStyle(mark, "::after").content).toBe('"B6"');
    expect(mark.textContent).toBe("");
    expect(mark.ariaHidden).toBe("true");
    const spoken = [...element.querySelectorAll<HTMLElement>(".vt-spoken")];
    expect(spoken.map((each) => [each.role, each.getAttribute("aria-roledescription"), each.ariaLabel])).toEqual([
      ["img", "Part", "Reasoning"],
      ["img", "Tag", "B6 Threat, by Mirjana Jović, begins."],
      ["img", "Tag", "B6 ends."],
    ]);
    expect(textOf(element)).toBe(revision.text);
  });

  test("[code marks] of tags that are painted as one, each is heard to begin and end where it does", async () => {
    const by = (name: string) => ({ author: member(name) });
    const element = await showText(revision, {
      tags: [
        tagOn(revision, "t1", "B6", "pasoš i mobilni", by("Ana")),
        tagOn(revision, "t2", "B6", "mobilni telefon", by("Elira")),
        tagOn(revision, "t3", "F1", "pasoš i mobilni telefon", by("Ana")),
      ],
    });
    const block = element.querySelectorAll(".vt-block")[1] as HTMLElement;
    expect(heard(block)).toBe(
      "<Paragraph 2>Po dolasku su [Victim A] oduzeti <Tag F1 Threat, by Ana, begins. B6 Threat, by Ana, begins.>pasoš i " +
        "<Tag B6 Threat, by Elira, begins.>mobilni<Tag B6, by Ana, ends.> telefon<Tag F1 ends. B6, by Elira, ends.>" +
        ", a zatim joj je saopšteno da duguje.",
    );
    element.tags = element.tags.slice(0, 1);
    await element.updateComplete;
    expect(heard(block)).toBe(
      "<Paragraph 2>Po dolasku su [Victim A] oduzeti <Tag B6 Threat, by Ana, begins.>pasoš i mobilni<Tag B6 ends.>" +
        " telefon, a zatim joj je saopšteno da duguje.",
    );
    expect(textOf(element)).toBe(revision.text);
  });

  test("[discontinuous] every part of a passage is painted, over blocks too", async () => {
    const element = await showText(revision, {
      tags: [tagOn(revision, "t1", "B6", ["pasoš", "posebne prostorije", "kaznu"])],
    });
    expect(painted(element)).toEqual([
      ["pasoš", "t1"],
      ["posebne prostorije", "t1"],
      ["kaznu", "t1"],
    ]);
    expect([...element.querySelectorAll<HTMLElement>(".vt-code")].map((mark) => mark.dataset["code"])).toEqual([
      "B6…",
      "B6…",
      "B6",
    ]);
  });

  test("[states] deleted and removed tags are not painted, a pending one is hollow, a changed one is underlined", async () => {
    const element = await showText(revision, {
      tags: [
        tagOn(revision, "t1", "A1", "pasoš", { deleted: true }),
        tagOn(revision, "t2", "B1", [], { state: "removed" }),
        tagOn(revision, "t3", "C1", "mobilni", { pending: true }),
        tagOn(revision, "t4", "D1", "posebne", { state: "changed" }),
      ],
    });
    const [pending, changed, ...rest] = element.querySelectorAll<HTMLElement>(".vt-hl");
    expect(rest).toEqual([]);
    expect([...(pending?.classList ?? [])]).toEqual(["vt-hl", "vt-u0c", "vt-p0"]);
    expect(pending?.dataset["cat"]).toBeUndefined();
    expect(changed?.classList.contains("vt-changed")).toBe(true);
  });

  test("[tokens] a passage that takes in a token leaves it in one piece", async () => {
    const element = await showText(revision, { tags: [tagOn(revision, "t1", "B6", "su [Victim A] oduzeti")] });
    expect(painted(element).map(([words]) => words)).toEqual(["su ", "[", "Victim", " A]", " oduzeti"]);
    expect(element.querySelectorAll(".vt-token-word")).toHaveLength(1);
  });

  test("[change] a changed tag touches only the blocks it stands or stood in", async () => {
    const still = tagOn(revision, "t1", "A1", "video-veze");
    const element = await showText(revision, { tags: [still, tagOn(revision, "t2", "B1", "pasoš")] });
    const kept = element.querySelector('[data-ids="t1"]');
    const changed = new Set<string>();
    const note = (records: MutationRecord[]): void => {
      for (const { target } of records) {
        const block = (target instanceof Element ? target : target.parentElement)?.closest(".vt-block");
        changed.add(block?.textContent.slice(0, 10) ?? target.nodeName);
      }
    };
    const observer = new MutationObserver(note);
    observer.observe(element, { subtree: true, childList: true, attributes: true, characterData: true });
    element.tags = [still, tagOn(revision, "t2", "B1", "telefon")];
    await element.updateComplete;
    note(observer.takeRecords());
    expect(painted(element)).toEqual([
      ["telefon", "t2"],
      ["video-veze", "t1"],
    ]);
    expect(element.querySelector('[data-ids="t1"]')).toBe(kept);
    expect([...changed].filter((block) => block !== "Po dolasku")).toEqual([]);
    expect(changed.size).toBe(1);
  });

  test("[active] the active tag takes the strong tint and loses it again", async () => {
    const element = await showText(revision, { tags: [tagOn(revision, "t1", "A1", "pasoš")], activeTags: ids("t1") });
    expect(element.querySelector(".vt-on")?.textContent).toBe("pasoš");
    element.activeTags = ids();
    await element.updateComplete;
    expect(element.querySelector(".vt-on")).toBeNull();
  });

  test("[click] a click on stacked tags tells all of them, the shortest first; on a code mark only its own", async () => {
    const element = await showText(revision, {
      tags: [
        tagOn(revision, "t1", "F1", "iskaz oštećene, dat preko video-veze"),
        tagOn(revision, "t2", "J1", "video-veze"),
      ],
    });
    const segment = element.querySelector('[data-ids="t2 t1"]') as HTMLElement;
    const clicked = next(element, "coram-tag-click");
    await userEvent.click(segment);
    expect((await clicked).detail.ids).toEqual(["t2", "t1"]);
    expect((await clicked).detail.rect.width).toBeGreaterThan(0);
    const again = next(element, "coram-tag-click");
    await userEvent.click(element.querySelector('.vt-code[data-ids="t1"]') as HTMLElement);
    expect((await again).detail.ids).toEqual(["t1"]);
  });

  test("[threads] a discussed passage has a marker that opens its thread", async () => {
    const element = await showText(revision, { threads: [threadOn(revision, "h1", "posebne prostorije")] });
    const clicked = next(element, "coram-thread-click");
    await userEvent.click(element.querySelector(".vt-thread") as HTMLElement);
    expect((await clicked).detail.ids).toEqual(["h1"]);
  });

  test("[translations] translated words are underlined and open their translation; on a phone a button names the language", async () => {
    const of = (id: string, words: string, language: UiLanguage) => ({
      id: id as TranslationId,
      language,
      ranges: [rangeOf(revision, words)],
    });
    const both = [of("e1", "posebne prostorije", "en"), of("m1", "Nema kuće", "mk")];
    const element = await showText(revision, { translations: both });
    const words = (): string[] => [...element.querySelectorAll(".vt-tr-passage")].map((each) => each.textContent);
    expect(words()).toEqual(["posebne prostorije", "Nema kuće"]);
    expect(getComputedStyle(element.querySelector(".vt-tr-passage") as Element).textDecorationLine).toBe("underline");
    const clicked = next(element, "coram-translation-click");
    await userEvent.click(element.querySelector(".vt-tr-passage") as HTMLElement);
    expect((await clicked).detail.id).toBe("e1");
    await page.viewport(390, 844);
    const button = page.getByRole("button", { name: "Translation: English and Macedonian" });
    const opened = next(element, "coram-translation-click");
    await userEvent.click(button);
    expect((await opened).detail.id).toBe("e1");
    expect((await axe.run(element)).violations.map(({ id }) => id)).toEqual([]);
    element.translations = [];
    await element.updateComplete;
    expect(words()).toEqual([]);
    expect(textOf(element)).toBe(revision.text);
  });

  test("[evidence] a passage that an answer rests on is underlined until it no longer does, and no letter moves", async () => {
    const passage = { ranges: [rangeOf(revision, "iz posebne prostorije")], state: "changed" as const };
    const element = await showText(revision, { evidence: [passage] });
    const marked = (): string[] => [...element.querySelectorAll(".vt-evidence")].map((each) => each.textContent);
    expect(marked()).toEqual(["iz posebne prostorije"]);
    expect(element.querySelector(".vt-evidence.vt-changed")).not.toBeNull();
    expect(textOf(element)).toBe(revision.text);
    element.evidence = [];
    await element.updateComplete;
    expect(marked()).toEqual([]);
  });

  test("[people] a colleague's selection is painted with a flag, and no letter moves", async () => {
    const element = await showText(revision);
    const words = rangeOf(revision, "preko video-veze");
    const before = element.rectOf([words]);
    element.people = [{ member: member("Ana Gashi"), block: null, paragraph: null, selection: words }];
    await element.updateComplete;
    expect(element.querySelector(".vt-remote")?.textContent).toBe("preko video-veze");
    expect(element.querySelector<HTMLElement>(".vt-flag")?.dataset["name"]).toBe("Ana G.");
    expect(element.rectOf([words])).toEqual(before);
    element.people = [];
    await element.updateComplete;
    expect(element.querySelector(".vt-remote, .vt-flag")).toBeNull();
  });
});

describe("elsewhere", () => {
  test("[phone] numbers stand before the words, and a paragraph's comments are opened by a button at its end", async () => {
    const thread = threadOn(revision, "h1", "posebne prostorije");
    const comment = {
      id: "c" as CommentId,
      author: member("Ana Gashi"),
      body: "",
      mentioned: [],
      createdAt: "",
      edited: false,
      mine: false,
      pending: false,
    };
    thread.comments = [
      { ...comment, deleted: false },
      { ...comment, deleted: true },
    ];
    const element = await showText(revision, { threads: [thread] });
    await page.viewport(390, 844);
    const block = element.querySelectorAll(".vt-block")[2] as Element;
    expect(getComputedStyle(block, "::before").content).toBe('"3" / ""');
    // Headings, the first paragraph of a part and rows have theirs too, and nothing stands over a cell.
    const drawn = (at: Element | null, pseudo: string): string => getComputedStyle(at as Element, pseudo).content;
    expect(drawn(element.querySelector("h2"), "::before")).toBe('"Reasoning\\a 1" / ""');
    const [cell] = element.querySelectorAll(".vt-cell");
    expect(drawn(cell as Element, "::before")).toBe('"4" / ""');
    expect(drawn(cell as Element, "::after")).toBe("none");
    const button = page.getByRole("button", { name: "1 comment" });
    const opened = next(element, "coram-thread-click");
    await userEvent.click(button);
    expect((await opened).detail.ids).toEqual(["h1"]);
    const { violations } = await axe.run(element);
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  test("[print] everything is laid out on paper, with numbers and highlights, without handles", async () => {
    const element = await showText(revision, { tags: [tagOn(revision, "t1", "B6", "pasoš")] });
    element.selectRanges([rangeOf(revision, "posebne prostorije")]);
    const tools = cdp() as unknown as { send(method: string, params: object): Promise<unknown> };
    await tools.send("Emulation.setEmulatedMedia", { media: "print" });
    const styleOf = (selector: string, pseudo?: string) =>
      getComputedStyle(element.querySelector(selector) as Element, pseudo);
    expect(styleOf(".vt-group").contentVisibility).toBe("visible");
    expect(styleOf(".vt-edge").display).toBe("none");
    expect(styleOf(".vt-block", "::after").content).toBe('"1" / ""');
    expect(styleOf(".vt-hl").printColorAdjust).toBe("exact");
    await tools.send("Emulation.setEmulatedMedia", { media: "" });
    expect(styleOf(".vt-group").contentVisibility).toBe("auto");
  });
});
