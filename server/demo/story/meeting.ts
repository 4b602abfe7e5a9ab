import { CategoryId, newId, PassageId, StepId } from "../../../schema/domain/ids.ts";
import type { BallotQuestion } from "../../../schema/domain/workshop/ballot.ts";
import type { StepPhase } from "../../../schema/domain/workshop/phases.ts";
import type { PlannedStep, StepPassage, WorkshopPlan } from "../../../schema/domain/workshop/workshop.ts";
import {
  BallotView,
  DecisionDone,
  type BallotOpen,
  type DecisionCommand,
} from "../../../schema/protocol/http/workshops/ballots.ts";
import { OwnSlip } from "../../../schema/protocol/http/workshops/slips.ts";
import { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { SlipRoom } from "../../../schema/rooms/slip-room.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import type { Anchor } from "../../../schema/text/revision.ts";
import { placesOf } from "../../codings/find-quote.ts";
import type { DemoPerson } from "../demo-people.ts";
import { type DemoVerdictKey, found, type Story } from "./story.ts";
import type { Marked } from "./workshop-words.ts";

type Vote = "abstain" | "no" | "yes";

/** A workshop as it is planned, led and held by its people. Whoever plans it has the floor. */
export class Meeting {
  readonly #story: Story;
  readonly #by: DemoPerson;
  readonly #verdict: DemoVerdictKey;
  #view: WorkshopView | null = null;

  constructor(story: Story, by: DemoPerson, verdict: DemoVerdictKey) {
    this.#story = story;
    this.#by = by;
    this.#verdict = verdict;
  }

  get path(): string {
    return `/api/workshops/${found(this.#view).workshop.id}`;
  }

  async plan(plan: WorkshopPlan): Promise<void> {
    this.#view = await this.#story.ask(WorkshopView, this.#by, "POST", "/api/workshops", plan);
  }

  /** Opens it, and goes on after a pause. */
  async turn(to: "closed" | "open" | "paused"): Promise<void> {
    const { course } = await this.#now();
    await this.#do("PUT", "state", { course, to });
  }

  async takeFloor(): Promise<void> {
    await this.#do("POST", "floor/take", { term: (await this.#now()).term });
  }

  async sit(seats: readonly (readonly [DemoPerson, string])[]): Promise<void> {
    for (const [person, language] of seats) await this.#story.send(person, "PUT", `${this.path}/seat`, { language });
  }

  /** Their pages show it. */
  async beHere(seats: readonly (readonly [DemoPerson, string])[]): Promise<void> {
    for (const [person] of seats) await this.#story.send(person, "PUT", `${this.path}/seat/here`);
  }

  /** A step goes through phases, to the last of these. */
  async lead(step: number, ...phases: readonly (StepPhase | "ended")[]): Promise<void> {
    for (const to of phases) {
      const { term, course } = await this.#now();
      await this.#do("PUT", `steps/${this.#step(step)}/phase`, { to, term, course });
    }
  }

  /** In silence everybody marks on their slip, and hands it in. */
  async code(step: number, slips: readonly (readonly [DemoPerson, Marked])[]): Promise<void> {
    const of = `${this.path}/steps/${this.#step(step)}/slip`;
    for (const [person, marked] of slips) {
      const slip = await this.#story.ask(OwnSlip, person, "POST", of);
      const anchors = await Promise.all(marked.map(([, words]) => this.anchor(words)));
      await this.#story.write(person, found(slip.rooms[0]).room, (doc, now) => {
        const room = new SlipRoom(doc);
        for (const [i, [category]] of marked.entries())
          room.add({ category: CategoryId.parse(category), edition: slip.edition, anchor: found(anchors[i]) }, now());
      });
      await this.#story.send(person, "PUT", `${of}/handed-in`, { pass: slip.pass, handedIn: true });
    }
  }

  /** Somebody lets others see what they marked. */
  async show(step: number, person: DemoPerson): Promise<void> {
    await this.#story.send(person, "PUT", `${this.path}/steps/${this.#step(step)}/slip/shown`, {
      pass: 1,
      shown: true,
    });
  }

  /** A vote of yes and no, by person; its id. */
  async vote(
    step: number,
    question: Pick<BallotQuestion, "words"> & Partial<BallotQuestion>,
    votes: readonly (readonly [DemoPerson, Vote])[],
  ): Promise<BallotView["id"]> {
    const { term } = await this.#now();
    const asked: BallotOpen["question"] = {
      kind: "yes-no",
      by: "person",
      secret: false,
      share: "two-thirds",
      ...question,
    };
    const open: BallotOpen = { term, step: this.#step(step), question: asked };
    const { id } = await this.#story.ask(BallotView, this.#by, "POST", `${this.path}/ballots`, open);
    for (const [person, vote] of votes)
      await this.#story.send(person, "PUT", `${this.path}/ballots/${id}/vote`, { vote });
    await this.#story.send(this.#by, "PUT", `${this.path}/ballots/${id}/state`, { term, to: "closed" });
    return id;
  }

  async decide(step: number, command: Omit<DecisionCommand, "step" | "term">): Promise<DecisionDone> {
    const { term } = await this.#now();
    const decision: DecisionCommand = { ...command, term, step: this.#step(step) };
    return this.#story.ask(DecisionDone, this.#by, "POST", `${this.path}/decisions`, decision);
  }

  /** Where words stand in the verdict. */
  async anchor(words: string): Promise<Anchor> {
    const { revision, text } = await this.#story.quoted(this.#verdict);
    return { revision: revision.number, ranges: [found(placesOf(text.present, words)[0])] };
  }

  /** The whole paragraphs in which words stand, as a step works on them. */
  async paragraphs(...words: readonly string[]): Promise<StepPassage[]> {
    const { revision } = await this.#story.quoted(this.#verdict);
    const verdict = this.#story.verdicts[this.#verdict];
    const anchors = await Promise.all(words.map((each) => this.anchor(each)));
    return anchors.map(({ ranges }) => {
      const { start, end } = found(blockAt(revision.blocks, found(ranges[0]).start));
      return { id: newId(PassageId), verdict, anchor: { revision: revision.number, ranges: [{ start, end }] } };
    });
  }

  async #now(): Promise<WorkshopView["workshop"]> {
    return (await this.#do("GET", "")).workshop;
  }

  async #do(method: string, command: string, body?: unknown): Promise<WorkshopView> {
    const path = command === "" ? this.path : `${this.path}/${command}`;
    this.#view = await this.#story.ask(WorkshopView, this.#by, method, path, body);
    return this.#view;
  }

  #step(index: number): StepId {
    return found(found(this.#view).steps[index]).id;
  }
}

/** A step of a plan. */
export function plannedStep(
  {
    kind,
    title,
    day,
    minutes,
    prepared = null,
  }: Pick<PlannedStep, "day" | "kind" | "minutes" | "title"> & Partial<Pick<PlannedStep, "prepared">>,
  passages: StepPassage[] = [],
): PlannedStep {
  // Silence ends by the clock, which in a story goes on a minute with each act.
  const phaseMinutes = kind === "code" ? { silence: 60 } : {};
  return { id: newId(StepId), kind, title, day, minutes, phaseMinutes, passages, prepared };
}
