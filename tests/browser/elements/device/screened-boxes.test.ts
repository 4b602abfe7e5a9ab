import { html, render } from "lit";
import { userEvent } from "vitest/browser";
import { expect, onTestFinished, test } from "vitest";
import "../../../../client/discussion/coram-comment-box.ts";
import "../../../../client/methodology/draft/words/coram-wording.ts";
import { OpenWording } from "../../../../client/methodology/draft/words/open-wording.ts";
import { RememberedWordings } from "../../../../client/methodology/draft/words/remembered-wordings.ts";
import { wordsOf } from "../../../../client/sync/draft.ts";
import { screenDrafts } from "../../../../client/sync/screening.ts";
import { WorkStore } from "../../../../client/sync/offline/work-store.ts";
import { keepWords } from "../../../../client/typed/keep-words.ts";
import { TypedWords } from "../../../../client/typed/typed-words.ts";
import { CommentId, MemberId, newId, ThreadId, VerdictId } from "../../../../schema/domain/ids.ts";
import { MIRA, heard, mount, violationsOf } from "../../../helpers/browser/verdict-views.ts";

/** The boxes of a page, over what is kept in memory. */
function boxes() {
  const kept = WorkStore.inMemory(newId(MemberId), { kind: "verdict", id: newId(VerdictId) });
  const typed = new TypedWords({
    kind: "verdict",
    placeOf: () => "discussion/internal",
    mayWrite: () => true,
    mayRead: () => true,
    setAside: () => undefined,
    store: () => kept,
  });
  const page = mount(document.createElement("div"));
  page.addEventListener("coram-words-typed", ({ detail }) => typed.take(detail.on, detail.body));
  const erase = (also = (words: string): string => words): Promise<void> =>
    screenDrafts(kept, (texts) =>
      Promise.resolve(texts.map((text) => also(text.replaceAll(/Petra( Kos)?/g, "[Victim A]")))),
    );
  return { kept, page, erase };
}

/** The box of a reply, which comes back, and below it the field of a reason. */
async function replyAndReason(page: HTMLElement) {
  const thread = newId(ThreadId);
  const on = { kind: "reply" as const, audience: "internal" as const, thread };
  render(
    html`<coram-comment-box .draftKey=${`reply ${thread}`} .on=${on} .audiences=${["internal"]}></coram-comment-box>
      <textarea class="act" aria-label="Reason" ${keepWords("ruling 1 reason")}></textarea>`,
    page,
  );
  const box = page.querySelector("coram-comment-box")!;
  await box.updateComplete;
  return box;
}

test("what is erased leaves the fields that it stands in, and whoever types there goes on behind it and is told", async () => {
  const { kept, page, erase } = boxes();
  const box = await replyAndReason(page);
  const act = page.querySelector<HTMLTextAreaElement>("textarea.act")!;
  await userEvent.fill(act, "as Petra says");
  const reply = box.querySelector("textarea")!;
  await userEvent.click(reply);
  await userEvent.keyboard("Petra says so");
  await erase();
  await box.updateComplete;
  expect([reply.value, act.value]).toEqual(["[Victim A] says so", "as [Victim A] says"]);
  expect(box.querySelector("[role=status]")?.textContent).toContain("has been erased");
  expect(await violationsOf(box)).toEqual([]);
  await userEvent.keyboard(", twice");
  expect(reply.value).toBe("[Victim A] says so, twice");
  expect(JSON.stringify(kept.drafts)).not.toContain("Petra");
});

test("whoever types before what is erased, or in the middle of the words, goes on there", async () => {
  const { page, erase } = boxes();
  const box = await replyAndReason(page);
  for (const field of [box.querySelector("textarea")!, page.querySelector<HTMLTextAreaElement>("textarea.act")!]) {
    await userEvent.fill(field, "I think that Petra was not warned");
    field.setSelectionRange(13, 13);
    await userEvent.keyboard("the witness, of whom ");
    await erase();
    await box.updateComplete;
    await userEvent.keyboard("much is said, ");
    expect(field.value).toBe("I think that the witness, of whom much is said, [Victim A] was not warned");
  }
});

