import { readdir } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { identifiersIn } from "../../../schema/language/identifiers.ts";
import { EXPORT_FORMATS } from "../../../schema/protocol/export-choices.ts";
import {
  ExportFilter,
  type ExportCommand,
  type ExportFormat,
  type ExportJob,
  type Leak,
} from "../../../schema/protocol/http/exports.ts";
import type { Member } from "../../../schema/domain/member.ts";
import { createExporter } from "../../../server/export/jobs/exporter.ts";
import { writeExport } from "../../../server/export/formats.ts";
import { LeakError, leaksIn, leaksInTexts, STAMP } from "../../../server/export/checks/leak-check.ts";
import { endedJob } from "../../helpers/network/ended-job.ts";
import { actorOf, openExportNetwork, paragraphs, type ExportNetwork } from "../../helpers/network/export-network.ts";
import { TAG_WORDS } from "../../../schema/rooms/tag-words.ts";

const JMBG = "3112899710014";
const WORDS = "oduzeo pasoš";

/** What a format would say of a network; none where it is written. */
async function blocked(network: ExportNetwork, format: ExportFormat, verdict = network.latin): Promise<Leak[]> {
  const content = await network.collect(network.facilitator, ExportFilter.parse({ verdicts: [verdict.verdict.id] }));
  try {
    expect((await writeExport(content, format, "category")).leaks).toEqual([]);
    return [];
  } catch (error) {
    if (error instanceof LeakError) return error.leaks;
    throw error;
  }
}

async function planted(plant: (network: ExportNetwork) => Promise<unknown>): Promise<ExportNetwork> {
  const network = await openExportNetwork();
  await plant(network);
  return network;
}

describe.each(EXPORT_FORMATS)("as %s", (format) => {
  const kindsAndPlaces = async (network: ExportNetwork, verdict = network.latin) =>
    (await blocked(network, format, verdict)).map((leak) => `${leak.kind} in ${leak.in}`);

  it("nothing is in the way of a file without numbers of persons", async () => {
    const network = await planted(async ({ latin, lawyer, tag, discuss }) => {
      await tag(latin, lawyer, WORDS, { note: "vidi stav 3, K 12/25 od 03.11.2025" });
      await discuss(latin, lawyer, "15.000,00 evra, strana 214", { audience: "internal", anchor: null });
    });
    expect(await kindsAndPlaces(network)).toEqual([]);
  });

  it("a number in a note, a comment, a quote or what stands around it blocks, with its place", async () => {
    for (const word of TAG_WORDS) {
      const beside = await planted(({ latin, lawyer, tag }) => tag(latin, lawyer, WORDS, { [word]: `JMBG ${JMBG}` }));
      expect(await kindsAndPlaces(beside), word).toEqual(["jmbg in note"]);
      const [leak] = await blocked(beside, format);
      expect(leak).toMatchObject({ verdict: beside.latin.verdict.id, thread: null });
      expect(leak?.annotation).not.toBeNull();
    }

    const inComment = await planted(async ({ latin, lawyer, tag, discuss }) => {
      const { id } = await tag(latin, lawyer, WORDS);
      await discuss(latin, lawyer, "ili vera@example.org?", { audience: "review", annotation: id });
    });
    expect(await kindsAndPlaces(inComment)).toEqual(["email in comment"]);

    const inText = await openExportNetwork();
    const made = await inText.addVerdict(paragraphs(["Sud nalazi.", `Okrivljeni, JMBG ${JMBG}, je oduzeo pasoš.`]));
    await inText.tag(made, inText.lawyer, WORDS);
    expect(await kindsAndPlaces(inText, made)).toEqual(["jmbg in text"]);
    expect((await blocked(inText, format, made))[0]?.paragraph).toMatch(/2/);
  });

  it("a number in the verdict's data, in a name or in what the file says of itself blocks", async () => {
    const tagged = ({ latin, lawyer, tag }: ExportNetwork) => tag(latin, lawyer, WORDS);
    const inData = await planted(async (network) => {
      await tagged(network);
      await network.store.verdicts.change(
        network.latin.verdict.id,
        { caseNumber: `K 12/25 ${JMBG}` },
        network.lawyer.id,
        "2026-03-02T09:00:00.000Z",
      );
    });
    expect(await kindsAndPlaces(inData)).toContain("jmbg in data");
    const ofItself = await planted(async (network) => {
      await tagged(network);
      await network.store.setSetting("network-name", "Mreža, 064/123-4567");
    });
    expect(await kindsAndPlaces(ofItself)).toEqual(["phone in file"]);
  });

  it("a number in the rest of the text blocks where the whole text goes out, and only there", async () => {
    const network = await openExportNetwork();
    const made = await network.addVerdict(
      paragraphs([`Veštak, JMBG ${JMBG}.`, ...Array(4).fill("Sud nalazi da je tako."), "Okrivljeni je oduzeo pasoš."]),
    );
    await network.tag(made, network.lawyer, WORDS);
    const found = await kindsAndPlaces(network, made);
    expect(found).toEqual(format === "docx-verdict" ? ["jmbg in text"] : []);
  });
});

