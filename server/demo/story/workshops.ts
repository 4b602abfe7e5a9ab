import { CategoryId } from "../../../schema/domain/ids.ts";
import type { Wording } from "../../../schema/domain/workshop/ballot.ts";
import { USUAL_RULE, type PlannedStep, type WorkshopPlan } from "../../../schema/domain/workshop/workshop.ts";
import { DecisionList, ParkedList } from "../../../schema/protocol/http/workshops/ballots.ts";
import type { DemoPerson } from "../demo-people.ts";
import { readFirstMethodology } from "../second-methodology.ts";
import { readStarterMethodology } from "../starter-methodology.ts";
import { Meeting, plannedStep } from "./meeting.ts";
import { clear } from "./prepare.ts";
import { found, type Story } from "./story.ts";
import { CODED, COMING, OHRID, SEATS, SKOPJE } from "./workshop-words.ts";

const KEY = "k1184";
const HOST: DemoPerson = "facilitator-mk";
const B3 = CategoryId.parse("means.vulnerability");
const B7 = CategoryId.parse("means.control");
const [DEBT, VULNERABILITY, DECIDE] = [0, 1, 2];
/** Who writes what is decided in the other languages. */
const WRITERS = [
  ["en", "lawyer-mk"],
  ["sr-Latn", "facilitator"],
  ["sq", "facilitator-al"],
] as const;

/** Two days in Skopje, whose decisions the second version of the methodology follows, and a day in Ohrid that comes, to which guests may. */
export function holdWorkshops(story: Story): void {
  const skopje = new Meeting(story, HOST, KEY);
  story.on(-70, 12, async () =>
    skopje.plan(
      planOf(
        SKOPJE.title,
        [story.day(-62), story.day(-61)],
        [
          plannedStep(
            { kind: "code", title: SKOPJE.debt, day: 0, minutes: 120 },
            await skopje.paragraphs(CODED.debt.words),
          ),
          plannedStep(
            { kind: "code", title: SKOPJE.vulnerability, day: 1, minutes: 120 },
            await skopje.paragraphs(CODED.vulnerability.words),
          ),
          plannedStep({ kind: "vote", title: SKOPJE.decide, day: 1, minutes: 60 }),
        ],
        story,
      ),
    ),
  );
  story.on(-62, 9, () => firstDay(skopje));
  story.on(-61, 9, () => secondDay(story, skopje));
  // When the second version is in the draft in every language: who waited for it says so.
  story.on(-60, 12, () => settle(story, skopje));
  const ohrid = new Meeting(story, HOST, KEY);
  // Guests read in it, and slips are printed of what they may read.
  story.on(-4, 12, () => clear(story, KEY));
  story.on(-3, 11, async () =>
    ohrid.plan(
      planOf(
        OHRID.title,
        [story.day(6)],
        [
          plannedStep({ kind: "talk", title: OHRID.talk, day: 0, minutes: 45 }),
          plannedStep(
            { kind: "code", title: OHRID.split, day: 0, minutes: 60 },
            await ohrid.paragraphs(CODED.debt.words),
          ),
          plannedStep(
            { kind: "calibrate", title: OHRID.calibrate, day: 0, minutes: 60 },
            await ohrid.paragraphs(...OHRID.passages),
          ),
          plannedStep({ kind: "vote", title: OHRID.decide, day: 0, minutes: 45 }),
        ],
        story,
      ),
    ),
  );
  story.on(-2, 9, () => answer(story, ohrid));
}

function planOf(title: string, days: string[], steps: PlannedStep[], { people }: Story): WorkshopPlan {
  const deputies = [people["lawyer-mk"].id, people.facilitator.id];
  return { title, days, begins: "09:00", languages: ["mk", "en"], deputies, rule: USUAL_RULE, steps };
}

/** All but these say yes. */
function votes(others: Partial<Record<DemoPerson, "abstain" | "no">> = {}) {
  return SEATS.map(([person]) => [person, others[person] ?? "yes"] as const);
}

async function codeTogether(meeting: Meeting, step: number, { marked }: (typeof CODED)["debt" | "vulnerability"]) {
  await meeting.lead(step, "read");
  await meeting.beHere(SEATS);
  await meeting.lead(step, "silence");
  await meeting.code(
    step,
    SEATS.map(([person], i) => [person, found(marked[i])] as const),
  );
  await meeting.lead(step, "closed", "revealed", "talk");
}