test("words that are typed into the middle of a name stay where the name is erased, and no piece of it does", async () => {
  const { kept, page, erase } = boxes();
  const box = await replyAndReason(page);
  for (const field of [box.querySelector("textarea")!, page.querySelector<HTMLTextAreaElement>("textarea.act")!]) {
    await userEvent.fill(field, "I think that Petra Kos was not warned");
    field.setSelectionRange("I think that Pet".length, "I think that Pet".length);
    await userEvent.keyboard("lo of the house nearby, tw");
    await erase();
    await box.updateComplete;
    expect(field.value).toBe("I think that [Victim A] lo of the house nearby, tw was not warned");
    await userEvent.keyboard("ice");
    expect(field.value).toBe("I think that [Victim A] lo of the house nearby, twice was not warned");
    // Where as many words are erased as are typed.
    await userEvent.fill(field, "I think that Petra Kos was not warned");
    field.setSelectionRange("I think that Pet".length, "I think that Pet".length);
    await userEvent.keyboard("lo wor");
    await erase();
    await box.updateComplete;
    await userEvent.keyboard("ds");
    expect(field.value).toBe("I think that [Victim A] lo words was not warned");
    await userEvent.fill(field, "I think that [Victim A] lo of the house nearby, twice was not warned");
  }
  await expect
    .poll(() => kept.drafts.map(wordsOf))
    .toEqual([
      "I think that [Victim A] lo of the house nearby, twice was not warned",
      "I think that [Victim A] lo of the house nearby, twice was not warned",
    ]);
});

test("beside a Serbian text the field has the token's Serbian word, and what is kept and sent has the token as it is kept", async () => {
  const { kept, page, erase } = boxes();
  const thread = newId(ThreadId);
  const on = { kind: "reply" as const, audience: "internal" as const, thread };
  render(
    html`<coram-comment-box
      .draftKey=${`reply ${thread}`}
      .on=${on}
      .audiences=${["internal"]}
      .textLang=${"sr-Latn"}
    ></coram-comment-box>`,
    page,
  );
  const box = page.querySelector("coram-comment-box")!;
  await box.updateComplete;
  const sent = heard("coram-comment-send");
  const reply = box.querySelector("textarea")!;
  await userEvent.click(reply);
  await userEvent.keyboard("Petra je sama");
  await erase();
  await box.updateComplete;
  expect(reply.value).toBe("[Žrtva\u00a0A] je sama");
  // In the middle of it one types a token as one reads it, and the caret stays behind what was typed.
  await userEvent.keyboard("{Home}[[Svedok 1], ");
  await box.updateComplete;
  await userEvent.keyboard("ali ");
  expect(reply.value).toBe("[Svedok 1], ali [Žrtva\u00a0A] je sama");
  await expect.poll(() => JSON.stringify(kept.drafts)).toContain("[Witness 1], ali [Victim A] je sama");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(sent.map(({ detail }) => detail.body)).toEqual(["[Witness 1], ali [Victim A] je sama"]);
  expect(reply.value).toBe("");
});

test.each(["first", "last"])(
  "who edits a comment while a name in it is erased, %s here, is asked about nothing",
  async (when) => {
    const { page, erase } = boxes();
    const comment = newId(CommentId);
    const draw = async (value: string) => {
      const on = { kind: "edit" as const, audience: "internal" as const, comment };
      render(
        html`<coram-comment-box
          .draftKey=${`edit ${comment}`}
          .on=${on}
          .value=${value}
          .audiences=${["internal"]}
        ></coram-comment-box>`,
        page,
      );
      await page.querySelector("coram-comment-box")!.updateComplete;
      return page.querySelector("coram-comment-box")!;
    };
    const box = await draw("Petra says so");
    await userEvent.click(box.querySelector("textarea")!);
    await userEvent.keyboard("{End}, twice");
    if (when === "first") await erase();
    // As long as the page still has what stood there before.
    await draw("Petra says so");
    expect(box.querySelector("[role=alert]")).toBeNull();
    await draw("[Victim A] says so");
    if (when === "last") await erase();
    await box.updateComplete;
    expect(box.querySelector("textarea")?.value).toBe("[Victim A] says so, twice");
    expect(box.querySelector("[role=alert]")).toBeNull();
    await userEvent.keyboard(" over");
    const sent = heard("coram-comment-send");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(sent.map(({ detail }) => detail.body)).toEqual(["[Victim A] says so, twice over"]);
  },
);

test("who edits a note that a colleague writes anew is asked, also where a name was erased in it before", async () => {
  const { page } = boxes();
  const draw = async (value: string) => {
    render(html`<coram-comment-box .draftKey=${"note 1"} .value=${value}></coram-comment-box>`, page);
    const box = page.querySelector("coram-comment-box")!;
    await box.updateComplete;
    return box;
  };
  const box = await draw("Petra says so");
  await userEvent.click(box.querySelector("textarea")!);
  await userEvent.keyboard("{End}, twice");
  await draw("[Victim A] says so");
  expect(box.querySelector("[role=alert]")).toBeNull();
  await draw("[Victim A] says nothing");
  expect(box.querySelector("[role=alert]")?.textContent).toContain("while you were writing");
});