it("a hash is no telephone number, whatever its signs", () => {
  const hash = "00435808a0197855a486a9028b83b8d1057a6f9e1360a05b6a35a3571b6d1e11";
  expect(leaksInTexts([hash, `The log's head is 42:${hash}.`], "report.docx")).toEqual([]);
  expect(leaksInTexts(`${hash} 062 000 551`, "report.docx")).toMatchObject([{ kind: "phone" }]);
});

it("a day, a time and the name of a file with its day, which are not looked over, say nothing of a person", () => {
  fc.assert(
    fc.property(fc.stringMatching(STAMP), (stamp) => identifiersIn(stamp, "sr").length === 0),
    { seed: 1 },
  );
  const stamps = ["2026-03-02", "2026-03-02T09:00:00.000Z", "2026-03-02T09:00:00Z", "coram-passages-2026-03-02.jsonld"];
  expect(stamps.filter((each) => !STAMP.test(each))).toEqual([]);
  const others = [
    "rođen 1990-05-03",
    "2026-03-02 062 000 551",
    `2026-03-02\n${JMBG}`,
    `coram-${JMBG}.csv`,
    "062-000-551",
  ];
  expect(others.filter((each) => STAMP.test(each))).toEqual([]);
});

it("the name of a file is looked over too", async () => {
  const network = await openExportNetwork();
  const content = await network.collect(network.facilitator);
  expect(leaksIn(content, `coram-${JMBG}.csv`, false)).toMatchObject([{ kind: "jmbg", in: "file", verdict: null }]);
});

it("whatever field is added to content later is looked over", async () => {
  const network = await planted(({ latin, lawyer, tag }) => tag(latin, lawyer, WORDS));
  const content = await network.collect(network.facilitator);
  const [verdict] = content.verdicts;
  const more = { ...content, verdicts: [{ ...verdict, translation: { sq: [`JMBG ${JMBG}`] } }] };
  expect(leaksIn(more as typeof content, "coram.csv", false)).toMatchObject([{ kind: "jmbg", in: "data" }]);
});

describe("an export that would leak", () => {
  async function openDesk(isErased: (verdict: string, text: string) => boolean = () => false) {
    const network = await openExportNetwork();
    const folder = join(network.folder, "exports");
    const exporter = createExporter({ store: network.store, folder, isErased });
    onTestFinished(() => exporter.stop());
    await network.tag(network.latin, network.lawyer, WORDS, { note: `JMBG ${JMBG}` });
    const make = async (by: Member, command: ExportCommand): Promise<ExportJob> => {
      const { id } = await exporter.start(actorOf(by), { withNotes: true, ...command });
      return endedJob(exporter, id, actorOf(by));
    };
    return { ...network, folder, make };
  }

  it("is not there, says where, and the audit log hears kinds and counts alone", async () => {
    const desk = await openDesk();
    const job = await desk.make(desk.facilitator, { format: "xlsx" });
    expect(job).toMatchObject({ state: "failed", problem: "export-leak", leakCount: 1 });
    expect(job.leaks).toMatchObject([{ kind: "jmbg", in: "note", verdict: desk.latin.verdict.id }]);
    expect(await readdir(desk.folder).catch(() => [])).toEqual([]);
    const [entry] = await desk.store.audit.list(1);
    expect(entry).toMatchObject({ action: "export.blocked", subject: { format: "xlsx", leaks: 1, kinds: "jmbg" } });
    expect(JSON.stringify([entry, job])).not.toContain(JMBG);
  });

  it("is made where a facilitator answers for as many as there are, with the reason in its record", async () => {
    const desk = await openDesk();
    const despite = { leaks: 1, reason: "public" } as const;
    const job = await desk.make(desk.facilitator, { format: "csv", despite });
    expect(job).toMatchObject({ state: "done", passed: "public", leakCount: 1 });
    const [entry] = await desk.store.audit.list(1);
    expect(entry).toMatchObject({ action: "export.made", subject: { leaks: 1, passed: "public" } });
    // One more has come since it was looked at.
    await desk.tag(desk.latin, desk.lawyer, "zaključao vrata", { note: "064/123-4567" });
    expect(await desk.make(desk.facilitator, { format: "csv", despite })).toMatchObject({
      state: "failed",
      problem: "export-leak",
      leakCount: 2,
    });
  });

  it("is never made for a lawyer, whatever they say", async () => {
    const desk = await openDesk();
    const despite = { leaks: 9, reason: "public" } as const;
    expect(await desk.make(desk.lawyer, { format: "csv", despite })).toMatchObject({
      state: "failed",
      problem: "export-leak",
      passed: null,
    });
  });

  it("holds back words that were erased and have come back", async () => {
    const desk = await openDesk((_, text) => text.includes("Kobra"));
    await desk.tag(desk.latin, desk.lawyer, "zaključao vrata", { note: "to je Kobra" });
    const job = await desk.make(desk.facilitator, { format: "json" });
    expect(job.leaks.map(({ kind }) => kind).sort()).toEqual(["erased", "jmbg"]);
  });

  it("does not name what a file says without reason when nothing would leak", async () => {
    const desk = await openDesk();
    const filter = { text: "nema toga" };
    const job = await desk.make(desk.facilitator, { format: "csv", filter, despite: { leaks: 3, reason: "needed" } });
    expect(job).toMatchObject({ state: "done", passed: null, leakCount: 0 });
  });
});
