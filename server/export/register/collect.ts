import { can, type Actor } from "../../../schema/domain/can.ts";
import type { OutputId, VerdictId } from "../../../schema/domain/ids.ts";
import { localise, type UiLanguage } from "../../../schema/domain/language.ts";
import { byAddressee, chosenFrom, placesOf, type Shown, shownIn } from "../../../schema/editor/register.ts";
import type { RegisterChoice } from "../../../schema/protocol/http/quotes.ts";
import { ExportFilter } from "../../../schema/protocol/http/exports.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import { readableOutputs, readRegister } from "../../outputs/register.ts";
import type { OutputRow } from "../../store/output-store.ts";
import type { Store } from "../../store/store.ts";
import { auditHeadFor } from "../../told-of-log.ts";
import type { Headed } from "../head.ts";
import { NothingToExport } from "../nothing-to-export.ts";
import { EXPORT_WORDS, OUTPUT_WORDS } from "../words/words.ts";

/** Recommendations as a file holds them. */
export interface RegisterFile {
  /** By addressee; "" for those that address nobody. */
  groups: [addressee: string, Shown[]][];
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

/** What a file of recommendations holds: those of documents that the actor may take out. Throws NothingToExport where there are none. */
export async function collectRegisterFile(
  store: Store,
  actor: Actor,
  choice: RegisterChoice,
  language: UiLanguage,
  at: string,
): Promise<RegisterContent> {
  const subjects = new OutputSubjects(store);
  const outputs = new Map<OutputId, OutputRow>();
  for (const [id, row] of await readableOutputs(store, actor))
    if (can(actor, "output.export", await subjects.of(actor, row))) outputs.set(id, row);
  const chosen = chosenFrom(await readRegister(store, actor, outputs), choice);
  if (chosen.length === 0) throw new NothingToExport("no recommendations");
  const from = [...new Set(chosen.flatMap(placesOf).map(({ output }) => output))].flatMap(
    (id) => outputs.get(id) ?? [],
  );
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
      groups: byAddressee(chosen.map((each) => shownIn(each, language))),
      shown: shownWords(choice, outputs, language),
      verdicts: [...new Set(from.flatMap(({ named }) => named))],
    },
  };
}

function shownWords(
  { addressee, output, country, status }: RegisterChoice,
  outputs: ReadonlyMap<OutputId, OutputRow>,
  language: UiLanguage,
): string {
  const words = OUTPUT_WORDS[language];
  const parts = [
    addressee === null ? "" : `${words.facts.addressee}: ${addressee || words.register.nobody}`,
    output === null ? "" : `${words.register.document}: ${outputs.get(output)?.title ?? ""}`,
    country === null ? "" : `${EXPORT_WORDS[language].country}: ${words.countries[country]}`,
    status === null ? "" : `${words.cover.status}: ${words.statuses[status]}`,
  ];
  return parts.filter(Boolean).join("; ") || words.register.everything;
}