async function firstDay(skopje: Meeting): Promise<void> {
  await skopje.turn("open");
  await skopje.takeFloor();
  await skopje.sit(SEATS);
  await codeTogether(skopje, DEBT, CODED.debt);
  await skopje.show(DEBT, "lawyer-rs");
  await skopje.lead(DEBT, "decide");
  const ballot = await skopje.vote(DEBT, { words: SKOPJE.split }, votes({ "lawyer-al-2": "no" }));
  await skopje.decide(DEBT, { ballot, words: SKOPJE.splitDecided, decided: { kind: "open" } });
  const { supper, anchor } = { supper: SKOPJE.supper, anchor: await skopje.anchor(CODED.debt.words) };
  const verdict = found((await skopje.paragraphs(CODED.debt.words))[0]).verdict;
  const decided = { kind: "passage", verdict, anchor, category: B7, write: false } as const;
  await skopje.decide(DEBT, { words: supper, decided });
  await skopje.lead(DEBT, "ended");
  await skopje.turn("paused");
}

async function secondDay(story: Story, skopje: Meeting): Promise<void> {
  await skopje.turn("open");
  await codeTogether(skopje, VULNERABILITY, CODED.vulnerability);
  const { parked } = await story.ask(ParkedList, "lawyer-rs", "POST", `${skopje.path}/parked`, {
    words: SKOPJE.parked,
    category: B3,
  });
  const put = `${skopje.path}/parked/${found(parked[0]).id}`;
  await story.send(HOST, "PUT", put, { taker: story.people["lawyer-mk"].id, due: story.day(-50) });
  await skopje.lead(VULNERABILITY, "ended");
  await skopje.lead(DECIDE, "on");
  const waits = WRITERS.map(([language, person]) => ({ language, member: story.people[person].id }));
  const [definition, exclude] = [wordingOf("definition"), wordingOf("exclude")];
  // Whoever decides has the draft open, and so there is one.
  await story.send(HOST, "GET", `${skopje.path}/wordings`);
  const asked = { words: SKOPJE.definition, wording: definition };
  const ballot = await skopje.vote(DECIDE, asked, votes({ "lawyer-rs-2": "no", "lawyer-al": "abstain" }));
  await skopje.decide(DECIDE, {
    ballot,
    words: SKOPJE.known,
    decided: { kind: "wording", wording: definition, effect: "redefined", waits },
  });
  await skopje.decide(DECIDE, {
    words: SKOPJE.exclude,
    decided: { kind: "wording", wording: exclude, effect: "redefined", waits },
  });
  await skopje.lead(DECIDE, "ended");
  await skopje.turn("closed");
}

/** What became of B3 between the two versions, in the language of the room. */
function wordingOf(part: "definition" | "exclude"): Wording {
  const read = ({ categories }: ReturnType<typeof readStarterMethodology>): string => {
    const said = found(categories.find(({ id }) => id === B3))[part].mk;
    return [found(said)].flat().join("\n");
  };
  return {
    category: B3,
    part,
    language: "mk",
    before: read(readFirstMethodology()),
    after: read(readStarterMethodology()),
  };
}

async function answer(story: Story, ohrid: Meeting): Promise<void> {
  for (const [person, coming] of COMING) await story.send(person, "PUT", `${ohrid.path}/coming`, { coming });
}

async function settle(story: Story, skopje: Meeting): Promise<void> {
  const { decisions } = await story.ask(DecisionList, HOST, "GET", `${skopje.path}/decisions`);
  for (const { id, kind } of decisions)
    for (const [language, person] of kind === "wording" ? WRITERS : [])
      await story.send(person, "PUT", `${skopje.path}/decisions/${id}/waits/${language}`);
  const { parked } = await story.ask(ParkedList, HOST, "GET", `${skopje.path}/parked`);
  for (const { id } of parked) await story.send("lawyer-mk", "PUT", `${skopje.path}/parked/${id}`, { done: true });
  await story.send(HOST, "POST", `${skopje.path}/minutes`, { languages: ["mk", "en"] });
}
