import { CategoryId, newId, QuestionId, AnnotationId } from "../../schema/domain/ids.ts";
import type { AnswerValue } from "../../schema/domain/answer.ts";
import { Unit } from "../../schema/domain/unit.ts";
import { DisagreementList, type DisagreementView } from "../../schema/protocol/http/disagreements.ts";
import { CodingsSeen, type CodingFile } from "../../schema/protocol/http/codings.ts";
import { RoundView, StandingView } from "../../schema/protocol/http/rounds.ts";
import { AnswersRoom } from "../../schema/rooms/answers-room.ts";
import { DiscussionRoom } from "../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../schema/rooms/layer-room.ts";
import { TranslationsRoom } from "../../schema/rooms/translations-room.ts";
import type { z } from "zod";
import { anchorOf, roomOf, type Maker, type Seat } from "./maker.ts";
import type { People } from "./people.ts";

/** What one coder makes of a verdict: tags by their words, answers of the verdict. */
export interface Coding {
  who: Seat;
  tags: [category: string, words: string, note?: string][];
  answers?: Record<string, AnswerValue>;
}

/** Begins a blind round, in which these code; its id. */
export async function begin(maker: Maker, by: Seat, verdict: string, coders: readonly Seat[]): Promise<string> {
  const { round } = await maker.view(by, verdict);
  const rounds = await maker.ask(RoundView.array(), by, "POST", `/api/verdicts/${verdict}/rounds`, {
    round: round.id,
    mode: "blind",
    coders: coders.map(({ id }, i) => ({ member: id, due: i === 0 ? "2026-12-20" : null })),
  });
  return rounds.at(-1)?.id ?? "";
}

/** Codes in one's own room, in a version of the methodology. */
export async function code(maker: Maker, verdict: string, version: number, coding: Coding): Promise<AnnotationId[]> {
  const { who, tags, answers = {} } = coding;
  const view = await maker.view(who, verdict);
  return maker.write(who, roomOf(view, "layer", who.id), (doc, now) => {
    const made = tags.map(([category, words, note = ""]) =>
      new LayerRoom(doc).add(
        { category: CategoryId.parse(category), version, anchor: anchorOf(view, words), note },
        now(),
      ),
    );
    for (const [name, value] of Object.entries(answers)) {
      const room = new AnswersRoom(doc);
      room.change(QuestionId.parse(name), "verdict", { value, version });
      if (made[0]) room.addEvidence(QuestionId.parse(name), "verdict", made[0], null);
    }
    return made;
  });
}

export const handIn = (maker: Maker, verdict: string, round: string, who: Seat): Promise<void> =>
  maker.tell(who, "POST", `/api/verdicts/${verdict}/rounds/${round}/hand-in`);

async function disagreementsOf(maker: Maker, who: Seat, verdict: string): Promise<DisagreementView[]> {
  return (await maker.ask(DisagreementList, who, "GET", `/api/verdicts/${verdict}/cases`)).cases;
}

const ruleOn = (
  maker: Maker,
  by: Seat,
  verdict: string,
  { id, version }: DisagreementView,
  outcome: object,
  panel: string[] = [],
) =>
  maker.tell(by, "POST", `/api/verdicts/${verdict}/cases/${id}/rulings`, {
    version,
    outcome,
    panel,
    reason: "So it reads.",
  });

/** The entry of whoever comes first in a case. */
const firstEntry = ({ tags, answers }: DisagreementView) => ({
  kind: "entries",
  coders: [...tags, ...answers].map(({ coder }) => coder).slice(0, 1),
});

/**
 * A round of Subotica that is settled, unsettled and settled again, changed afterwards; a further one that was called off with
 * work in it.
 */
