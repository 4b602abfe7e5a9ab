import { z } from "zod";
import type { PassReason } from "../../schema/domain/clearing.ts";
import type { Country } from "../../schema/domain/language.ts";
import { ClearingView } from "../../schema/protocol/http/clearing.ts";
import { TextChanged } from "../../schema/protocol/http/corrections.ts";
import { ImportConfirmed, ImportDraft } from "../../schema/protocol/http/imports.ts";
import { NamesView, type NamesCommand } from "../../schema/protocol/http/pseudonyms.ts";
import { ScanJob, ScanView, VerdictScan } from "../../schema/protocol/http/scans.ts";
import { EditDone } from "../../schema/protocol/http/verdicts.ts";
import { fileOf, type FileKind } from "./judgment-files.ts";
import { anchorOf, type Maker, type Seat } from "./maker.ts";
import { PASSPHRASE } from "./opened.ts";
import type { Organisations, People } from "./people.ts";
import { DURRES, KRALJEVO, NIS, SKOPJE, SUBOTICA, VALJEVO, ZRENJANIN, type Judgment } from "./texts.ts";

export const VERDICT_KEYS = ["nis", "skopje", "durres", "subotica", "valjevo", "zrenjanin"] as const;
export type VerdictKey = (typeof VERDICT_KEYS)[number];
export type Verdicts = Record<VerdictKey, string>;

const SOURCES: Record<VerdictKey, { judgment: Judgment; kind: FileKind; country: Country }> = {
  nis: { judgment: NIS, kind: "html", country: "rs" },
  skopje: { judgment: SKOPJE, kind: "docx", country: "mk" },
  durres: { judgment: DURRES, kind: "pdf", country: "al" },
  subotica: { judgment: SUBOTICA, kind: "rtf", country: "rs" },
  valjevo: { judgment: VALJEVO, kind: "odt", country: "rs" },
  zrenjanin: { judgment: ZRENJANIN, kind: "scan", country: "rs" },
};

/** Brings all in and takes them as far as they go; the one of Niš before its names are replaced is not seen by anybody else. */
export async function makeVerdicts(maker: Maker, people: People, organisations: Organisations): Promise<Verdicts> {
  const { mira, vesna, besim } = people;
  const ids: Partial<Verdicts> = {};
  for (const key of VERDICT_KEYS) {
    const { judgment, kind, country } = SOURCES[key];
    const by = country === "mk" ? besim : mira;
    // Of the organisation of Albania there is no facilitator.
    const owner = country === "mk" ? organisations.mk : organisations.rs;
    ids[key] = await bringIn(maker, by, judgment, kind, { country, owner });
    if (key === "nis") await prepareNis(maker, mira, ids[key]);
    else if (key === "zrenjanin") await lookAtScan(maker, mira, ids[key]);
    else await replaceAllNames(maker, by, ids[key], null);
    if (key === "zrenjanin") continue;
    await clear(maker, by, ids[key]);
    if (key !== "valjevo") await clear(maker, by, ids[key]);
  }
  const verdicts = ids as Verdicts;
  await maker.tell(mira, "PATCH", `/api/verdicts/${verdicts.valjevo}`, {
    related: [verdicts.subotica],
    conflicts: [vesna.id],
    keptUntil: "2031-05-12",
  });
  return verdicts;
}

export async function bringIn(
  maker: Maker,
  by: Seat,
  judgment: Judgment,
  kind: FileKind | "pasted",
  { country, owner }: { country: Country; owner: string },
): Promise<string> {
  const { path, language, script } = await recognised(maker, by, judgment, kind);
  const { court, caseNumber, date } = judgment;
  const data = {
    country,
    court,
    caseNumber,
    date,
    instance: "first",
    form: "individual",
    language,
    script,
    invented: true,
  };
  return (await maker.ask(ImportConfirmed, by, "POST", `${path}/confirm`, { data, owner })).verdict;
}

async function recognised(maker: Maker, by: Seat, judgment: Judgment, kind: FileKind | "pasted") {
  if (kind === "pasted") {
    const { id, recognised: of } = await maker.ask(ImportDraft, by, "POST", "/api/imports", {
      text: judgment.lines.join("\n"),
    });
    return { path: `/api/imports/${id}`, language: of.language, script: of.script };
  }
  const form = new FormData();
  form.set("file", await fileOf(judgment, kind));
  if (kind !== "scan") {
    const { id, recognised: of } = await maker.ask(ImportDraft, by, "POST", "/api/imports", form);
    return { path: `/api/imports/${id}`, language: of.language, script: of.script };
  }
  const { id } = await maker.ask(ScanJob, by, "POST", "/api/scans", form);
  const path = `/api/scans/${id}`;
  const { state, recognised: of } = await maker.until(ScanView, by, path, (view) => /ready|failed/.test(view.state));
  if (!of) throw new Error(`the scan is ${state}`);
  return { path, language: of.language, script: of.script };
}

