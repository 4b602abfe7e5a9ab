import { setTimeout as after } from "node:timers/promises";
import { expect, test } from "vitest";
import { MemoryShelf } from "../../../client/sync/offline/memory-shelf.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { askQuestions, SHEET } from "../../helpers/network/case-sheet.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
import { startSocketRelay } from "../../helpers/rooms/socket-relay.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";

const category = CategoryId.parse("means.force");
const TEXT = ["Okrivljeni je oduzeo pasoš i mobilni telefon.", "Oštećena nikoga nije poznavala."];
const TOO_LONG = "x".repeat(30_000);
const CODES = [
  1001,
  CLOSE.overload,
  CLOSE.comeAgain,
  CLOSE.identityConflict,
  CLOSE.refused,
  CLOSE.tooLarge,
  CLOSE.malformed,
] as const;
const STEPS = 60;

interface Done {
  acts: string[];
  /** Passages given as evidence. */
  given: number;
}

/** A tag, a thread, evidence of an answer, or a note that is too long. */
function write(model: VerdictClient["model"], what: number, step: number, done: Done): void {
  const note = `act ${step}`;
  if (what < 30 && model.addTag(category, [{ start: 0, end: 10 }], note)) done.acts.push(note);
  else if (what < 40 && model.openThread("internal", { ranges: [{ start: 0, end: 10 }] }, note)) done.acts.push(note);
  else if (what < 43) {
    if (model.answering.addPassage(SHEET.final.id, "verdict", [{ start: step, end: step + 1 }])) done.given++;
  } else if (what < 45) model.addTag(category, [{ start: 0, end: 10 }], TOO_LONG + step);
}

/** How many passages are given as evidence. */
const evidence = (client: VerdictClient): number =>
  client.model.answers.get(SHEET.final.id, "verdict")?.evidence.length ?? 0;

/** Each act is there once: for a colleague, or as a draft of who did it. */
async function expectOnce(mine: VerdictClient, theirs: VerdictClient, acts: readonly string[]): Promise<void> {
  const drafts = mine.model.drafts.map(({ words }) => words);
  const onServer = (): string[] => [
    ...theirs.model.tags.map(({ note }) => note),
    ...theirs.model.threads.flatMap(({ comments }) => comments.map(({ body }) => body)),
  ];
  const isThere = (act: string): boolean => onServer().includes(act) || drafts.includes(act);
  await theirs.until(() => acts.every(isThere));
  for (const act of acts) {
    const times = onServer().filter((words) => words === act).length + drafts.filter((words) => words === act).length;
    expect({ act, times }).toEqual({ act, times: 1 });
  }
}

test.each(seeds([1, 2, 3, 4, 5, 6]))(
  "whatever closes a room at whatever moment, each act is on the server once or a draft of its author (seed %i)",
  async (seed) => {
    const undo: (() => Promise<void>)[] = [];
    const teardown = { onTestFinished: (step: () => Promise<void>) => void undo.unshift(step) };
    const random = new Seeded(seed);
    const server = await startTestServer(teardown);
    const relay = await startSocketRelay(teardown, server.url);
    await askQuestions(server);
    const { id: verdict } = (await server.newVerdict(TEXT)).verdict;
    const { lawyer, otherLawyer } = server.people;
    const work = await WorkStore.open(lawyer.member.id, new MemoryShelf());
    const open = (): Promise<VerdictClient> =>
      VerdictClient.open(server, lawyer, verdict, { work, through: relay.url });
    const theirs = await VerdictClient.open(server, otherLawyer, verdict);
    const pages: VerdictClient[] = [theirs];
    let mine = await open();
    pages.push(mine);
    const done: Done = { acts: [], given: 0 };
    let isHeld = false;

    for (let step = 0; step < STEPS; step++) {
      const what = random.below(100);
      if (what < 45) write(mine.model, what, step, done);
      else if (what < 55) isHeld = !isHeld;
      else if (what < 70) relay.close(random.pick(CODES));
      else if (what < 75) mine.away();
      else if (what < 80) mine.back();
      else if (what < 85) theirs.model.addTag(category, [{ start: 14, end: 20 }], "theirs");
      // What was just done happens in the midst of what was done before.
      else await after(random.below(15));
      if (isHeld) relay.hold();
      else relay.release();
      if (random.chance(4)) {
        // The page is gone; what it kept is found by the next, once the network lets it in.
        mine.close();
        await work.settled();
        relay.release();
        isHeld = false;
        mine = await open();
        pages.push(mine);
      }
    }
    mine.back();
    relay.release();
    await mine.until(
      () => mine.model.synced && mine.model.saved.state === "saved" && mine.model.saved.at !== undefined,
    );
    await expectOnce(mine, theirs, done.acts);
    // Each passage is a field of its own: all of them are there, or drafts of their author.
    const drafted = mine.model.drafts.filter(({ question }) => question !== null).length;
    await theirs.until(() => evidence(theirs) === done.given - drafted);
    expect(evidence(mine)).toBe(evidence(theirs));
    expect(mine.model.tags.length).toBe(theirs.model.tags.length);
    for (const page of pages) page.close();
    expect((await work.unsent()).length).toBe(0);
    for (const step of undo) await step();
  },
);
