import { userEvent } from "vitest/browser";
import { expect, it, vi } from "vitest";
import "../../../../client/discussion/coram-thread-card.ts";
import type { CoramCommentBox } from "../../../../client/discussion/coram-comment-box.ts";
import { AnsweredBoxes } from "../../../../client/discussion/where-said.ts";
import "../../../../client/verdict/cards/cards.css";
import { MemberId, newId, RoomId } from "../../../../schema/domain/ids.ts";
import type { MentionPeople } from "../../../../schema/protocol/http/network.ts";
import { mentionOf } from "../../../../schema/rooms/mentions.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";
import { commentView, threadView } from "../../../helpers/browser/verdict-views.ts";

const named = (name: string, organisation?: string): MentionPeople["people"][number] => ({
  id: newId(MemberId),
  name,
  initials: name.slice(0, 2).toUpperCase(),
  isGuest: organisation === undefined,
  ...(organisation === undefined ? {} : { organisation }),
});
const ana = named("Ana Gashi", "Qendra Besa");
const anica = named("Аница Ђорђевић", "Pravna linija");
const vera = named("Vera Rossi");

/** A reply box to guests, in a room with these people. */
async function reply(people = [ana, anica, vera]) {
  const room = newId(RoomId);
  const answers = { [`GET /api/mentions/people/${room}`]: { people } };
  const { page: box } = await mount<CoramCommentBox>("coram-comment-box", FACILITATOR, answers, {
    label: "Reply",
    draftKey: `reply ${room}`,
    on: { kind: "reply", audience: "review", thread: "t" },
  } as unknown as Partial<CoramCommentBox>);
  void new AnsweredBoxes(box, () => ({
    noteTyped: () => {},
    roomOf: (audience) => (audience === "review" ? room : null),
  }));
  const sent: string[] = [];
  box.addEventListener("coram-comment-send", ({ detail }) => void sent.push(detail.body));
  const area = box.querySelector("textarea");
  if (!area) throw new Error("no field");
  const options = (): string[] =>
    [...box.querySelectorAll('[role="option"] .mention-name')].map((each) => each.textContent);
  const type = async (keys: string): Promise<void> => {
    await userEvent.keyboard(keys);
    await box.updateComplete;
  };
  area.focus();
  return { box, area, sent, options, type };
}

it("offers after @ who reads it, finds them in either script, and sends who was chosen by their id", async () => {
  const { box, area, sent, options, type } = await reply();
  await type("See @");
  await expect.poll(options).toEqual(["Ana Gashi", "Аница Ђорђевић", "Vera Rossi"]);
  expect(box.querySelector(".mention-list")?.textContent).toContain("Qendra Besa");
  await expectAccessible(document.body);
  const chosen = (): string | null => box.querySelector('[aria-selected="true"] .mention-name')?.textContent ?? null;
  const active = (): string | null =>
    document.getElementById(area.getAttribute("aria-activedescendant") ?? "")?.querySelector(".mention-name")
      ?.textContent ?? null;
  await type("{ArrowDown}");
  expect([chosen(), active()]).toEqual(["Аница Ђорђевић", "Аница Ђорђевић"]);
  await type("{ArrowUp}{ArrowUp}");
  expect(chosen()).toBe("Vera Rossi");
  await type("dj");
  await expect.poll(options).toEqual(["Аница Ђорђевић"]);
  await type("{Enter}");
  expect(area.value).toBe("See @Аница Ђорђевић ");
  expect([options(), area.getAttribute("aria-activedescendant")]).toEqual([[], null]);
  await type("and @ga{Tab}?");
  expect(area.value).toBe("See @Аница Ђорђевић and @Ana Gashi?");
  await type("{Control>}{Enter}{/Control}");
  expect(sent).toEqual([`See ${mentionOf(anica.id)} and ${mentionOf(ana.id)}?`]);
});

it("closes with Esc, goes on as a field where nobody is called so, and takes a press", async () => {
  const { box, area, sent, options, type } = await reply();
  await type("@v");
  await expect.poll(options).toEqual(["Vera Rossi"]);
  await type("{Escape}");
  expect([options(), area.value, document.activeElement === area]).toEqual([[], "@v", true]);
  await type("e");
  await expect.poll(options).toEqual(["Vera Rossi"]);
  await type("x");
  await expect.poll(options).toEqual([]);
  await type("{Enter}x@e.org @ve");
  await expect.poll(options).toEqual(["Vera Rossi"]);
  box.querySelector<HTMLElement>('[role="option"]')?.click();
  await box.updateComplete;
  expect([area.value, document.activeElement === area]).toEqual(["@vex\nx@e.org @Vera Rossi ", true]);
  await type("{Control>}{Enter}{/Control}");
  expect(sent).toEqual([`@vex\nx@e.org ${mentionOf(vera.id)}`]);
});

