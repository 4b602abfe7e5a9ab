import { z } from "zod";
import { CategoryId } from "../../schema/domain/ids.ts";
import { ErasureView } from "../../schema/protocol/http/erasure.ts";
import { DiscussionRoom } from "../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../schema/rooms/layer-room.ts";
import { anchorOf, roomOf, type Maker } from "./maker.ts";
import type { Organisations, People } from "./people.ts";
import { KRALJEVO } from "./texts.ts";
import { bringInKraljevo, type Verdicts } from "./verdicts.ts";

const Export = z.object({ id: z.string(), state: z.string() });

/** One erasure of each kind: a witness's name in text and comments, a passage, a verdict, a member. */
export async function eraseAll(
  maker: Maker,
  people: People,
  { nis, valjevo }: Verdicts,
  organisations: Organisations,
): Promise<void> {
  const { mira, ana, kosta } = people;
  await nameTheWitness(maker, people, nis);
  const erase = async (verdict: string, command: object): Promise<void> => {
    const done = await maker.ask(ErasureView, mira, "POST", `/api/verdicts/${verdict}/erasures`, command);
    if (done.step !== "done") throw new Error(`the erasure waits at ${done.step}`);
  };
  const forms = ["Olivera Tomić", "Tomić", "Olivera", "Оливера Томиќ", "Томиќ"];
  await erase(nis, { kind: "term", forms, token: "[Witness 1]" });
  const view = await maker.view(mira, valjevo);
  const { revision, ranges } = anchorOf(view, "Kazna je ublažena ispod zakonskog minimuma.");
  await erase(valjevo, { kind: "passage", revision, ranges });

  const gone = await bringInKraljevo(maker, mira, organisations);
  const before = await maker.view(mira, gone);
  await maker.write(mira, roomOf(before, "layer"), (doc, now) => {
    const tag = { category: CategoryId.parse("act.recruitment"), version: 3, anchor: anchorOf(before, "vrbovao") };
    new LayerRoom(doc).add({ ...tag, note: "Vukićević" }, now());
  });
  await maker.tell(mira, "DELETE", `/api/verdicts/${gone}`, { caseNumber: KRALJEVO.caseNumber });
  await maker.tell(mira, "POST", `/api/members/${kosta.id}/erase`, { name: kosta.name });
  // A file that is still there when the folder is left.
  const { id } = await maker.ask(Export, ana, "POST", "/api/exports", { format: "csv" });
  await maker.until(Export, ana, `/api/exports/${id}`, ({ state }) => state === "done");
}

async function nameTheWitness(maker: Maker, { ana, elena, sanja }: People, verdict: string): Promise<void> {
  const view = await maker.view(ana, verdict);
  const anchor = anchorOf(view, "oštećena plakala");
  await maker.write(ana, roomOf(view, "layer"), (doc, now) => {
    const tag = { category: CategoryId.parse("means.vulnerability"), version: 3, anchor, note: "says Olivera Tomić" };
    new LayerRoom(doc).add(tag, now());
  });
  await maker.write(elena, roomOf(view, "internal"), (doc, now) =>
    new DiscussionRoom(doc).open({ anchor }, "Што кажа Оливера Томиќ?", now()),
  );
  await maker.write(sanja, roomOf(view, "review"), (doc, now) =>
    new DiscussionRoom(doc).open({ anchor }, "Iskaz Olivere Tomić je ključan.", now()),
  );
}
