import { setTimeout as after } from "node:timers/promises";
import { expect, test } from "vitest";
import { MemoryShelf } from "../../../client/sync/offline/memory-shelf.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { CategoryId, type VerdictId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import type { AnnotationRow } from "../../../server/store/rows.ts";
import type { Store } from "../../../server/store/store.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
import { startSocketRelay } from "../../helpers/rooms/socket-relay.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";

const category = CategoryId.parse("means.force");
const TEXT = ["Okrivljeni je oduzeo pasoš i mobilni telefon.", "Oštećena nikoga nije poznavala."];
const RANGES = [{ start: 0, end: 10 }];
const STEPS = 80;

async function rowsOf({ passages }: Store, layer: AnnotationRow["layer"]): Promise<AnnotationRow[]> {
  return (await passages.annotations([layer])).toSorted((a, b) => a.id.localeCompare(b.id));
}

/** One turn that may follow from where the round stands; layers that a reveal freezes are kept as they were frozen. */
async function turnRound(
  server: TestServer,
  verdict: VerdictId,
  random: Seeded,
  frozen: Map<string, AnnotationRow[]>,
): Promise<void> {
  const { store } = server;
  const { lawyer, otherLawyer, facilitator } = server.people;
  const path = `/api/verdicts/${verdict}/rounds`;
  const { id, mode } = await store.verdicts.currentRound(verdict);
  const coders = [lawyer, otherLawyer].map(({ member }) => ({ member: member.id, due: null }));
  const begin = (next: "open" | "blind"): Promise<Response> =>
    server.ask(facilitator, "POST", path, { round: id, mode: next, coders });
  if (mode === "open") await begin("blind");
  else if (mode !== "blind") await begin(random.pick(["open", "blind"]));
  else if (random.chance(35)) await server.ask(lawyer, "POST", `${path}/${id}/hand-in`);
  else if (random.chance(40)) await server.ask(lawyer, "DELETE", `${path}/${id}/hand-in`);
  else {
    const { coders: now = [] } = (await store.rounds.of(verdict)).at(-1) ?? {};
    const without = now.filter(({ frozenAt }) => frozenAt === null).map(({ member }) => member);
    await server.ask(facilitator, "POST", `${path}/${id}/reveal`, { without });
    for (const layer of await store.verdicts.layers(verdict))
      if (layer.kind === "own" && !frozen.has(layer.id)) frozen.set(layer.id, await rowsOf(store, layer.id));
  }
}

/** Each act is on the server once, or a draft. */
async function expectKept(
  { store }: TestServer,
  verdict: VerdictId,
  acts: string[],
  mine: VerdictClient,
): Promise<void> {
  const drafts = mine.model.drafts.map(({ words }) => words);
  const layers = (await store.verdicts.layers(verdict)).filter(({ kind }) => kind !== "adjudicated");
  const notes = (await store.passages.annotations(layers.map(({ id }) => id))).map((row) => row.note);
  for (const act of acts) {
    const onServer = notes.filter((each) => each === act).length;
    // A room that was closed for good does not say any more what came into it: then it may be a draft as well.
    expect({ act, onServer: onServer <= 1, kept: onServer === 1 || drafts.includes(act) }).toEqual({
      act,
      onServer: true,
      kept: true,
    });
  }
}

test.each(seeds([1, 2, 3, 4]))(
  "however a round turns while somebody is away, their work is on the server once or a draft, and what was frozen stays (seed %i)",
  async (seed) => {
    const undo: (() => Promise<void>)[] = [];
    const teardown = { onTestFinished: (step: () => Promise<void>) => void undo.unshift(step) };
    const random = new Seeded(seed);
    const server = await startTestServer(teardown);
    const relay = await startSocketRelay(teardown, server.url);
    const { store, people } = server;
    const { lawyer, otherLawyer } = people;
    const { id: verdict } = (await server.newVerdict(TEXT)).verdict;
    const work = await WorkStore.open(lawyer.member.id, new MemoryShelf());
    const mine = await VerdictClient.open(server, lawyer, verdict, { work, through: relay.url });
    const theirs = await VerdictClient.open(server, otherLawyer, verdict);
    const acts: string[] = [];
    const frozen = new Map<string, AnnotationRow[]>();
    let isHeld = false;
    let isAway = false;

    /** A page that is in reach hears of a turn. */
    const turn = async (): Promise<void> => {
      await turnRound(server, verdict, random, frozen);
      if (!isAway) await mine.refresh();
      await theirs.refresh();
    };

    for (let step = 0; step < STEPS; step++) {
      const what = random.below(100);
      const note = `act ${step}`;
      if (what < 40 && mine.model.addTag(category, RANGES, note)) acts.push(note);
      else if (what < 48) theirs.model.addTag(category, RANGES, "theirs");
      else if (what < 58) isHeld = !isHeld;
      else if (what < 62) relay.close(random.pick([1001, CLOSE.overload, CLOSE.comeAgain]));
      else if (what < 68) {
        isAway = true;
        mine.away();
      } else if (what < 76) {
        isAway = false;
        mine.back();
        await mine.refresh();
      } else if (what < 86) await turn();
      else await after(random.below(15));
      if (isHeld) relay.hold();
      else relay.release();
    }
    mine.back();
    relay.release();
    await mine.refresh();
    await mine.until(() => mine.model.synced && mine.model.saved.state === "saved");

    await expectKept(server, verdict, acts, mine);
    for (const [layer, rows] of frozen) expect(await rowsOf(store, layer as AnnotationRow["layer"])).toEqual(rows);
    expect((await verifyStore(store, { project: projectAll })).differences).toEqual([]);
    mine.close();
    theirs.close();
    for (const step of undo) await step();
  },
);
