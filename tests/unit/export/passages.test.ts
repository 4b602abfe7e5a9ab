import { describe, expect, it } from "vitest";
import { newId, VerdictId } from "../../../schema/domain/ids.ts";
import type { Member } from "../../../schema/domain/member.ts";
import { Country } from "../../../schema/domain/language.ts";
import type { Passage, PassagesContent } from "../../../server/export/passages/content.ts";
import {
  HIDDEN_WORDS,
  openExportNetwork,
  placeOf,
  RECRUITMENT,
  VULNERABILITY,
  type ExportNetwork,
} from "../../helpers/network/export-network.ts";
import { aBinding, aMember, after } from "../../helpers/store/store-fixture.ts";

const passagesOf = (content: PassagesContent): Passage[] => content.verdicts.flatMap(({ passages }) => passages);
const quotesOf = (content: PassagesContent): string[] => passagesOf(content).map(({ quote }) => quote);

/** Two tags on each cleared verdict, by two people and of two branches, and one on the verdict in preparation. */
async function tagged(): Promise<ExportNetwork> {
  const network = await openExportNetwork();
  const { latin, cyrillic, hidden, lawyer, colleague, otherFacilitator } = network;
  await network.tag(latin, lawyer, "oduzeo pasoš", { category: VULNERABILITY });
  await network.tag(latin, colleague, "bila je bez posla", { category: RECRUITMENT, note: "Siromaštvo" });
  await network.tag(cyrillic, lawyer, "одзел пасошот", { category: RECRUITMENT });
  await network.tag(cyrillic, colleague, "во сиромаштија", { category: VULNERABILITY });
  await network.tag(hidden, otherFacilitator, HIDDEN_WORDS);
  return network;
}

describe("who gets what", () => {
  it("a facilitator gets everybody's tags of the verdicts that they may read, in the network's order", async () => {
    const network = await tagged();
    const content = await network.collect(network.facilitator);
    expect(quotesOf(content)).toEqual(["oduzeo pasoš", "bila je bez posla", "одзел пасошот", "во сиромаштија"]);
    expect(content.head).toMatchObject({ count: 4, ownOnly: false, methodologyVersion: 1 });
    expect(content.head.network).toBe("Network against trafficking");
  });

  it("a lawyer gets their own tags whatever the filter says", async () => {
    const network = await tagged();
    const { lawyer, colleague } = network;
    const own = await network.collect(lawyer);
    expect(quotesOf(own)).toEqual(["oduzeo pasoš", "одзел пасошот"]);
    expect(own.head).toMatchObject({ count: 2, ownOnly: true });
    expect(quotesOf(await network.collect(lawyer, { authors: [colleague.id] }))).toEqual([]);
    expect(quotesOf(await network.collect(lawyer, { authors: [colleague.id, lawyer.id] }))).toHaveLength(2);
  });

  it("a verdict in preparation is there for nobody, also when it is named", async () => {
    const network = await tagged();
    const { hidden, facilitator, otherFacilitator, lawyer, colleague } = network;
    const named = { verdicts: [hidden.verdict.id] };
    for (const member of [facilitator, otherFacilitator, lawyer, colleague])
      expect((await network.collect(member, named)).verdicts).toEqual([]);
  });

  it("reviewers, readers and guests get nothing", async () => {
    const network = await tagged();
    const { organisation } = network.facilitator;
    const guest = aBinding(network.facilitator.id, [network.latin.verdict.id]);
    const others: Member[] = [
      aMember(organisation, "reviewer"),
      aMember(organisation, "reader"),
      aMember(organisation, "reviewer", guest),
    ];
    for (const member of others) expect((await network.collect(member)).verdicts).toEqual([]);
  });

  it("deleted tags, deleted threads and deleted comments are not there", async () => {
    const network = await openExportNetwork();
    const { latin, facilitator, lawyer } = network;
    await network.tag(latin, lawyer, "oduzeo", { deleted: after(1) });
    const kept = await network.tag(latin, lawyer, "pasoš");
    const thread = await network.discuss(latin, lawyer, "ostaje", { audience: "internal", anchor: kept.anchor });
    await network.reply(latin, thread, lawyer, "obrisano", { deleted: after(2) });
    await network.discuss(latin, lawyer, "cela nit", { audience: "review", anchor: kept.anchor, deleted: after(3) });
    const [passage, ...others] = passagesOf(await network.collect(facilitator));
    expect(others).toEqual([]);
    expect(passage?.comments.map(({ body }) => body)).toEqual(["ostaje"]);
  });
});

