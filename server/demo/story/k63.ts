import { AmendCommand } from "../../../schema/protocol/http/disagreements.ts";
import { TranslationsRoom } from "../../../schema/rooms/translations-room.ts";
import { DemoTranslations } from "../demo-translations.ts";
import type { z } from "zod";
import type { DemoPerson } from "../demo-people.ts";
import { code, readDemoCodings } from "./coding.ts";
import { welcomeGuest } from "./people.ts";
import { addVerdict, clear, openForAll } from "./prepare.ts";
import { Panel } from "./ruling.ts";
import { found, readDemoFile, type Story } from "./story.ts";
import { discuss } from "./talk.ts";

const KEY = "k63";
const RUNS = "facilitator";
/** Who rules, in turn, and on how many disagreements. */
const SITTINGS: readonly [by: DemoPerson, day: number, count: number][] = [
  ["facilitator", -8, 12],
  ["facilitator-al", -7, 12],
  ["facilitator", -5, 10],
];

/** Coded blind by the same three, revealed and ruled on in part; what four rulings say goes into the draft. */
export function tellK63(story: Story): void {
  story.on(-40, 9, () => addVerdict(story, KEY));
  story.on(-34, 14, () => clear(story, KEY));
  story.on(-33, 9, () => openForAll(story, KEY));
  story.on(-24, 9, () => story.begin(RUNS, KEY, ["lawyer-mk", "lawyer-al", "lawyer-rs"], -11));
  const codings = readDemoCodings(KEY, 2);
  const sittings: [DemoPerson, day: number, handsIn: number][] = [
    ["lawyer-rs", -19, -16],
    ["lawyer-al", -17, -13],
    ["lawyer-mk", -15, -11],
  ];
  for (const [by, day, handsIn] of sittings) {
    story.on(day, 10, () => code(story, KEY, by, found(codings.get(by)), { shared: false, version: 2 }));
    story.on(handsIn, 16, () => story.ofRound(by, KEY, "hand-in"));
  }
  story.on(-10, 9, () => story.ofRound(RUNS, KEY, "reveal", { without: [] }));
  story.on(-10, 14, () => clear(story, KEY));
  story.on(-9, 10, () => welcomeGuest(story, RUNS, story.verdicts[KEY]));
  story.on(-9, 12, () => talk(story));
  story.on(-9, 14, () => translate(story));
  let panel: Panel;
  let next = 0;
  for (const [by, day, count] of SITTINGS)
    story.on(day, 9, async () => {
      panel ??= await Panel.of(story, KEY);
      const cases = (await panel.disagreements(by)).slice(next, next + count);
      next += count;
      await panel.rule(by, ["facilitator", "facilitator-al"], cases);
    });
  story.on(-4, 10, () => amend(story, panel));
}

async function talk(story: Story): Promise<void> {
  await discuss(story, KEY, {
    audience: "internal",
    words: "bez sopstvenih prihoda i živela sa teško obolelom majkom",
    comments: [
      ["lawyer-mk", "Is her mother's illness enough for this category, or must the court say that he knew of it?"],
      ["lawyer-rs", "He offered to pay for the medicine, so he knew. I would keep it."],
    ],
  });
  await discuss(story, KEY, {
    audience: "review",
    words: "punomoćnika oštećenih [Person 9], advokata iz Beograda",
    comments: [
      [
        "guest",
        "Does the verdict say who paid the lawyer of the injured parties? It matters for our chapter on legal aid.",
      ],
      ["facilitator", "It does not. We answer the question with “Not in the verdict”."],
    ],
  });
  await discuss(story, KEY, {
    audience: "internal",
    words: "u pritvoru od 18.09.2021. do 21.12.2022. godine",
    comments: [["facilitator", "Detention counts here only where the court credits it to the sentence."]],
    resolvedBy: "facilitator",
  });
}

type Amendment = Omit<z.input<typeof AmendCommand>, "category">;

const AMENDMENTS: readonly Amendment[] = [
  { part: "example", language: "en" },
  { part: "include", language: "en", text: "A finding that stands in the operative part alone." },
  { part: "exclude", language: "en", text: "What the court repeats of the indictment without finding it." },
  { part: "example", language: "en" },
];

/** Four rulings change what the draft says of their category. */
async function amend(story: Story, panel: Panel): Promise<void> {
  const cases = await panel.disagreements("facilitator");
  // Rulings by which the tag of a coder stands, each of another category.
  const settled = cases.flatMap(({ id, tags, rulings }) => {
    const outcome = rulings.at(-1)?.outcome;
    const tag = outcome?.kind === "entries" && tags.find(({ coder }) => outcome.coders.includes(coder));
    return tag ? [{ id, category: tag.category }] : [];
  });
  const each = [...new Map(settled.map((one) => [one.category, one])).values()];
  for (const [i, amendment] of AMENDMENTS.entries()) {
    const { id, category } = found(each[i]);
    await story.send(
      i % 2 === 0 ? "facilitator" : "facilitator-al",
      "POST",
      `${(await story.newest(KEY)).path}/cases/${id}/amendment`,
      {
        ...amendment,
        category,
      },
    );
  }
}

/** English of its beginning, and of some passages. */
async function translate(story: Story): Promise<void> {
  const { by, source, paragraphs, passages } = DemoTranslations.parse(readDemoFile("translations"));
  const { path } = await story.newest(KEY);
  const { text, number: revision } = found(await story.server.store.verdicts.revision(story.verdicts[KEY]));
  await story.send(by, "PUT", `${path}/translations/en`, { revision, source, paragraphs, replaces: null });
  const room = await story.discussion(KEY, "internal");
  for (const { by: author, quote, text: body } of passages) {
    const start = text.indexOf(quote);
    if (start < 0) throw new Error("a translation of words that are not in the text");
    const anchor = { revision, ranges: [{ start, end: start + quote.length }] };
    await story.write(author, room, (doc, now) =>
      new TranslationsRoom(doc).add({ anchor, language: "en", body }, now()),
    );
  }
}