async function decide(maker: Maker, by: Seat, verdict: string, command: NamesCommand): Promise<NamesView> {
  const path = `/api/verdicts/${verdict}/names`;
  const { number } = await maker.ask(NamesView, by, "GET", path);
  return maker.ask(NamesView, by, "POST", `${path}/commands`, { number, command });
}

/** Decides on everything that was proposed, and puts the tokens in. */
async function replaceAllNames(maker: Maker, by: Seat, verdict: string, passphrase: string | null): Promise<void> {
  let view = await maker.ask(NamesView, by, "GET", `/api/verdicts/${verdict}/names`);
  for (const { id, state } of view.entities)
    if (state === "proposed") view = await decide(maker, by, verdict, { kind: "confirm", entity: id });
  for (const { id, mentions } of view.entities)
    for (const { start, state } of mentions)
      if (state === "open") view = await decide(maker, by, verdict, { kind: "mention", entity: id, start, is: true });
  for (const { id, state } of view.identifiers)
    if (state === "proposed") view = await decide(maker, by, verdict, { kind: "identifier", id, state: "confirmed" });
  for (const { id, state } of view.quasi)
    if (state === "open") view = await decide(maker, by, verdict, { kind: "quasi", id, state: "keep" });
  await maker.tell(by, "POST", `/api/verdicts/${verdict}/names/apply`, { number: view.number, passphrase });
}

/** A correction that is taken back, a better file, and the names under a passphrase: one of them was taken for a false alarm. */
async function prepareNis(maker: Maker, by: Seat, verdict: string): Promise<void> {
  const path = `/api/verdicts/${verdict}`;
  await correct(maker, by, verdict, "osam meseci", "deset meseci");
  const { revision } = await maker.view(by, verdict);
  await maker.ask(TextChanged, by, "POST", `${path}/undo`, { revision: revision.number });
  const better = NIS.lines.join("\n").replace("plakala kada", "plakala onda kada");
  const draft = await maker.ask(
    z.object({ id: z.string(), baseRevision: z.number(), hunks: z.array(z.object({ start: z.number() })) }),
    by,
    "POST",
    `${path}/reimport`,
    { text: better },
  );
  const take = draft.hunks.map(({ start }) => start);
  await maker.tell(by, "POST", `${path}/reimport/${draft.id}/take`, { baseRevision: draft.baseRevision, take });
  const { entities } = await maker.ask(NamesView, by, "GET", `${path}/names`);
  for (const { id, canonical } of entities)
    if (canonical.includes("Olivera")) await decide(maker, by, verdict, { kind: "dismiss", entity: id });
  await replaceAllNames(maker, by, verdict, PASSPHRASE);
}

export async function correct(maker: Maker, by: Seat, verdict: string, words: string, insert: string): Promise<void> {
  const view = await maker.view(by, verdict);
  const [range] = anchorOf(view, words).ranges;
  const edits = [{ ...range, insert }];
  const body = { baseRevision: view.revision.number, kind: "correct", edits };
  await maker.ask(EditDone, by, "POST", `/api/verdicts/${verdict}/edits`, body);
}

/** Signs the checklist before the next stage as it is. */
export async function clear(maker: Maker, by: Seat, verdict: string, reason: PassReason = "no-person"): Promise<void> {
  const path = `/api/verdicts/${verdict}/clearing`;
  const { next: stage, revision, ticks, counts } = await maker.ask(ClearingView, by, "GET", path);
  const findings = counts.flatMap(({ code, count }) =>
    Array.from({ length: count }, () => ({ code, count: 1, reason })),
  );
  await maker.tell(by, "POST", path, { stage, revision, ticks, findings });
}

/** Some names decided on, some words of the picture looked at, and a second reader asked for. */
async function lookAtScan(maker: Maker, by: Seat, verdict: string): Promise<void> {
  const path = `/api/verdicts/${verdict}`;
  const { entities } = await maker.ask(NamesView, by, "GET", `${path}/names`);
  const [first] = entities;
  if (first) await decide(maker, by, verdict, { kind: "confirm", entity: first.id });
  const { pages } = await maker.ask(VerdictScan, by, "GET", `${path}/scan`);
  const starts = (pages[0]?.words ?? []).slice(0, 2).map(({ start }) => start);
  await maker.tell(by, "PUT", `${path}/scan/looked`, { starts, looked: true });
  await maker.tell(by, "PUT", `${path}/second-reader`, { isNeeded: true });
}

/** A scan that is read and that nobody has confirmed. */
export async function leaveScan(maker: Maker, by: Seat): Promise<void> {
  await recognised(maker, by, ZRENJANIN, "scan");
}

/** The verdict that goes again, with a tag and a comment. */
export function bringInKraljevo(maker: Maker, by: Seat, { rs }: Organisations): Promise<string> {
  return bringIn(maker, by, KRALJEVO, "pasted", { country: "rs", owner: rs });
}