test("in a field of an answer the caret stays behind what was typed, wherever something is erased, and also where others rewrote the words", async () => {
  const wording = new OpenWording("");
  const field = mount(document.createElement("coram-wording"));
  Object.assign(field, { wording, label: "Answer", rows: 3, takes: () => false });
  await field.updateComplete;
  const area = field.querySelector("textarea")!;
  const typeAt = async (words: string, letters: string) => {
    await userEvent.fill(area, words.replace("|", ""));
    area.setSelectionRange(words.indexOf("|"), words.indexOf("|"));
    await userEvent.keyboard(letters);
  };
  // Before the name, which is longer than its placeholder.
  await typeAt("that |Stamena Ognenoska was there", "once and then aga");
  wording.screened("that once and then aga[Witness 6] was there", null);
  await field.updateComplete;
  await userEvent.keyboard("in ");
  expect(area.value).toBe("that once and then again [Witness 6] was there");
  // Into it.
  await typeAt("that Sta|mena Ognenoska was there", "ordinary word");
  wording.screened("that [Witness 6] ordinary word was there", null);
  await field.updateComplete;
  await userEvent.keyboard("s, ");
  expect(area.value).toBe("that [Witness 6] ordinary words,  was there");
  // As the page has it from the server, where all was written.
  await typeAt("that |Stamena Ognenoska was there", "once ");
  wording.commit();
  wording.take("that once [Witness 6] was there");
  Object.assign(field, { stored: wording.mine });
  field.requestUpdate();
  await field.updateComplete;
  await userEvent.keyboard("more ");
  expect(area.value.startsWith("that once more ")).toBe(true);
});

test("a field of an answer says that what was erased left it, until its writer goes on elsewhere", async () => {
  const wording = new OpenWording("");
  const field = mount(document.createElement("coram-wording"));
  Object.assign(field, { wording, label: "Note", takes: () => false });
  await field.updateComplete;
  await userEvent.click(field.querySelector("input")!);
  await userEvent.keyboard("v. Petra");
  // The next key comes before anything else is drawn: it would write the name again.
  wording.screened("v. [Victim A]", null);
  await field.updateComplete;
  expect([field.querySelector("input")?.value, field.querySelector("[role=status]")?.textContent]).toEqual([
    "v. [Victim A]",
    "Part of what you wrote here has been erased; a placeholder stands in its place.",
  ]);
  field.leave();
  field.requestUpdate();
  await field.updateComplete;
  expect(field.querySelector("[role=status]")).toBeNull();
});

test("one's own words below a field, that a colleague has put theirs over, are put back without what was erased", async () => {
  const { kept, erase } = boxes();
  const wording = new OpenWording("");
  onTestFinished(kept.remember("verdict", new RememberedWordings(() => [wording])));
  const field = mount(document.createElement("coram-wording"));
  Object.assign(field, { wording, label: "Note", author: MIRA });
  await field.updateComplete;
  await userEvent.fill(field.querySelector("input")!, "Petra says so");
  field.leave();
  Object.assign(field, { stored: "nobody says so" });
  await field.updateComplete;
  expect(field.querySelector("blockquote")?.textContent).toBe("Petra says so");
  const erased = erase();
  await field.updateComplete;
  expect(field.textContent).not.toContain("Petra");
  await erased;
  await field.updateComplete;
  expect(field.querySelector("blockquote")?.textContent).toBe("[Victim A] says so");
  const set = heard("coram-wording-set");
  await userEvent.click(
    [...field.querySelectorAll("button")].find((each) => each.textContent?.includes("Put mine back"))!,
  );
  expect(set.map(({ detail }) => detail.value)).toEqual(["[Victim A] says so"]);
});

test("words that an erasure alone has rewritten are told of as nobody's, however it left them", async () => {
  const { kept, erase } = boxes();
  const wording = new OpenWording("");
  onTestFinished(kept.remember("verdict", new RememberedWordings(() => [wording])));
  const field = mount(document.createElement("coram-wording"));
  Object.assign(field, { wording, label: "Note", author: MIRA });
  await field.updateComplete;
  await userEvent.fill(field.querySelector("input")!, "[Victim A] and Petra say so");
  field.leave();
  // Here two placeholders became one.
  Object.assign(field, { stored: "[Victim A] say so" });
  const joined = erase((words) => words.replace("[Victim A] and [Victim A]", "[Victim A]"));
  await field.updateComplete;
  expect(field.querySelector("blockquote")).toBeNull();
  await joined;
  await field.updateComplete;
  expect([field.querySelector("blockquote"), wording.mine]).toEqual([null, "[Victim A] say so"]);
});
