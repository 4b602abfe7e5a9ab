import type { CategoryId } from "../../../schema/domain/ids.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { Settling, StandingView } from "../../../schema/protocol/http/rounds.ts";
import type { DemoPerson } from "../demo-people.ts";
import { code, readDemoCodings } from "./coding.ts";
import { addVerdict, clear, openForAll } from "./prepare.ts";
import { Panel } from "./ruling.ts";
import { found, type Story } from "./story.ts";
import { discuss } from "./talk.ts";

const KEY = "nr214";
const RUNS = "facilitator-al";
/** So many disagreements are ruled on in the first of two sittings. */
const HALF = 40;

/** Coded blind by three, revealed, ruled on and settled; then cleared for the public. */
export function tellNr214(story: Story): void {
  story.on(-66, 9, () => addVerdict(story, KEY));
  story.on(-61, 14, () => clear(story, KEY));
  story.on(-60, 16, () => openForAll(story, KEY));
  story.on(-50, 9, () => story.begin(RUNS, KEY, ["lawyer-mk", "lawyer-al", "lawyer-rs"], -40));
  const codings = readDemoCodings(KEY, 2);
  const sittings: [DemoPerson, day: number, handsIn: number][] = [
    ["lawyer-al", -47, -45],
    ["lawyer-rs", -44, -42],
    ["lawyer-mk", -42, -40],
  ];
  for (const [by, day, handsIn] of sittings) {
    story.on(day, 9, () => code(story, KEY, by, found(codings.get(by)), { shared: false, version: 2 }));
    story.on(handsIn, 15, () => story.ofRound(by, KEY, "hand-in"));
  }
  story.on(-39, 10, () => story.ofRound(RUNS, KEY, "reveal", { without: [] }));
  let panel: Panel;
  const both: DemoPerson[] = [RUNS, "facilitator"];
  story.on(-36, 9, async () => {
    panel = await Panel.of(story, KEY);
    const cases = await panel.disagreements(RUNS);
    await panel.rule(RUNS, both, cases.slice(0, HALF));
  });
  story.on(-33, 9, async () => {
    const cases = await panel.disagreements("facilitator");
    await panel.rule("facilitator", both, cases.slice(HALF));
  });
  story.on(-30, 11, async () => {
    const { round, path } = await story.newest(KEY);
    const { begin, stop } = await story.ask(Settling, RUNS, "GET", `${path}/rounds/${round}/settling`);
    await story.send(RUNS, "POST", `${path}/rounds/${round}/adjudicated`, { begin, stop });
    for (const { category, ranges } of panel.left) await add(story, category, ranges);
  });
  story.on(-29, 11, () => clear(story, KEY));
  story.on(-28, 10, () => clear(story, KEY));
  story.on(-27, 10, () =>
    discuss(story, KEY, {
      audience: "review",
      words: "nuk u provua përtej çdo dyshimi të arsyeshëm",
      comments: [["reviewer", "The hearing was closed in part only. Please check the minutes that the court quotes."]],
    }),
  );
}

/** A tag of the adjudication that no coder had. */
async function add(story: Story, category: CategoryId, ranges: readonly Range[]): Promise<void> {
  const { path } = await story.newest(KEY);
  const { layer, changes } = await story.ask(StandingView, RUNS, "GET", `${path}/standing`);
  const { revision } = await story.quoted(KEY);
  const act = { kind: "add-tag", category, anchor: { revision: revision.number, ranges } };
  const base = changes.at(-1)?.number ?? 0;
  await story.send(RUNS, "POST", `${path}/standing`, {
    layer,
    base,
    act,
    reason: "All three of us had overlooked it.",
  });
}
