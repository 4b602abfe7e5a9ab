import { page as browser } from "vitest/browser";
import { beforeEach, describe, expect, it } from "vitest";
import { NAMES, TEXT } from "../../../helpers/browser/names-page.ts";
import { seen } from "../../../helpers/browser/seen.ts";
import { expectAccessible } from "../../../helpers/browser/shell-page.ts";
import {
  server,
  must,
  marks,
  shows,
  press,
  begin,
  openPanel,
  onNamesPage,
} from "../../../helpers/browser/names-panel.ts";

onNamesPage();

const walk = (): HTMLElement => must("coram-names-walk .walk-card");

describe("names one by one", () => {
  beforeEach(() => begin());

  it("is done by key alone, with the words around each in the text's order, and ends in the list", async () => {
    await press("w");
    expect(walk().textContent).toContain("Replace this person?");
    expect(document.activeElement).toBe(walk());
    await seen(() => expect(marks()).toContain("*name: Zoran Petrović"));
    await expectAccessible();
    await press("y");
    expect(walk().textContent).toContain("Milica Jović");
    await press("3");
    await press("y");
    expect(walk().textContent).toContain("Is this Milica Jović?");
    await seen(() => expect(marks()).toContain("*name-unsure: milica"));
    await seen(() => expect(must("#coram-live").textContent).toContain("Njena milica nije bila tu"));
    await press("x");
    await press("m");
    await press("ilic{Enter}");
    await press("{Enter}");
    await press("x");
    expect(walk().textContent).toContain("May this identify somebody?");
    // A passage is put in other words also where a placeholder could stand for it.
    await press("r");
    await seen(() => expect(must(".names-rewrite textarea")).toBe(document.activeElement));
    await press("{Escape}");
    await press("y");
    await seen(() => expect(document.querySelector("coram-names-walk")).toBeNull());
    const [milica, jovic] = [TEXT.indexOf("milica nije"), TEXT.indexOf("Jović je")];
    await seen(() =>
      expect(server.taken).toEqual([
        { kind: "confirm", entity: "e1" },
        { kind: "role", entity: "e2", role: "witness" },
        { kind: "confirm", entity: "e2" },
        { kind: "mention", entity: "e2", start: milica, is: false },
        { kind: "move", entity: "e2", starts: [jovic], to: "e3" },
        { kind: "confirm", entity: "e3" },
        { kind: "identifier", id: "i1", state: "dismissed", alike: true },
        { kind: "quasi", id: "q1", state: "replace", alike: true },
      ]),
    );
    await shows(browser.elementLocator(must("coram-names-head")), "Everything is decided.");
  });

  it("decides on nobody by a key too many at the end, nor by one that is pressed with the focus elsewhere", async () => {
    const [zoran] = NAMES.entities;
    await begin({
      ...NAMES,
      entities: NAMES.entities.map((each) =>
        each === zoran
          ? each
          : { ...each, mentions: each.mentions.filter(({ sure }) => sure), state: "confirmed" as const },
      ),
      quasi: [],
    });
    const milica = browser.getByRole("button", { name: /^Milica Jović/u });
    await milica.click();
    await browser.getByRole("button", { name: /one by one/u }).click();
    for (let n = 0; n < 4; n++) await press("x");
    await seen(() => expect(document.querySelector("coram-names-walk")).toBeNull());
    await press("k");
    await seen(() => expect(walk().textContent).toContain("Decided: no."));
    await press("j");
    await seen(() => expect(document.querySelector("coram-names-walk")).toBeNull());
    await press("x");
    await press("2");
    await expect.element(milica).toHaveAttribute("aria-expanded", "false");
    await milica.click();
    await browser.getByRole("checkbox", { name: "Choose Zoran Petrović" }).click();
    await press("x");
    (document.activeElement as HTMLElement).blur();
    await browser.viewport(1440, 300);
    must("coram-names-others").scrollIntoView({ block: "end" });
    await press("x");
    await milica.click();
    await milica.click();
    await press("y");
    await seen(() =>
      expect(server.taken).toEqual([
        { kind: "dismiss", entity: "e1" },
        { kind: "identifier", id: "i1", state: "dismissed", alike: true },
        { kind: "confirm", entity: "e2" },
      ]),
    );
  });

  it("counts what is decided on the way, of as many as there were", async () => {
    const position = (): string => must("coram-names-walk .walk-head .sub").textContent;
    await press("w");
    expect(position()).toBe("1 of 7");
    await press("y");
    await seen(() => expect(position()).toBe("2 of 7"));
    await press("j");
    expect(position()).toBe("3 of 7");
    await press("y");
    await seen(() => expect(position()).toBe("4 of 7"));
  });

  it("leaves one for later and goes back, without deciding", async () => {
    await press("w");
    await press("j");
    expect(walk().textContent).toContain("Milica Jović");
    await press("k");
    expect(walk().textContent).toContain("Zoran Petrović");
    await press("{Escape}");
    await seen(() => expect(document.activeElement?.textContent).toContain("Decide one by one"));
    expect(document.querySelector("coram-names-walk")).toBeNull();
    expect(server.taken).toEqual([]);
    await press("{Enter}");
    expect(walk().textContent).toContain("Zoran Petrović");
    await press("n");
    await seen(() => expect(server.taken).toEqual([{ kind: "dismiss", entity: "e1" }]));
  });

  it("goes back to what was just decided, where a slip is corrected by a key, and on from where one was", async () => {
    await press("w");
    await press("y");
    await seen(() => expect(walk().textContent).toContain("Milica Jović"));
    await press("k");
    await seen(() => expect(walk().textContent).toContain("Zoran Petrović"));
    expect(walk().textContent).toContain("Decided: yes.");
    expect(must("coram-names-walk .walk-head .sub").textContent).toBe("1 of 7");
    await press("n");
    await seen(() => expect(walk().textContent).toContain("Milica Jović"));
    await press("k");
    await seen(() => expect(walk().textContent).toContain("Decided: no."));
    await press("j");
    expect(walk().textContent).toContain("Milica Jović");
    await seen(() =>
      expect(server.taken).toEqual([
        { kind: "confirm", entity: "e1" },
        { kind: "dismiss", entity: "e1" },
      ]),
    );
  });

  it("says by M that two names are of one organisation", async () => {
    const [one] = NAMES.quasi;
    if (!one) throw new Error("no passage");
    const named = (id: string, text: string, label: string) =>
      ({ ...one, id, text, kind: "business", state: "open", token: { kind: "Organisation", label } }) as const;
    const quasi = [named("q1", "ДУТ Месечина", "1"), named("q2", "Месечина", "2")];
    await begin({ ...NAMES, entities: [], identifiers: [], quasi });
    await press("w");
    await press("j");
    await press("m");
    await press("{Enter}");
    await seen(() => expect(server.taken).toEqual([{ kind: "same", of: "quasi", id: "q2", as: "q1" }]));
    // In the list by a button.
    await begin({ ...NAMES, entities: [], identifiers: [], quasi });
    await browser.getByRole("button", { name: "ДУТ Месечина: The same as…" }).click();
    await press("{Escape}");
    await seen(() => expect(document.activeElement?.closest("[data-thing=q1]")).not.toBeNull());
    await browser.getByRole("button", { name: "ДУТ Месечина: The same as…" }).click();
    await browser.getByRole("combobox", { name: "The same as which?" }).fill("месеч");
    await press("{Enter}");
    await seen(() => expect(server.taken).toEqual([{ kind: "same", of: "quasi", id: "q1", as: "q2" }]));
  });

  it("names a place that stands in more places, in its forms", async () => {
    const [one] = NAMES.quasi;
    if (!one) throw new Error("no passage");
    const quasi = [one, { ...one, id: "q2", start: 0, end: 9, text: "Leskovca" }];
    await begin({ ...NAMES, entities: [], identifiers: [], quasi });
    await press("w");
    expect(walk().textContent.replace(/\s+/g, " ")).toContain("Leskovca, Leskovcu and in 1 more place");
  });

  it("puts a passage that has no token in other words by R, and stays where one is", async () => {
    const quasi = NAMES.quasi.map((each) => ({ ...each, token: null }));
    await begin({ ...NAMES, entities: [], identifiers: [], quasi });
    await press("w");
    // The card says so before a key is pressed.
    expect(walk().textContent).toContain("no placeholder can stand");
    await press("y");
    await seen(() => expect(must(".told").textContent).toContain("put it in other words"));
    expect(server.taken).toEqual([]);
    // The yes leads to the other words.
    await seen(() => expect(must(".names-rewrite textarea")).toBe(document.activeElement));
    await press("{Escape}");
    expect(document.querySelector(".names-rewrite")).toBeNull();
    await press("r");
    // To leave a passage is a decision; not to rewrite it is none.
    await expect.element(browser.getByRole("button", { name: "Cancel" })).toBeVisible();
    await seen(() => expect(must(".names-rewrite textarea")).toBe(document.activeElement));
    await press("a town in the south{Enter}");
    await seen(() => expect(server.taken).toEqual([{ kind: "quasi", id: "q1", state: "keep", alike: true }]));
    expect(server.asked.some((what) => what.startsWith("POST") && what.endsWith("/edits"))).toBe(true);
    await expect.element(browser.getByRole("tab", { name: "Names" })).toHaveAttribute("aria-selected", "true");
  });

  it("decides nothing by a sentence that is typed where no field is, nor by the rest of one whose field has gone", async () => {
    await begin({ ...NAMES, quasi: NAMES.quasi.map((each) => ({ ...each, token: null })) });
    await press("w");
    await press("To nije ona, x y 2 rekao je svedok.{Enter}{Backspace}");
    await seen(() => expect(must(".told").textContent).toContain("No field is open"));
    // The words end there; the person in hand stays.
    await press("{Escape}");
    expect(walk().textContent).toContain("Zoran Petrović");
    for (let n = 0; n < 6; n++) await press("j");
    expect(walk().textContent).toContain("May this identify somebody?");
    await press("r");
    await seen(() => expect(must(".names-rewrite textarea")).toBe(document.activeElement));
    await press("varoš");
    // What somebody else corrects beside it takes none of the words.
    server.otherCorrects("Okrivljeni", "Optuženi");
    await seen(() => expect(must("coram-verdict-text").textContent).toContain("Optuženi"));
    await seen(() => expect(marks()).toContain("*quasi: Leskovcu"));
    await press("ica");
    const field = must(".names-rewrite textarea") as HTMLTextAreaElement;
    expect([document.activeElement, field.value]).toEqual([field, "varošica"]);
    // They stay where somebody has decided to leave the passage, and go with it.
    server.otherDecides({ kind: "quasi", id: "q1", state: "keep", alike: true });
    server.tell({ type: "preparation", verdict: server.page.verdictId });
    await seen(() => expect(walk().textContent).toContain("Elira K. has decided meanwhile: no."));
    expect(field.value).toBe("varošica");
    server.names = { ...server.names, number: server.names.number + 1, quasi: [] };
    server.tell({ type: "preparation", verdict: server.page.verdictId });
    await seen(() => expect(document.querySelector(".names-rewrite")).toBeNull());
    await press("y x 3");
    expect(server.taken).toEqual([]);
    const next = walk().textContent;
    await press("{Escape}");
    expect(walk().textContent).toBe(next);
    await press("x");
    await seen(() => expect(server.taken).toHaveLength(1));
  });

  it("stays at its place with the words around it, while names and text come one after the other", async () => {
    const card = (): string => walk().textContent.replace(/\s+/g, " ");
    await press("wjj");
    await seen(() => expect(card()).toContain("Njena milica nije bila tu"));
    const { names } = server;
    server.otherCorrects("Okrivljeni", "Optuženi");
    const later = server.names;
    server.names = names;
    await seen(() => expect(must("coram-verdict-text").textContent).toContain("Optuženi"));
    await seen(() => expect(must(".names-panel").textContent).toContain("The text has just changed"));
    expect(card()).toContain("Njena milica nije bila tu");
    expect(card()).toMatch(/Paragraph \d/u);
    server.names = later;
    server.tell({ type: "preparation", verdict: server.page.verdictId });
    await seen(() => expect(must(".names-panel").textContent).not.toContain("The text has just changed"));
    expect(card()).toContain("Njena milica nije bila tu");
    // Names of a text that is not here yet.
    server.names = { ...later, number: later.number + 1, revision: later.revision + 1 };
    server.tell({ type: "preparation", verdict: server.page.verdictId });
    await seen(() => expect(must(".names-panel").textContent).toContain("The text has just changed"));
    expect(card()).toContain("Njena milica nije bila tu");
    await press("n");
    await seen(() => expect(server.taken).toMatchObject([{ kind: "mention", entity: "e2", is: false }]));
  });

  it("says who has taken one's own decision otherwise, and on what, though nothing of one's own is on its way", async () => {
    await press("w");
    await press("y");
    await seen(() => expect(walk().textContent).toContain("Milica Jović"));
    await seen(() => expect(server.names.entities.find(({ id }) => id === "e1")?.state).toBe("confirmed"));
    expect(document.querySelector(".names-panel .alert")).toBeNull();
    server.otherDecides({ kind: "dismiss", entity: "e1" });
    server.tell({ type: "preparation", verdict: server.page.verdictId });
    const said = "Elira K. has just decided differently on “Zoran Petrović”. Look again.";
    await seen(() => expect(document.querySelector(".names-panel .alert")?.textContent).toContain(said));
    expect(walk().textContent).toContain("Milica Jović");
    await expectAccessible();
  });

  it("stays at what a colleague has decided meanwhile, says who and how, and no key decides before that is read", async () => {
    await press("w");
    server.otherDecides({ kind: "dismiss", entity: "e1" });
    server.tell({ type: "preparation", verdict: server.page.verdictId });
    const news = "Elira K. has decided meanwhile: no. J goes on.";
    await seen(() => expect(walk().querySelector("[role=status]")?.textContent).toBe(news));
    expect(walk().textContent).toContain("Zoran Petrović");
    expect(must(".names-here coram-initials [role=img]").ariaLabel).toBe("Elira K.");
    await expectAccessible();
    // The key was meant for the question as it was.
    await press("y");
    await seen(() => expect(must(".told").textContent).toBe(news));
    expect(walk().textContent).toContain("Zoran Petrović");
    expect(walk().textContent).toContain("Decided: no. Another key changes it.");
    await press("j");
    await seen(() => expect(walk().textContent).toContain("Milica Jović"));
    expect(server.taken).toEqual([]);
    // What one has decided oneself is followed by the next, and where a colleague was quicker it is said on whom.
    server.otherDecides({ kind: "dismiss", entity: "e2" });
    await press("y");
    await seen(() =>
      expect(must(".names-tray .alert").textContent).toContain(
        "Elira K. has just decided differently on “Milica Jović”.",
      ),
    );
    expect(walk().textContent).not.toContain("Replace this person?Milica");
    expect(server.taken).toEqual([]);
  });
});