export async function settleSubotica(
  maker: Maker,
  { mira, vesna, ana, arben, elena }: People,
  verdict: string,
): Promise<void> {
  const path = `/api/verdicts/${verdict}`;
  const round = await begin(maker, mira, verdict, [ana, arben]);
  await code(maker, verdict, 1, {
    who: ana,
    tags: [
      ["act.harbouring", "primio oštećenu"],
      ["means.force", "Pretio joj je", "a threat to others"],
      ["sent.mitigating", "Priznanje okrivljenog"],
      ["comp.decision", "dosuđen iznos od 300.000 dinara"],
    ],
    answers: { "q.instance": "first", "q.online": "no", "q.victims-count": 1 },
  });
  await code(maker, verdict, 1, {
    who: arben,
    tags: [
      ["act.harbouring", "primio oštećenu"],
      ["means.deception", "Pretio joj je"],
      ["means.vulnerability", "nije poznavala nikoga u gradu"],
      ["comp.decision", "iznos od 300.000 dinara na ime naknade štete"],
    ],
    answers: { "q.instance": "first", "q.online": "unclear", "q.victims-count": 1 },
  });
  for (const who of [ana, arben]) await handIn(maker, verdict, round, who);
  await maker.tell(mira, "POST", `${path}/rounds/${round}/reveal`, {});
  const cases = await disagreementsOf(maker, mira, verdict);
  const span = cases.find(({ kind }) => kind === "place");
  const value = cases.find(({ kind }) => kind === "answer");
  const view = await maker.view(mira, verdict);
  for (const each of cases) {
    const anchor = anchorOf(view, "300.000 dinara");
    const outcome =
      each === span
        ? { kind: "span", category: "comp.decision", anchor }
        : each === value
          ? { kind: "value", value: "not-mentioned" }
          : firstEntry(each);
    await ruleOn(maker, mira, verdict, each, outcome, [vesna.id]);
  }
  await maker.tell(mira, "POST", `${path}/rounds/${round}/adjudicated`);
  await maker.tell(mira, "DELETE", `${path}/rounds/${round}/adjudicated`, { reason: "Too early." });
  await maker.tell(mira, "POST", `${path}/rounds/${round}/adjudicated`);
  await changeStanding(maker, mira, verdict);
  await callOff(maker, { mira, ana, elena }, verdict);
}

async function changeStanding(maker: Maker, by: Seat, verdict: string): Promise<void> {
  const path = `/api/verdicts/${verdict}/standing`;
  const view = await maker.view(by, verdict);
  const act = async (what: object, reason: string): Promise<void> => {
    const { layer, changes } = await maker.ask(StandingView, by, "GET", path);
    await maker.tell(by, "POST", path, { layer, base: changes.at(-1)?.number ?? 0, act: what, reason });
  };
  const anchor = anchorOf(view, "sakrio je od policije");
  await act({ kind: "add-tag", category: "act.harbouring", anchor }, "Overlooked by both.");
  await act(
    { kind: "answer", question: "q.duration-first", subject: "verdict", value: 20, evidence: [anchor] },
    "Asked later.",
  );
  await act({ kind: "withdraw-answer", question: "q.victims-count", subject: "verdict" }, "Not said anywhere.");
}

async function callOff(
  maker: Maker,
  { mira, ana, elena }: Pick<People, "mira" | "ana" | "elena">,
  verdict: string,
): Promise<void> {
  const round = await begin(maker, mira, verdict, [ana, elena]);
  await code(maker, verdict, 1, {
    who: elena,
    tags: [["sent.sanction", "kaznu zatvora u trajanju od pet godina", "начело"]],
    answers: { "q.instance": "first" },
  });
  await maker.tell(mira, "DELETE", `/api/verdicts/${verdict}/rounds/${round}`);
}

/** Three code Durrës; it is revealed, one entry is given up, and two disagreements have rulings, one of them two. */
export async function revealDurres(maker: Maker, { mira, ana, arben, elena }: People, verdict: string): Promise<void> {
  const path = `/api/verdicts/${verdict}`;
  const round = await begin(maker, mira, verdict, [ana, arben, elena]);
  await code(maker, verdict, 2, {
    who: ana,
    tags: [
      ["act.recruitment", "premtimin e rremë për një punë"],
      ["act.transport", "e transportoi viktimën"],
      ["means.documents", "i mori pasaportën"],
      ["sent.mitigating", "pendimin e të pandehurit"],
    ],
    answers: { "q.online": "no", "q.main-problem": "Nothing on support." },
  });
  await code(maker, verdict, 2, {
    who: arben,
    tags: [
      ["means.deception", "premtimin e rremë për një punë", "rrejshëm"],
      ["act.transport", "e transportoi viktimën me automjetin e tij"],
      ["means.vulnerability", "jetonte në varfëri"],
      ["comp.referral", "i kalon gjykatës civile"],
    ],
    answers: { "q.online": "unclear" },
  });
  const [first] = await code(maker, verdict, 2, {
    who: elena,
    tags: [
      ["act.recruitment", "premtimin e rremë për një punë"],
      ["comp.referral", "i kalon gjykatës civile"],
    ],
    answers: { "q.online": "no" },
  });
  await writeToOneself(maker, elena, verdict, first ?? newId(AnnotationId));
  const proposed = await maker.ask(Unit, arben, "POST", `${path}/units/proposals`, { kind: "victim" });
  for (const who of [ana, arben, elena]) await handIn(maker, verdict, round, who);
  await maker.tell(mira, "POST", `${path}/rounds/${round}/reveal`, {});
  await maker.tell(mira, "POST", `${path}/units/${proposed.id}/accept`);
  const cases = await disagreementsOf(maker, mira, verdict);
  const [one, two] = cases.filter(({ tags }) => tags.length > 1);
  if (!one || !two) throw new Error("too few disagreements");
  await ruleOn(maker, mira, verdict, one, firstEntry(one));
  const [again] = (await disagreementsOf(maker, mira, verdict)).filter(({ id }) => id === one.id);
  if (again)
    await ruleOn(maker, mira, verdict, again, {
      kind: "entries",
      coders: one.tags.map(({ coder }) => coder).slice(0, 2),
    });
  await ruleOn(maker, mira, verdict, two, { kind: "none" });
  const open = (await disagreementsOf(maker, arben, verdict)).find(
    ({ rulings, tags, answers }) =>
      rulings.length === 0 && [...tags, ...answers].some(({ coder }) => coder === arben.id),
  );
  await maker.tell(arben, "POST", `${path}/cases/${open?.id}/concession`);
  await maker.write(ana, roomOf(await maker.view(ana, verdict), "internal"), (doc, now) =>
    new DiscussionRoom(doc).open({ case: two.id }, "Shall we look at this one together?", now()),
  );
  const amend = { category: "act.recruitment", part: "exclude", language: "en", text: "Mere advice about work." };
  await maker.tell(mira, "POST", `${path}/cases/${one.id}/amendment`, amend);
}

