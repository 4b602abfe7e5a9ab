import { can, type Actor } from "../../schema/domain/can.ts";
import type { OutputId, VerdictId } from "../../schema/domain/ids.ts";
import { localise, type Country, type UiLanguage } from "../../schema/domain/language.ts";
import { byAddressee, chosenFrom, type Recommendation } from "../../schema/editor/register.ts";
import type { RegisterChoice } from "../../schema/protocol/http/evidence.ts";
import { ExportFilter } from "../../schema/protocol/http/exports.ts";
import { EXPORT_WORDS, OUTPUT_WORDS } from "../export/words/words.ts";
import { NothingToExport } from "../export/nothing-to-export.ts";
import type { Headed } from "../export/head.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";
import { OutputSubjects, verdictsIn } from "./output-subjects.ts";
import { auditHeadFor } from "../told-of-log.ts";

/** Recommendations as a file holds them. */
export interface RegisterFile {
  /** By addressee; "" for those that address nobody. */
  groups: [addressee: string, Recommendation[]][];
  /** What was chosen, in words. */
  shown: string;
  /** Verdicts that the documents draw on. */
  verdicts: VerdictId[];
}

/** Recommendations of the documents written here. */
export interface RegisterContent extends Headed {
  kind: "register";
  register: RegisterFile;
}

/** Outputs that somebody may read. */
export async function readableOutputs(store: Store, actor: Actor): Promise<Map<OutputId, OutputRow>> {
  const subjects = new OutputSubjects(store);
  const found = new Map<OutputId, OutputRow>();
  for (const row of await store.outputs.all())
    if (can(actor, "output.read", await subjects.of(actor, row))) found.set(row.id, row);
  return found;
}

/** All recommendations of the outputs that somebody may read, by addressee, then in the order of their documents. */
export async function readRegister(store: Store, actor: Actor): Promise<Recommendation[]> {
  const outputs = await readableOutputs(store, actor);
  const rows = await store.outputs.recommendations([...outputs.keys()]);
  const verdicts = (await store.verdicts.all()).filter((verdict) => can(actor, "verdict.read", verdict));
  const countries = new Map<OutputId, Country[]>();
  for (const { id, scope, named } of outputs.values()) {
    const of = [...verdictsIn(scope, verdicts), ...verdicts.filter((verdict) => named.includes(verdict.id))];
    countries.set(id, [...new Set(of.map(({ country }) => country))]);
  }
  const recommendations = rows.flatMap((row): Recommendation[] => {
    const { output, block, section, body, finding, addressee, verb, deadline, indicator } = row;
    const of = outputs.get(output);
    if (!of) return [];
    const { title, language, status } = of;
    const said = { block, section, body, finding, addressee, verb, deadline, indicator };
    return [{ output, title, language, status, countries: countries.get(output) ?? [], ...said }];
  });
  return byAddressee(recommendations.sort((a, b) => a.title.localeCompare(b.title))).flatMap(([, group]) => group);
}

/** What a file of recommendations holds. Throws NothingToExport where there are none. */
export async function collectRegisterFile(
  store: Store,
  actor: Actor,
  choice: RegisterChoice,
  language: UiLanguage,
  at: string,
): Promise<RegisterContent> {
  const chosen = chosenFrom(await readRegister(store, actor), choice);
  if (chosen.length === 0) throw new NothingToExport("no recommendations");
  const outputs = await readableOutputs(store, actor);
  const from = [...new Set(chosen.map(({ output }) => output))].flatMap((id) => outputs.get(id) ?? []);
  const subjects = new OutputSubjects(store);
  const mayAnswer = await Promise.all(
    from.map(async (row) => can(actor, "output.approve", await subjects.of(actor, row))),
  );
  const [methodology, network, auditHead] = await Promise.all([
    store.methodologies.current(),
    store.setting("network-name"),
    auditHeadFor(store, actor),
  ]);
  return {
    kind: "register",
    head: {
      network: network ?? "",
      methodologyVersion: methodology?.number ?? null,
      methodologyTitle: methodology ? localise(methodology.content.title, language) : "",
      at,
      filter: ExportFilter.parse({}),
      ownOnly: !mayAnswer.every(Boolean),
      count: chosen.length,
      tags: null,
      answers: 0,
      auditHead,
    },
    language,
    register: {
      groups: byAddressee(chosen),
      shown: shownWords(choice, chosen, language),
      verdicts: [...new Set(from.flatMap(({ named }) => named))],
    },
  };
}

function shownWords(
  { addressee, output, country, status }: RegisterChoice,
  [first]: readonly Recommendation[],
  language: UiLanguage,
): string {
  const words = OUTPUT_WORDS[language];
  const parts = [
    addressee === null ? "" : `${words.facts.addressee}: ${addressee || words.register.nobody}`,
    output === null ? "" : `${words.register.document}: ${first?.title ?? ""}`,
    country === null ? "" : `${EXPORT_WORDS[language].country}: ${words.countries[country]}`,
    status === null ? "" : `${words.cover.status}: ${words.statuses[status]}`,
  ];
  return parts.filter(Boolean).join("; ") || words.register.everything;
}