it("takes 200 places one after the other, faster than the server answers, in their order", async ({
  onTestFinished,
}) => {
  const places = Array.from({ length: 200 }, (_, i) => `Tada je Vera ${i % 2 === 0 ? "došla" : "otišla"} kući.`);
  const text = places.join("\n");
  const mentions = [...text.matchAll(/Vera/g)].map(({ index }) => ({
    start: index,
    end: index + 4,
    text: "Vera",
    sure: false,
    state: "open" as const,
  }));
  const [first] = NAMES.entities;
  if (!first) throw new Error("no person");
  const vera = { ...first, canonical: "Vera Ilić", state: "confirmed" as const, mentions };
  await openPanel({ ...NAMES, entities: [vera], identifiers: [], quasi: [] }, { text });
  await seen(() => expect(marks().length).toBeGreaterThan(0));
  // A colleague changes something all the time, so that many numbers are stale.
  const others = setInterval(() => server.otherDecides({ kind: "rename", entity: "e1", canonical: "Vera Ilić" }), 40);
  onTestFinished(() => clearInterval(others));
  await press("w");
  for (const { start } of mentions) await press(start % 3 === 0 ? "y" : "x");
  await seen(() => expect(server.taken).toHaveLength(200));
  expect(server.taken).toEqual(
    mentions.map(({ start }) => ({ kind: "mention", entity: "e1", start, is: start % 3 === 0 })),
  );
  await seen(() => expect(document.querySelector("coram-names-walk")).toBeNull());
});
