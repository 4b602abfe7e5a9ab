import { readFile } from "node:fs/promises";
import { CategoryId, QuestionId, type RoomId, type VerdictId } from "../../../../schema/domain/ids.ts";
import { ImportConfirmed, ImportDraft } from "../../../../schema/protocol/http/imports.ts";
import { AnswersRoom } from "../../../../schema/rooms/answers-room.ts";
import { LayerRoom } from "../../../../schema/rooms/layer-room.ts";
import { readFirstMethodology } from "../../../../server/demo/second-methodology.ts";
import type { TestServer } from "../test-server.ts";

export interface ReferencePassage {
  /** Of the starter methodology. */
  category: string;
  words: string;
  /** Counted by hand in the file: the verdict numbers nothing itself. */
  citation: string;
}

const passage = (category: string, citation: string, words: string): ReferencePassage => ({
  category,
  words,
  citation,
});

/** Ten passages of `rs-individual`, two of them with somebody's name. */
export const REFERENCE_PASSAGES = {
  facts: [
    passage(
      "means.deception",
      "para. 12, operative part",
      "predstavio joj se kao vlasnik ugostiteljskog objekta u izgradnji, obećao joj posao konobarice",
    ),
    passage(
      "means.control",
      "para. 12, operative part",
      "da mu na ime zakupa, hrane, telefona i lekova duguje iznos od 1.800 evra",
    ),
    passage("act.harbouring", "para. 12, operative part", "oštećena je stan mogla da napusti samo uz njegovu dozvolu"),
    passage("means.control", "para. 97, reasoning", "Goran joj je pokazao papir na kome je pisalo 1.800 evra"),
    passage("means.force", "para. 97, reasoning", "Udario ju je više puta otvorenom šakom po licu"),
  ],
  qualification: [
    passage("qual.delimitation", "para. 131, reasoning", "Sud nije prihvatio predlog odbrane da se radnje kvalifikuju"),
    passage(
      "qual.conviction",
      "para. 15, operative part",
      "čime je izvršio krivično delo trgovina ljudima iz člana 388. stav 3. u vezi stava 1. Krivičnog zakonika",
    ),
  ],
  evidence: [
    passage(
      "ev.credibility",
      "para. 124, reasoning",
      "Sud je u potpunosti poklonio veru iskazu oštećene Jovane Stamenove.",
    ),
    passage("ev.expert", "para. 115, reasoning", "Finansijska istraga u smislu posebnog zakona nije pokretana"),
  ],
  compensation: [
    passage(
      "comp.decision",
      "para. 25, operative part",
      "radi ostvarivanja imovinskopravnih zahteva UPUĆUJU na parnični postupak",
    ),
  ],
} as const;

/** Imports the reference verdict from the court's file, and opens it to the network with the starter methodology in force. */
async function importReference(server: TestServer): Promise<{ verdict: VerdictId; layer: RoomId }> {
  const { store, people, organisations, url, ask } = server;
  const by = people.facilitator;
  await store.methodologies.freeze(readFirstMethodology(), "Starter", by.member.id, new Date().toISOString());
  const bytes = await readFile(new URL("../../../fixtures/verdicts/rs-individual.docx", import.meta.url));
  const form = new FormData();
  form.set("file", new File([new Uint8Array(bytes)], "presuda.docx"));
  const headers = { origin: url, cookie: by.cookie };
  const sent = await fetch(`${url}/api/imports`, { method: "POST", headers, body: form });
  const { id, recognised } = ImportDraft.parse(await sent.json());
  const { court, caseNumber, date, language, script } = recognised;
  const data = { country: "rs", court, caseNumber, date, instance: "first", form: "individual", language, script };
  const confirmed = await ask(by, "POST", `/api/imports/${id}/confirm`, { owner: organisations.rs.id, data });
  const { verdict } = ImportConfirmed.parse(await confirmed.json());
  await store.verdicts.setStage(verdict, "cleared");
  const layer = (await store.verdicts.rooms(verdict)).find((room) => room.layer !== null);
  if (!layer) throw new Error("no layer");
  return { verdict, layer: layer.id };
}

/** The same, with the ten passages tagged, and one question answered, by a lawyer. */
export async function tagReference(server: TestServer): Promise<{ verdict: VerdictId }> {
  const { verdict, layer } = await importReference(server);
  const revision = await server.store.verdicts.revision(verdict);
  const at = new Date().toISOString();
  await server.hub.write(layer, server.people.lawyer.member.id, (doc) => {
    const room = new LayerRoom(doc);
    for (const { category, words } of Object.values(REFERENCE_PASSAGES).flat()) {
      const start = revision?.text.indexOf(words) ?? -1;
      if (start < 0) throw new Error(`not in the verdict: ${words}`);
      const anchor = { revision: 1, ranges: [{ start, end: start + words.length }] };
      room.add({ category: CategoryId.parse(category), version: 2, anchor, note: "" }, at);
    }
    const means = QuestionId.parse("q.means");
    new AnswersRoom(doc).change(means, "verdict", { value: ["force", "deception"], version: 2 });
  });
  return { verdict };
}
