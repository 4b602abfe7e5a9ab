/*
 * Makes the data folder that is kept in `tests/fixtures/kept-folder`: `node bin/node.js tests/kept-folder/make.ts`.
 *
 * It was made once, by the server of 28 November 2026, and later servers open it, verify it and give the same out of it
 * (`tests/realtime/keeping/kept-folder.test.ts`). Made anew it would hold whatever today's server writes, and hold nobody to anything: so
 * that is done only where a kind of row is to be added, beside the folder that is there.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeDocuments } from "./documents.ts";
import { eraseAll } from "./erasures.ts";
import { Maker } from "./maker.ts";
import { freezeFirst, freezeSecond, freezeThird, talkAboutDraft } from "./methodology.ts";
import { packFolder } from "./pack.ts";
import { makeGuest, makeOpenLinks, makePeople, type People } from "./people.ts";
import { bringCodings, codeSkopje, revealDurres, settleSubotica } from "./rounds.ts";
import { addUnits, correctUnderTags, discuss, goOn, review, tagTogether, translate } from "./shared-work.ts";
import { clear, leaveScan, makeVerdicts, type Verdicts } from "./verdicts.ts";

const out = fileURLToPath(new URL("../fixtures/kept-folder/", import.meta.url));

/** Everything, in the order in which a network would come by it. What a network never does by itself is told in `pack.ts`. */
async function make(folder: string): Promise<object> {
  const maker = await Maker.begin(folder, freezeFirst);
  try {
    const { people, organisations } = await makePeople(maker);
    const { mira, vesna } = people;
    for (const id of Object.values(organisations))
      await maker.tell(mira, "PUT", `/api/organisations/${id}/round-runners`, { runners: "all" });
    const verdicts = await makeVerdicts(maker, people, organisations);
    maker.nextDay();
    const verdictGuest = await makeGuest(maker, people.ana, "Vera Guest", { verdict: verdicts.nis });
    const tags = await tagTogether(maker, people, verdicts.nis);
    await discuss(maker, people, verdictGuest, verdicts.nis, tags);
    await translate(maker, people, verdicts.nis);
    await addUnits(maker, people, verdicts.nis);
    await settleSubotica(maker, people, verdicts.subotica);
    maker.nextDay();
    await talkAboutDraft(maker, people);
    await freezeSecond(maker, people);
    await review(maker, people, verdicts.nis, tags);
    await correctUnderTags(maker, people, verdicts.nis, tags);
    await revealDurres(maker, people, verdicts.durres);
    await bringCodings(maker, people, verdicts.valjevo);
    maker.nextDay();
    await freezeThird(maker, people);
    await codeSkopje(maker, people, verdicts.skopje);
    const { documents, guest } = await makeDocuments(maker, people, verdicts);
    maker.nextDay();
    await eraseAll(maker, people, verdicts, organisations);
    await goOn(maker, people, verdicts.nis, tags);
    await waitForSecond(maker, people, verdicts);
    await leaveScan(maker, mira);
    await maker.tell(mira, "DELETE", `/api/members/${people.goran.id}`);
    await maker.tell(vesna, "DELETE", "/api/session");
    const link = await makeOpenLinks(maker, people, organisations.rs, verdicts.nis);
    const { goran: _removed, kosta: _erased, ...seats } = people;
    const at = maker.now();
    return { at, link, verdicts, documents, people: { ...seats, verdictGuest, documentGuest: guest } };
  } finally {
    await maker.server.stop();
  }
}

/** Niš is cleared for the public; Valjevo has one of two signatures for guests. */
async function waitForSecond(maker: Maker, { mira }: People, { nis, valjevo }: Verdicts): Promise<void> {
  await clear(maker, mira, nis, "agreed");
  await maker.tell(mira, "PUT", `/api/verdicts/${valjevo}/second-reader`, { isNeeded: true });
  await clear(maker, mira, valjevo);
}

const folder = await mkdtemp(join(tmpdir(), "coram-kept-"));
try {
  const keys = await make(folder);
  const said = packFolder(folder, keys, out);
  process.stdout.write(`${said}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