it("says whom one may mention where nobody is called so, as long as the name is typed", async () => {
  const { box, options, type } = await reply();
  const note = (): string => box.querySelector('[role="status"]')?.textContent ?? "";
  await type("@nev");
  await expect
    .poll(note)
    .toBe("Nobody by that name can be mentioned here. You can mention Ana Gashi, Аница Ђорђевић and Vera Rossi.");
  await expectAccessible(document.body);
  await type("ena wrote");
  await expect.poll(note).toBe("");
  await type(" to @nev{Backspace}{Backspace}{Backspace}ve");
  await expect.poll(options).toEqual(["Vera Rossi"]);
  expect(note()).toBe("");
  const alone = await reply([]);
  await alone.type("@an");
  await expect
    .poll(() => alone.box.querySelector('[role="status"]')?.textContent)
    .toBe("Nobody else who reads this can be mentioned here.");
  const many = await reply([ana, anica, vera, named("Besa Hoxha", "Qendra Besa"), named("Ivo Ilić", "Pravna linija")]);
  await many.type("@nev");
  await expect
    .poll(() => many.box.querySelector('[role="status"]')?.textContent)
    .toBe("Nobody who reads this has that name.");
});

it("shows who is mentioned by the name that they have now, in the field of an edit, too", async () => {
  const mentioned = [{ id: ana.id, name: "[Former member 2]", isMe: false }];
  const comment = commentView(`Ask ${mentionOf(ana.id)} first.`, { mentioned, mine: true });
  const { page } = await mount("coram-thread-card", FACILITATOR, {}, {
    thread: threadView([comment]),
    active: true,
  } as object);
  expect(page.querySelector(".memo")?.textContent).toBe("Ask @[Former member 2] first.");
  expect(page.querySelector(".memo .mention")?.textContent).toBe("@[Former member 2]");
  const edits: string[] = [];
  page.addEventListener("coram-comment-edit", ({ detail }) => void edits.push(detail.body));
  [...page.querySelectorAll("button")].find((each) => each.textContent.trim() === "Edit")?.click();
  await expect.poll(() => page.querySelector(".message textarea")).not.toBeNull();
  const area = page.querySelector<HTMLTextAreaElement>(".message textarea");
  expect(area?.value).toBe("Ask @[Former member 2] first.");
  area?.focus();
  await userEvent.keyboard("{Control>}{End}{/Control} Now.{Control>}{Enter}{/Control}");
  expect(edits).toEqual([`Ask ${mentionOf(ana.id)} first. Now.`]);
});

it("offers out of reach of the server who was known last, and says so where nobody is", async () => {
  const first = await reply();
  const online = window.fetch;
  const cut = (): void => {
    window.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  };
  const away = (box: HTMLElement): string => box.querySelector('[role="status"]')?.textContent ?? "";
  cut();
  await first.type("@An");
  await expect.poll(() => away(first.box)).toMatch(/nobody can be mentioned now/);
  await expectAccessible(document.body);
  window.fetch = online;
  await first.type("a");
  await expect.poll(first.options).toEqual(["Ana Gashi"]);
  expect(away(first.box)).toBe("");
  // The list is asked for again after a while.
  const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 60_000);
  try {
    cut();
    await first.type("{Backspace}{Backspace}{Backspace}Ve");
    await expect.poll(first.options).toEqual(["Vera Rossi"]);
    expect(away(first.box)).toBe("");
  } finally {
    clock.mockRestore();
    window.fetch = online;
  }
});

it("says that nobody can be mentioned only while somebody is to be, until the server is back or the words have gone", async () => {
  const { box, sent, type } = await reply();
  const online = window.fetch;
  const away = (): string => box.querySelector('[role="status"]')?.textContent ?? "";
  const cut = (): void => {
    window.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  };
  cut();
  try {
    // Words of before, with an address of e-mail in them, stand in the box again.
    document.querySelector("main")?.append(box);
    box.focus();
    await type("Write to x@e.org, ");
    expect(away()).toBe("");
    await type("@An");
    await expect.poll(away).toMatch(/nobody can be mentioned now/);
    window.fetch = online;
    await expect.poll(away).toBe("");
    cut();
    const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 60_000);
    await type("{Control>}{Enter}{/Control}");
    clock.mockRestore();
    expect([sent.length, away()]).toEqual([1, ""]);
  } finally {
    window.fetch = online;
  }
});

it("goes on with who was known where the server fails for a moment", async () => {
  const { box, options, type } = await reply();
  await type("@An");
  await expect.poll(options).toEqual(["Ana Gashi", "Аница Ђорђевић"]);
  const online = window.fetch;
  const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 60_000);
  window.fetch = () => Promise.resolve(Response.json({ code: "internal" }, { status: 500 }));
  try {
    await type("{Backspace}{Backspace}Ve");
    await expect.poll(options).toEqual(["Vera Rossi"]);
  } finally {
    clock.mockRestore();
    window.fetch = online;
  }
  expect(box.querySelector('[role="status"]')).toBeNull();
});
