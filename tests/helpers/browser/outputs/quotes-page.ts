import type { Locator } from "playwright";
import { OutputView } from "../../../../schema/protocol/http/outputs.ts";
import { LayerRoom } from "../../../../schema/rooms/layer-room.ts";
import type { NewVerdict } from "../../../../server/store/verdict-store.ts";
import { Seat } from "../browser.ts";
import { freezeWithOutputs, makeOutput } from "../../network/outputs.ts";
import { CATEGORY } from "../../rooms/room-edits.ts";
import { type TestServer } from "../../network/test-server.ts";

export const TEXT = [
  "Okrivljeni joj je oduzeo pasoš i zaključao vrata.",
  "Dugovala mu je novac za put, koji nikada nije mogla da vrati.",
  "Sud je odredio naknadu od 800.000 dinara.",
  "Oštećena Jelena je svedočila iz druge prostorije.",
].join("\n");
export const QUOTES = [
  "oduzeo pasoš",
  "Dugovala mu je novac",
  "naknadu od 800.000 dinara",
  "Oštećena Jelena je svedočila",
];

export const place = (words: string) => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length });

export interface Started {
  server: TestServer;
  made: NewVerdict;
  output: OutputView;
}

/** A verdict whose four passages are tagged, and an empty summary about it; at a server of its own or the file's. */
export async function started(server: TestServer): Promise<Started> {
  const { people, hub } = server;
  await freezeWithOutputs(server);
  const made = await server.newVerdict(TEXT);
  await hub.write(made.rooms.layer, people.lawyer.member.id, (doc) => {
    const layer = new LayerRoom(doc);
    for (const words of QUOTES)
      layer.add(
        { category: CATEGORY, version: 2, anchor: { revision: 1, ranges: [place(words)] }, note: "" },
        new Date().toISOString(),
      );
  });
  const scope = { kind: "verdicts" as const, verdicts: [made.verdict.id] };
  return { server, made, output: await makeOutput(server, people.lawyer, { title: "What the court found", scope }) };
}

export const inTray = (seat: Seat, words: string): Locator =>
  seat.page.locator("coram-passages-tray .tray-item").filter({ hasText: words }).first();
export const quote = (seat: Seat, words: string): Locator =>
  seat.page.locator(".output-text coram-quote").filter({ hasText: words });
export const quoted = (seat: Seat): Promise<string[]> =>
  seat.page.locator(".output-text coram-quote :is(blockquote, .evi)").allInnerTexts();
