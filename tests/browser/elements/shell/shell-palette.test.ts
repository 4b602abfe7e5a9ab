import { page as browser, userEvent } from "vitest/browser";
import { describe, expect, it, onTestFinished } from "vitest";
import "../../../../client/methodology/coram-handbook-menu.ts";
import "../../../../client/palette/coram-palette.ts";
import type { CoramPalette } from "../../../../client/palette/coram-palette.ts";
import { type Member, toMemberCard } from "../../../../schema/domain/member.ts";
import { newId, OutputId, type VerdictId } from "../../../../schema/domain/ids.ts";
import type { PlacesView } from "../../../../schema/protocol/http/network.ts";
import {
  FACILITATOR,
  GUEST,
  LAWYER,
  METHODOLOGY,
  ORGANISATIONS,
  VERDICTS,
} from "../../../helpers/browser/shell-data.ts";
import { expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { readAsked } from "../../../../client/palette/asked.ts";
import type { Known } from "../../../../client/palette/found.ts";
import { verdictGroups } from "../../../../client/palette/verdict-places.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";

onShellPage();

const OUTPUT = newId(OutputId);
const PLACES: PlacesView = {
  verdicts: [VERDICTS.open, VERDICTS.blind].map((verdict) => ({ ...verdict, canPrepare: false })),
  documents: [
    {
      id: OUTPUT,
      title: "Stavovi o nekažnjavanju",
      language: "sr-Latn",
      status: "draft",
      kind: { en: "Position paper", mk: "Заеднички став" },
    },
  ],
  members: [FACILITATOR, LAWYER].map(toMemberCard),
  organisations: ORGANISATIONS,
};

const options = (): string[] =>
  [...document.querySelectorAll("coram-palette [role=option]")].map(({ textContent }) =>
    textContent.replace(/\s+/g, " ").trim(),
  );
const chosen = (): string => document.querySelector("coram-palette [aria-selected=true] b")?.textContent.trim() ?? "";
const field = () => browser.getByRole("combobox", { name: "Find, or go to" });

/** The palette over a page, as somebody; `went` has the addresses that it leads to. */
async function over(member: Member, places: PlacesView = PLACES) {
  const answers = { "GET /api/places": places, "GET /api/methodology/current": METHODOLOGY };
  const mounted = await mount<CoramPalette>("coram-palette", member, answers);
  const went: string[] = [];
  const note = ({ detail }: WindowEventMap["coram-navigate"]): unknown => went.push(detail.href);
  addEventListener("coram-navigate", note);
  onTestFinished(() => removeEventListener("coram-navigate", note));
  const ask = async (typed: string): Promise<void> => {
    await userEvent.keyboard("{Control>}k{/Control}");
    await expect.element(field()).toHaveFocus();
    await expect.poll(() => options().length).toBeGreaterThan(0);
    await userEvent.keyboard(typed);
  };
  return { ...mounted, went, ask };
}

describe("coram-palette", () => {
  it("leads by Ctrl+K, a few letters and Enter to a verdict, in either script; what is typed is asked of nobody", async () => {
    const { asked, went, ask } = await over(LAWYER);
    const before = location.href;
    await ask("lipovici");
    await expect.poll(options).toEqual(["K 64/21 Виши суд у Липовици Serbia"]);
    await expectBothThemes();
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => went).toEqual([`/verdicts/${VERDICTS.blind.id}`]);
    expect(document.querySelector("dialog")?.open).toBe(false);
    // A number behind a name that it is no part of is a paragraph; one that is, is the name.
    await ask("k118 7");
    await expect.poll(chosen).toBe("K 118/22, ¶ 7");
    const text = `GET /api/verdicts/${VERDICTS.open.id}`;
    await expect.poll(() => asked.some(({ what }) => what === text)).toBe(true);
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => went.at(-1)).toBe(`/verdicts/${VERDICTS.open.id}?paragraph=7`);
    await ask("118 22");
    await expect.poll(options).toEqual(["K 118/22 Viši sud u Brezovcu Serbia"]);
    // The number without its signs, in either script.
    for (const typed of ["k11822", "к11822", "11822"]) {
      await field().fill(typed);
      await expect.poll(options).toContain("K 118/22 Viši sud u Brezovcu Serbia");
    }
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => document.querySelector("dialog")?.open).toBe(false);
    expect(new Set(asked.map(({ what }) => what))).toEqual(
      new Set(["GET /api/places", "GET /api/methodology/current", text]),
    );
    expect(location.href).toBe(before);
  });

  it("takes a number that is no paragraph of the text for that of the verdict that has it", () => {
    const found = (typed: string, here: VerdictId): string[] => {
      const paragraphs = { of: () => ({ found: [], last: "40" }) };
      const known = { places: PLACES, here, paragraphs } as unknown as Known;
      return verdictGroups(readAsked(typed), known, 5).flatMap((group) => group.found.map(({ name }) => name));
    };
    expect(found("118", VERDICTS.blind.id)).toEqual(["K 118/22"]);
    expect(found("¶118", VERDICTS.blind.id)).toContain("K 64/21, ¶ 118");
    expect(found("97", VERDICTS.blind.id)).toEqual(["K 64/21, ¶ 97"]);
  });

  it("finds documents, categories, questions and members, each alone by its sign", async () => {
    const { went, ask } = await over(LAWYER);
    await ask("nekaznj");
    await expect.poll(chosen).toBe("Stavovi o nekažnjavanju");
    await field().fill("заеднички");
    await expect.poll(options).toEqual(["Stavovi o nekažnjavanju Position paper Draft"]);
    await field().fill("#vuln");
    const ofVulnerability = "Passages tagged B3, in all verdicts Abuse of vulnerability";
    await expect.poll(options).toEqual(["B3 Abuse of vulnerability", ofVulnerability]);
    await field().fill("vulnerability");
    await expect
      .poll(options)
      .toEqual(["B3 Abuse of vulnerability", ofVulnerability, "Find “vulnerability” in all verdicts"]);
    await field().fill("#consent");
    await expect.poll(chosen).toBe("Does the court hold consent irrelevant?");
    // On a phone a name has a second line: a finger cannot show what is cut.
    const [wide, high] = [innerWidth, innerHeight];
    onTestFinished(() => browser.viewport(wide, high));
    await browser.viewport(320, 700);
    const words = document.querySelector("coram-palette [aria-selected=true] .palette-words");
    await expect.poll(() => (words ? words.scrollWidth - words.clientWidth : null)).toBe(0);
    await browser.viewport(wide, high);
    await field().fill("@mir");
    await expect.poll(options).toEqual(["MJ Mirjana J. Facilitator, Pravna linija"]);
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => went).toEqual([`/members?member=${FACILITATOR.id}`]);
    // Said of categories, where no name has the words.
    await ask("court finding");
    await expect.poll(() => options().length).toBe(5);
    // What names nothing is looked for in verdicts: its words go into no address.
    await field().fill("zzz");
    await expect.poll(options).toEqual(["Find “zzz” in all verdicts"]);
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => went.at(-1)).toBe("/find");
  });

  it("stays open that is opened again before the browser has told that it was closed", async () => {
    const { ask } = await over(LAWYER);
    await ask("118");
    await expect.poll(options).not.toEqual([]);
    const palette = document.querySelector("coram-palette");
    const dialog = palette?.querySelector("dialog");
    const told = new Promise((resolve) => dialog?.addEventListener("close", resolve, { once: true }));
    const press = (key: string, on: EventTarget, ctrlKey = false): boolean =>
      on.dispatchEvent(new KeyboardEvent("keydown", { key, code: `Key${key.toUpperCase()}`, ctrlKey, bubbles: true }));
    press("Enter", dialog?.querySelector("input") ?? window);
    await palette?.updateComplete;
    expect(dialog?.open).toBe(false);
    press("k", window, true);
    await palette?.updateComplete;
    await told;
    await palette?.updateComplete;
    expect(dialog?.open).toBe(true);
  });

  it("says of a page that is not theirs why, to a member; arrows go round", async () => {
    const { went, ask } = await over(LAWYER);
    await ask(">");
    await expect.poll(() => options()[0]).toBe("Network");
    expect(options()).toContain("Add verdicts for facilitators");
    await userEvent.keyboard("{ArrowUp}{ArrowUp}");
    await expect.poll(chosen).toBe("Network settings");
    // It goes nowhere, and stays open.
    await userEvent.keyboard("{Enter}");
    await expect.element(field()).toHaveFocus();
    expect(went).toEqual([]);
    await expectBothThemes();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{Enter}");
    await expect.poll(() => went).toEqual(["/find"]);
  });

  it("holds for a guest what is open to them, and names nothing else", async () => {
    const [open] = PLACES.verdicts;
    const theirs = { ...PLACES, verdicts: open ? [open] : [], documents: [], members: [], organisations: [] };
    const { ask } = await over(GUEST, theirs);
    await ask(">");
    await expect.poll(options).toEqual(["Open to you", "Find", "Methodology"]);
    await field().fill("");
    await expect.poll(() => options()[0]).toBe("K 118/22 Viši sud u Brezovcu Serbia");
    await expect.element(browser.getByText("in what is open to you")).toBeVisible();
  });

  it("finds what other pages do, and templates, by a name in any language, and does it there", async () => {
    const { went, ask } = await over(FACILITATOR);
    await ask("pozovi");
    await expect.poll(() => options()[0]).toMatch(/^› Invite a member Members · /);
    await field().fill("metodolog");
    await expect.poll(() => options()).toContain("Methodology Metodologija");
    await field().fill("invite");
    await expect.poll(chosen).toBe("Invite a member");
    await field().fill("preuzmi");
    await expect.poll(chosen).toBe("Download the methodology");
    const menu = document.createElement("coram-handbook-menu");
    const goes = ({ detail }: WindowEventMap["coram-navigate"]): void => {
      history.pushState(null, "", detail.href);
      document.body.append(menu);
    };
    const before = location.href;
    addEventListener("coram-navigate", goes);
    onTestFinished(() => {
      removeEventListener("coram-navigate", goes);
      menu.remove();
      history.replaceState(null, "", before);
    });
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => went).toEqual(["/methodology"]);
    await expect.poll(() => menu.querySelector("coram-handbook-out")?.open).toBe(true);
  });

  it("waits while a question stands over the page", async () => {
    await over(LAWYER);
    const question = document.createElement("coram-dialog");
    question.toggleAttribute("open", true);
    document.body.append(question);
    await userEvent.keyboard("{Control>}k{/Control}");
    expect(document.querySelector("coram-palette dialog")?.hasAttribute("open")).toBe(false);
    question.remove();
  });
});
