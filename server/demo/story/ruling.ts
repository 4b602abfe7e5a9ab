import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { AnswerValue } from "../../../schema/domain/answer.ts";
import {
  DisagreementList,
  type DisagreementView,
  type RuleCommand,
} from "../../../schema/protocol/http/disagreements.ts";
import { sameAnswer, wordsOnly } from "../../../schema/reconcile/disagreements-of.ts";
import type { Range, Revision } from "../../../schema/text/revision.ts";
import type { CategoryId } from "../../../schema/domain/ids.ts";
import type { CodingFile } from "../../../schema/protocol/http/codings.ts";
import type { QuotedText } from "../../codings/resolve-quote.ts";
import { subjectOf } from "../../codings/read-coding.ts";
import type { DemoPerson } from "../demo-people.ts";
import { placesIn, readAdjudication, readDemoCodings } from "./coding.ts";
import { type DemoVerdictKey, found, type Story } from "./story.ts";

type Outcome = z.input<typeof RuleCommand>["outcome"];

type Placed = Pick<DisagreementView["tags"][number], "category" | "anchor">;

interface Wanted {
  category: CategoryId;
  ranges: Range[];
  words: string;
}

const REASONS: Record<Outcome["kind"], string> = {
  entries: "This is what the court says, no more and no less.",
  span: "The passage begins and ends where the court's finding does.",
  value: "None of us had read the operative part and the reasoning together.",
  none: "The court only repeats what a party said.",
};

/** Rulings on a verdict's disagreements, as its shipped adjudication has them. */
export class Panel {
  readonly #story: Story;
  readonly #key: DemoVerdictKey;
  readonly #revision: Revision;
  readonly #tags: Wanted[];
  readonly #answers: ReadonlyMap<string, AnswerValue>;
  readonly #used = new Set<Wanted>();

  private constructor(
    story: Story,
    key: DemoVerdictKey,
    revision: Revision,
    tags: Wanted[],
    answers: ReadonlyMap<string, AnswerValue>,
  ) {
    this.#story = story;
    this.#key = key;
    this.#revision = revision;
    this.#tags = tags;
    this.#answers = answers;
  }

  static async of(story: Story, key: DemoVerdictKey): Promise<Panel> {
    const { revision, text } = await story.quoted(key);
    const units = await story.server.store.names.units(story.verdicts[key]);
    const file = readAdjudication(key);
    const tags = wantedOf(revision, text, file);
    const answers = file.answers.map(({ question, unit, value }): [string, AnswerValue] => [
      `${question}/${subjectOf(units, unit)}`,
      value as AnswerValue,
    ]);
    const panel = new Panel(story, key, revision, tags, new Map(answers));
    // What a coder has so, word by word, stands by their entry.
    for (const coding of readDemoCodings(key, 2).values())
      for (const tag of wantedOf(revision, text, coding)) panel.#take(tag);
    return panel;
  }

  /** Notes that this stands; whether the adjudication has it. */
  #take({ category, words }: Omit<Wanted, "ranges">): boolean {
    const same = this.#tags.filter((each) => each.category === category && each.words === words);
    for (const each of same) this.#used.add(each);
    return same.length > 0;
  }

  async disagreements(by: DemoPerson): Promise<DisagreementView[]> {
    const path = `/api/verdicts/${this.#story.verdicts[this.#key]}/cases`;
    return (await this.#story.ask(DisagreementList, by, "GET", path)).cases;
  }

  /** What of `cases` nobody has ruled on is ruled on by somebody, together with the others. */
  async rule(by: DemoPerson, panel: readonly DemoPerson[], cases: readonly DisagreementView[]): Promise<void> {
    const { people, verdicts } = this.#story;
    for (const view of cases) {
      const outcome = this.#outcomeOf(view);
      const body = {
        version: view.version,
        outcome,
        panel: panel.map((person) => people[person].id),
        reason: REASONS[outcome.kind],
      };
      await this.#story.send(by, "POST", `/api/verdicts/${verdicts[this.#key]}/cases/${view.id}/rulings`, body);
    }
  }

  #isSame(one: Placed, other: Placed): boolean {
    const words = ({ anchor }: Placed): string => wordsAt(this.#revision.text, anchor.ranges);
    return one.category === other.category && words(one) === words(other);
  }

  #outcomeOf({ about, tags, answers }: DisagreementView): Outcome {
    if (about) {
      const value = this.#answers.get(`${about.question}/${about.subject}`);
      if (value === undefined) return { kind: "none" };
      const same = answers.filter((answer) => sameAnswer(answer.value) === sameAnswer(value));
      return same.length > 0 ? entriesOf(same) : { kind: "value", value };
    }
    const exact = tags.filter(({ category, anchor }) =>
      this.#take({ category, words: wordsAt(this.#revision.text, anchor.ranges) }),
    );
    // Of two who differ in a comma only, one stands.
    const kept = exact.filter(
      (tag, i) =>
        !exact.slice(0, i).some((other) => this.#isSame(tag, other) && !isDeepStrictEqual(tag.anchor, other.anchor)),
    );
    if (kept.length > 0) return entriesOf(kept);
    const near = this.#tags.find(
      (each) =>
        !this.#used.has(each) &&
        tags.some(({ category, anchor }) => category === each.category && overlap(anchor.ranges, each.ranges)),
    );
    if (!near) return { kind: "none" };
    this.#used.add(near);
    const { number: revision } = this.#revision;
    return { kind: "span", category: near.category, anchor: { revision, ranges: near.ranges } };
  }

  /** What of the adjudication no coder has, and no ruling. */
  get left(): readonly Pick<Wanted, "category" | "ranges">[] {
    return this.#tags.filter((each) => !this.#used.has(each));
  }
}

function wantedOf(revision: Revision, text: QuotedText, file: CodingFile): Wanted[] {
  const places = placesIn(text, file);
  return file.annotations.map(({ category }, i) => {
    const ranges = found(places[i]);
    return { category, ranges, words: wordsAt(revision.text, ranges) };
  });
}

function entriesOf(entries: readonly { coder: DisagreementView["tags"][number]["coder"] }[]): Outcome {
  return { kind: "entries", coders: [...new Set(entries.map(({ coder }) => coder))] };
}

function wordsAt(text: string, ranges: readonly Range[]): string {
  return ranges
    .flatMap((range) => wordsOnly(text, range))
    .map(({ start, end }) => `${start}-${end}`)
    .join();
}

function overlap(some: readonly Range[], others: readonly Range[]): boolean {
  return some.some(({ start, end }) => others.some((other) => start < other.end && other.start < end));
}
