import { packAnchor } from "../../../schema/rooms/packed-anchor.ts";
import { afterEach, expect, test } from "vitest";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { MemoryShelf } from "../../../client/sync/offline/memory-shelf.ts";
import { wordsOf } from "../../../client/sync/draft.ts";
import { isKeptFrom } from "../../../client/verdict/model/tag-count.ts";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { CalledOff } from "../../../schema/protocol/http/rounds.ts";
import { answerEntry } from "../../../schema/rooms/answer-keys.ts";
import { beginBlind, command } from "../../helpers/network/blind-round.ts";
import { askQuestions, SHEET } from "../../helpers/network/case-sheet.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";

const { final, summary } = SHEET;
const PASSAGE = [{ start: 14, end: 26 }];

const clients: VerdictClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

async function open(server: TestServer, verdict: VerdictClient["model"]["verdictId"], who: Person, work?: WorkStore) {
  const client = await VerdictClient.open(server, who, verdict, work ? { work } : {});
  clients.push(client);
  return client;
}

test("each word that a coder wrote in a round that is called off is theirs, saved or not, and a note of no answer goes beside a colleague's", async (context) => {
  const server = await startTestServer(context);
  await askQuestions(server);
  const { lawyer, otherLawyer, facilitator } = server.people;
  const { verdict } = await server.newVerdict(["Okrivljeni je oduzeo pasoš i mobilni telefon."]);
  const round = await beginBlind(server, verdict.id, [lawyer, otherLawyer]);
  const work = await WorkStore.open(lawyer.member.id, new MemoryShelf());
  const mine = await open(server, verdict.id, lawyer, work);
  const { model } = mine;
  model.answering.note(summary.id, "verdict", "saved, of no answer");
  model.answering.set(final.id, "verdict", "yes");
  model.answering.note(final.id, "verdict", "saved, of an answer");
  const tag = model.addTag(CategoryId.parse("means.force"), PASSAGE, "saved, of a tag")!;
  model.openThread("own", { ranges: PASSAGE }, "saved, a comment");
  await mine.until(() => model.saved.state === "saved");
  model.wordings.of(answerEntry(summary.id, "verdict"), "value", "text").type("unsent, an answer");
  model.wordings.of(answerEntry(summary.id, "verdict"), "note", "text").type("unsent, of no answer");
  model.noteTyped(
    { kind: "begin", audience: "own", key: "here", fields: { anchor: packAnchor(model.anchorOf(PASSAGE)) } },
    "unsent",
  );
  model.noteTyped({ kind: "note", tag, word: "note" }, "unsent, of a tag");

  await command(server, facilitator, "DELETE", `/api/verdicts/${verdict.id}/rounds/${round}`);
  await mine.refresh();
  const said = ["unsent", "unsent, an answer", "unsent, of a tag", "unsent, of no answer"];
  expect(model.drafts.map(({ words }) => words).sort()).toEqual(said);
  const kept = CalledOff.array().parse(
    await (await server.ask(lawyer, "GET", `/api/verdicts/${verdict.id}/called-off`)).json(),
  );
  expect(kept.map(wordsOf).sort()).toEqual([
    "saved, a comment",
    "saved, of a tag",
    "saved, of no answer",
    "yes\n\nsaved, of an answer",
  ]);

  const theirs = await open(server, verdict.id, otherLawyer);
  theirs.model.answering.set(summary.id, "verdict", "a colleague's");
  theirs.model.answering.note(summary.id, "verdict", "a colleague's note");
  const noted = (): string | undefined => model.answers.get(summary.id, "verdict")?.note;
  await mine.until(() => noted() === "a colleague's note");
  const draft = kept.find((each) => wordsOf(each) === "saved, of no answer")!;
  const place = `layer/${model.view.layers[0]?.layer ?? ""}`;
  work.addDraft(model.verdictId, { ...draft, place, why: "called-off", late: false }, null);
  expect(model.retryDraft(draft.id)).toBe("written");
  expect(model.answers.get(summary.id, "verdict")).toMatchObject({
    value: "a colleague's",
    note: "a colleague's note\nsaved, of no answer",
  });
});

test("who does not code in a blind round is told that its tags are hidden, not that there are none; a coder counts their own", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, facilitator } = server.people;
  const { verdict } = await server.newVerdict(["Okrivljeni je oduzeo pasoš i mobilni telefon."]);
  const [coder, outside] = [await open(server, verdict.id, lawyer), await open(server, verdict.id, facilitator)];
  const kept = (): boolean[] => [coder, outside].map(({ model }) => isKeptFrom(model));
  await outside.until(() => outside.model.synced && coder.model.synced);
  expect(kept()).toEqual([false, false]);
  await beginBlind(server, verdict.id, [lawyer, otherLawyer]);
  await Promise.all([coder.refresh(), outside.refresh()]);
  await outside.until(() => outside.model.synced && coder.model.synced);
  expect(kept()).toEqual([false, true]);
});