describe("filters", () => {
  it("verdict, country, author and branch each leave what they say, and together what all say", async () => {
    const network = await tagged();
    const { facilitator, colleague, latin } = network;
    const quotes = async (filter: Parameters<ExportNetwork["collect"]>[1]): Promise<string[]> =>
      quotesOf(await network.collect(facilitator, filter));
    expect(await quotes({ verdicts: [latin.verdict.id] })).toEqual(["oduzeo pasoš", "bila je bez posla"]);
    expect(await quotes({ countries: [Country.parse("mk")] })).toEqual(["одзел пасошот", "во сиромаштија"]);
    expect(await quotes({ authors: [colleague.id] })).toEqual(["bila je bez posla", "во сиромаштија"]);
    const means = VULNERABILITY.split(".")[0] ?? "";
    const branch = network.collect(facilitator, { categories: [means as typeof VULNERABILITY] });
    expect(quotesOf(await branch)).toEqual(["oduzeo pasoš", "во сиромаштија"]);
    expect(await quotes({ categories: [RECRUITMENT], authors: [colleague.id] })).toEqual(["bila je bez posla"]);
    expect(await quotes({ verdicts: [newId(VerdictId)] })).toEqual([]);
  });

  it("text is found in quotes and notes, in the other script and without diacritics", async () => {
    const network = await tagged();
    const quotes = async (text: string): Promise<string[]> =>
      quotesOf(await network.collect(network.facilitator, { text }));
    expect(await quotes("пасош")).toEqual(["oduzeo pasoš", "одзел пасошот"]);
    expect(await quotes("PASOS")).toEqual(["oduzeo pasoš", "одзел пасошот"]);
    expect(await quotes("siromastvo")).toEqual(["bila je bez posla"]);
    expect(await quotes("nema ga")).toEqual([]);
  });
});

describe("what a passage says", () => {
  it("a discontinuous passage has its parts, and a quote that shows the gap", async () => {
    const network = await openExportNetwork();
    const { latin, lawyer } = network;
    const ranges = [placeOf(latin, "oduzeo pasoš"), placeOf(latin, "zaključao vrata")];
    await network.tag(latin, lawyer, ranges);
    const [passage] = passagesOf(await network.collect(lawyer));
    expect(passage?.parts).toEqual(["oduzeo pasoš", "zaključao vrata"]);
    expect(passage?.quote).toBe("oduzeo pasoš […] zaključao vrata");
    expect(passage?.ranges).toEqual(ranges);
  });

  it("a redaction shows its token in every quote, and the words are nowhere in the content", async () => {
    const network = await openExportNetwork();
    const { latin, lawyer, facilitator } = network;
    await network.tag(latin, lawyer, "Svedok Petar Petrović je potvrdio");
    await network.edit(latin, "Petar Petrović", "[Witness 1]", "redact");
    const content = await network.collect(facilitator);
    expect(passagesOf(content)).toMatchObject([{ quote: "Svedok [Witness 1] je potvrdio", state: "redacted" }]);
    expect(JSON.stringify(content)).not.toContain("Petrović");
  });

  it("a passage whose words were removed stays in the list with its state, last and without a place", async () => {
    const network = await openExportNetwork();
    const { latin, lawyer, facilitator } = network;
    await network.tag(latin, lawyer, "oduzeo pasoš", { note: "bilo je važno" });
    await network.tag(latin, lawyer, "bez novca");
    await network.edit(latin, "oduzeo pasoš", "");
    const content = await network.collect(facilitator);
    expect(passagesOf(content)).toMatchObject([
      { quote: "bez novca", state: "same" },
      { quote: "", state: "removed", ranges: [], parts: [], citation: "", note: "bilo je važno" },
    ]);
    expect(content.head.count).toBe(2);
  });

  it("comments of threads on the tag and on shared words come with author and audience, oldest first", async () => {
    const network = await openExportNetwork();
    const { latin, lawyer, colleague, facilitator } = network;
    const row = await network.tag(latin, lawyer, "oduzeo pasoš");
    await network.tag(latin, colleague, "pasoš");
    await network.tag(latin, colleague, "bez novca");
    const onTag = await network.discuss(latin, colleague, "Prvo", {
      audience: "internal",
      anchor: null,
      annotation: row.id,
    });
    await network.reply(latin, onTag, facilitator, "Drugo", { createdAt: after(5) });
    await network.discuss(latin, lawyer, "O pasošu", {
      audience: "review",
      anchor: { revision: 1, ranges: [placeOf(latin, "pasoš")] },
    });
    const [first, second, third] = passagesOf(await network.collect(facilitator));
    // Talk on a tag is of that tag; talk on words is of every passage that shares them.
    expect(second?.comments.map(({ body }) => body)).toEqual(["O pasošu"]);
    expect(first?.comments.map(({ author, body, audience }) => [author, body, audience])).toEqual(
      expect.arrayContaining([
        ["Ана Ѓорѓиевска", "Prvo", "internal"],
        ["Mirjana Jovanović", "Drugo", "internal"],
        ["Đorđe Šarić", "O pasošu", "review"],
      ]),
    );
    expect(first?.comments).toHaveLength(3);
    expect(third?.comments).toEqual([]);
    // Unless it is asked for, what colleagues write to each other does not leave the house.
    const outside = await network.collect(facilitator, {}, "en", false, { withInternal: false });
    expect(passagesOf(outside).flatMap(({ comments }) => comments.map(({ body }) => body))).toEqual([
      "O pasošu",
      "O pasošu",
    ]);
    expect(outside.verdicts.flatMap(({ threads }) => threads)).toHaveLength(1);
  });

  it("labels and citations are in the file's language", async () => {
    const network = await openExportNetwork();
    await network.tag(network.latin, network.lawyer, "oduzeo pasoš");
    const [english] = passagesOf(await network.collect(network.lawyer, {}, "en"));
    const [serbian] = passagesOf(await network.collect(network.lawyer, {}, "sr-Latn"));
    expect(english).toMatchObject({ path: ["Means", "Abuse of vulnerability"], citation: "para. 2, p. 1, reasoning" });
    expect(serbian).toMatchObject({
      path: ["Način", "Zloupotreba teških prilika"],
      citation: "par. 2, str. 1, obrazloženje",
    });
  });
});
