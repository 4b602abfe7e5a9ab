import { expect, it } from "vitest";
import { newId, TranslationId } from "../../../schema/domain/ids.ts";
import type { Member } from "../../../schema/domain/member.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { passagesDocx } from "../../../server/export/passages/docx.ts";
import { passageColumns } from "../../../server/export/passages/columns.ts";
import { toJson } from "../../../server/export/passages/json.ts";
import { toJsonLd } from "../../../server/export/passages/jsonld.ts";
import { erasedIn } from "../../../server/export/checks/erased-check.ts";
import { leaksIn } from "../../../server/export/checks/leak-check.ts";
import type { TranslationRow } from "../../../server/store/rows.ts";
import { translationsOf } from "../../../server/translations/of-passage.ts";
import { openExportNetwork, placeOf, type ExportNetwork } from "../../helpers/network/export-network.ts";
import { readDocx } from "../../helpers/files/read-docx.ts";
import { NO_ROWS, NOW } from "../../helpers/store/store-fixture.ts";

const WORDS = "oduzeo pasoš";

/** Writes translations of passages of the Latin verdict, as its internal discussion holds them. */
async function translated(
  network: ExportNetwork,
  bodies: { of: string | Range[]; body: string; change?: Partial<TranslationRow> }[],
): Promise<void> {
  const { store, latin, lawyer } = network;
  const translations = bodies.map(({ of, body, change }): TranslationRow => ({
    id: newId(TranslationId),
    room: latin.rooms.internal,
    verdict: latin.verdict.id,
    audience: "internal",
    layer: null,
    anchor: { revision: 1, ranges: typeof of === "string" ? [placeOf(latin, of)] : of },
    language: "en",
    body,
    createdAt: NOW,
    deleted: null,
    author: lawyer.id,
    lastWriter: lawyer.id,
    ...change,
  }));
  await store.rooms.replaceRows(latin.rooms.internal, { ...NO_ROWS, translations });
}

const parse = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString("utf8"));
const cellsOf = async (network: ExportNetwork, by: Member, language: "en" | "sq" = "en"): Promise<string[]> => {
  const { verdicts } = await network.collect(by, {}, language);
  const columns = passageColumns(language).filter(({ header }) => /\((?:en|sq)\)$/.test(header));
  return verdicts.flatMap(({ passages }) => passages.map((row) => columns.map(({ value }) => value(row)).join("|")));
};

it("stand in every format beside the quote, closest first, and say when they are of a longer stretch", async () => {
  const network = await openExportNetwork();
  const { latin, lawyer, facilitator, tag } = network;
  await tag(latin, lawyer, WORDS);
  await tag(latin, lawyer, "bez posla");
  await tag(latin, lawyer, "ćuti");
  await translated(network, [
    { of: WORDS, body: "took the passport" },
    { of: `oštećenoj ${WORDS}`, body: "took the victim's passport" },
    { of: "bila je bez posla i bez novca", body: "she had neither work nor money" },
    { of: WORDS, body: "mori pasaportën", change: { language: "sq" } },
    { of: WORDS, body: "withdrawn", change: { deleted: NOW } },
  ]);
  expect(await cellsOf(network, facilitator)).toEqual([
    "took the passport",
    "",
    "[… she had neither work nor money …]",
  ]);
  expect((await cellsOf(network, facilitator, "sq"))[0]).toBe("took the passport|mori pasaportën");

  const content = await network.collect(facilitator);
  expect(parse(toJson(content))).toMatchObject({
    verdicts: [
      {
        passages: [
          {
            translations: [
              { language: "en", text: "took the passport", isExact: true, isStale: false },
              { language: "sq", text: "mori pasaportën", isExact: true, isStale: false },
            ],
          },
          { translations: [] },
          { translations: [{ isExact: false }] },
        ],
      },
    ],
  });
  const bodies = (parse(toJsonLd(content)) as { first: { items: { body: { purpose: string }[] }[] } }).first.items;
  expect(bodies[0]?.body).toContainEqual({
    type: "TextualBody",
    purpose: "coram:translating",
    value: "took the passport",
    format: "text/plain",
    language: "en",
  });
  const words = JSON.stringify(readDocx(await passagesDocx(content, "verdict")));
  expect(words).toContain("took the passport");
  expect(words).toContain("[… she had neither work nor money …]");
});

it("a paragraph of a full translation stands for a passage that is the whole paragraph, and for no part of it", async () => {
  const network = await openExportNetwork();
  const { store, latin, lawyer, facilitator, tag } = network;
  const [, second] = latin.text.blocks;
  if (!second) throw new Error("no block");
  const { start, end } = second;
  await tag(latin, lawyer, { start, end });
  await tag(latin, lawyer, WORDS);
  const anchor = { revision: 1, ranges: [{ start, end }] };
  await store.translations.put(
    { verdict: latin.verdict.id, language: "en", source: "", createdAt: NOW, createdBy: lawyer.id },
    [{ number: "2", body: "The defendant took her passport.", anchor, author: lawyer.id, writtenAt: NOW }],
    null,
  );
  expect(await cellsOf(network, facilitator)).toEqual(["The defendant took her passport.", ""]);
  const rooms = { audiences: ["internal"] as const, layers: [] };
  expect(await translationsOf(store, latin.verdict.id, rooms, anchor)).toEqual([
    {
      language: "en",
      text: "The defendant took her passport.",
      isExact: true,
      isStale: false,
      author: lawyer.id,
    },
  ]);
  await network.edit(latin, "zaključao", "otključao");
  expect(await translationsOf(store, latin.verdict.id, rooms, anchor)).toMatchObject([{ isStale: true }]);
});

it("numbers of persons and erased words in a translation hold a file back, and who may not read its room finds none", async () => {
  const network = await openExportNetwork();
  const { latin, lawyer, facilitator, tag } = network;
  await tag(latin, lawyer, WORDS);
  await translated(network, [{ of: WORDS, body: "took it, JMBG 3112899710014" }]);
  const content = await network.collect(facilitator);
  expect(leaksIn(content, "x.json", false)).toMatchObject([{ kind: "jmbg", in: "translation" }]);
  expect(await erasedIn(content, (_, text) => text.includes("took"))).toMatchObject([
    { kind: "erased", in: "translation" },
  ]);
  const rooms = { audiences: [], layers: [] };
  const anchor = { revision: 1, ranges: [placeOf(latin, WORDS)] };
  expect(await translationsOf(network.store, latin.verdict.id, rooms, anchor)).toEqual([]);
});