/** What a coder writes to themselves beside the text: a thread on the text, one on a tag, and a translation. */
async function writeToOneself(maker: Maker, who: Seat, verdict: string, tag: AnnotationId): Promise<void> {
  const view = await maker.view(who, verdict);
  const { text } = view.revision;
  const word = text.slice(text.lastIndexOf(" ", text.length - 2) + 1, text.length - 1);
  const anchor = anchorOf(view, word);
  await maker.write(who, roomOf(view, "layer", who.id), (doc, now) => {
    const room = new DiscussionRoom(doc);
    const thread = room.open({ anchor }, "да прашам после", now());
    room.reply(thread, "прашано", now());
    room.open({ annotation: tag }, "зошто овде?", now());
    new TranslationsRoom(doc).add({ anchor, language: "en", body: "own translation" }, now());
  });
}

/** Skopje is coded blind: one has handed in, one has begun, one has not. */
export async function codeSkopje(maker: Maker, { besim, ana, elena, arben }: People, verdict: string): Promise<void> {
  const path = `/api/verdicts/${verdict}`;
  const round = await begin(maker, besim, verdict, [ana, elena, arben]);
  const [tag] = await code(maker, verdict, 3, {
    who: ana,
    tags: [
      ["act.transport", "друг град", "blind: Ana"],
      ["means.vulnerability", "живеела во сиромаштија"],
    ],
    answers: { "q.online": "no" },
  });
  if (tag) await writeToOneself(maker, ana, verdict, tag);
  await maker.ask(Unit, ana, "POST", `${path}/units/proposals`, { kind: "defendant" });
  await code(maker, verdict, 3, {
    who: elena,
    tags: [
      ["act.transport", "во друг град", "blind: Elena"],
      ["comp.referral", "се упатува на граѓански спор"],
    ],
    answers: { "q.online": "unclear", "q.main-problem": "Нема поддршка." },
  });
  await handIn(maker, verdict, round, elena);
}

/** Codings of Valjevo from files become a revealed round; what does not fit is left out. */
export async function bringCodings(maker: Maker, { mira, ana, elena }: People, verdict: string): Promise<void> {
  const file = (tags: [string, string][], value: string): z.input<typeof CodingFile> => ({
    coder: "somebody",
    annotations: tags.map(([category, quote]) => ({ category: CategoryId.parse(category), quote })),
    answers: [{ question: QuestionId.parse("q.online"), unit: "verdict", value, evidence: [0] }],
  });
  const codings = [
    {
      member: ana.id,
      file: file(
        [
          ["means.deception", "obećanjem da će raditi kao negovateljica"],
          ["act.transport", "preko granice"],
          ["comp.referral", "words that are not there"],
        ],
        "no",
      ),
    },
    {
      member: elena.id,
      file: file(
        [
          ["means.deception", "obećanjem da će raditi kao negovateljica"],
          ["means.vulnerability", "tešku imovinsku situaciju"],
        ],
        "unclear",
      ),
    },
  ];
  const path = `/api/verdicts/${verdict}/codings`;
  const { base } = await maker.ask(CodingsSeen, mira, "POST", path, { codings, base: null });
  await maker.tell(mira, "POST", path, { codings, base });
}
