import { can, type Actor } from "../../../schema/domain/can.ts";
import type { Outcome, Ruling } from "../../../schema/domain/disagreement.ts";
import type { DisagreementId, CategoryId, MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import { langOf, localise, type UiLanguage, type VerdictLanguage } from "../../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import { shownCategory } from "../../../schema/domain/methodology/shown-category.ts";
import type { StandingAct, StandingChange } from "../../../schema/domain/standing-change.ts";
import { tokenOfUnit, type Unit } from "../../../schema/domain/unit.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { DisagreementView } from "../../../schema/protocol/http/disagreements.ts";
import { ExportFilter } from "../../../schema/protocol/http/exports.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import { citation, formatCitation } from "../../../schema/text/citation.ts";
import { shownName } from "../../../schema/text/former-member.ts";
import { quote } from "../../../schema/text/quote.ts";
import type { Anchor, EditMap, Range, Revision } from "../../../schema/text/revision.ts";
import { roundVersion } from "../../agreement/round-version.ts";
import { valueWords } from "../answers/answers.ts";
import { NothingToExport } from "../nothing-to-export.ts";
import type { Headed } from "../head.ts";
import type { Store } from "../../store/store.ts";
import { openedRound } from "../../reconcile/disagreement-views.ts";
import { RULING_WORDS } from "../words/words.ts";
import { auditHeadFor } from "../../told-of-log.ts";
import { joinedTagWords } from "../../../schema/rooms/tag-words.ts";

/** A ruling in words. */
export interface RuledLine {
  stands: string;
  /** The words that stand; empty for an answer, and where nothing does. */
  words: string;
  reason: string;
  panel: string[];
  at: string;
  /** The text was corrected where they stand. */
  changed?: true;
}

/** A disagreement in words. */
export interface DisagreementLine {
  case: DisagreementId;
  kind: DisagreementView["kind"];
  /** The question, or the competing categories. */
  about: string;
  /** Where it is, as verdicts are cited; empty where the words are gone. */
  citation: string;
  entries: { coder: string; says: string; words: string; note: string; changed?: true }[];
  /** Null while nobody has ruled. */
  ruling: RuledLine | null;
  earlier: RuledLine[];
}

/** Something that was done to what is settled, in words. */
export interface ChangeLine {
  kind: StandingAct["kind"];
  /** The category, or the question with its answer; empty of a settlement that was taken back. */
  about: string;
  /** The words that were tagged. */
  words: string;
  citation: string;
  reason: string;
  by: string;
  at: string;
}

/** All rulings on one verdict's newest revealed round. */
export interface RulingsFile {
  verdict: VerdictId;
  language: VerdictLanguage;
  /** `lang` of the verdict's words. */
  lang: string;
  court: string;
  caseNumber: string;
  round: number;
  agreed: number;
  lines: DisagreementLine[];
  /** What was added or withdrawn since the round was settled, oldest first. */
  changes: ChangeLine[];
}

/** The rulings on a verdict. */
export interface RulingsContent extends Headed {
  kind: "rulings";
  rulings: RulingsFile;
}

/**
 * What a file of rulings holds: every disagreement with what each coder said, what was decided, why and by whom. Throws
 * NothingToExport where there is no round that the actor may see, or may not export.
 */
export async function collectRulingsFile(
  store: Store,
  actor: Actor,
  ids: readonly VerdictId[],
  language: UiLanguage,
  at: string,
): Promise<RulingsContent> {
  const [id, ...others] = ids;
  const verdict = id && others.length === 0 ? await store.verdicts.get(id) : null;
  const isAllowed = verdict && can(actor, "verdict.read", verdict) && can(actor, "export.own", verdict);
  const opened = isAllowed ? await openedRound(store, actor, verdict, null) : null;
  if (!verdict || !opened) throw new NothingToExport("one verdict with a revealed round is needed");
  const [revision, maps, inForce, members, network, auditHead] = await Promise.all([
    store.verdicts.revision(verdict.id),
    store.verdicts.maps(verdict.id),
    store.methodologies.current(),
    store.people.members(),
    store.setting("network-name"),
    auditHeadFor(store, actor),
  ]);
  if (!revision || !inForce) throw new Error("a text and a methodology are needed");
  const methodology = await roundVersion(store, opened.round.id, inForce);
  const names = new Map(members.map((member) => [member.id, shownName(member.name, language)]));
  const writer = new Lines(verdict, revision, maps, { methodology, inForce }, names, language);
  const disagreements = opened.disagreements.filter(({ kind }) => kind !== "agreed");
  const rulings: RulingsFile = {
    verdict: verdict.id,
    language: verdict.language,
    lang: langOf(verdict.language, verdict.script),
    court: verdict.court,
    caseNumber: verdict.caseNumber,
    round: opened.round.number,
    agreed: opened.disagreements.length - disagreements.length,
    lines: disagreements.map((one) => writer.line(opened.view(one))),
    changes: (await store.disagreements.changes(opened.round.id)).map((change) => writer.change(change, opened.units)),
  };
  return {
    kind: "rulings",
    head: {
      network: network ?? "",
      methodologyVersion: methodology.number,
      methodologyTitle: localise(methodology.content.title, language),
      at,
      filter: ExportFilter.parse({ verdicts: [verdict.id] }),
      // Only who may export all may answer for what goes out.
      ownOnly: !can(actor, "export.all", verdict),
      count: disagreements.length,
      tags: null,
      answers: 0,
      auditHead,
    },
    language,
    rulings,
  };
}

class Lines {
  readonly #verdict: Verdict;
  readonly #revision: Revision;
  readonly #maps: readonly EditMap[];
  /** The version that the coders had. */
  readonly #methodology: MethodologyVersion;
  /** What was decided since may be of a later one. */
  readonly #inForce: MethodologyVersion;
  readonly #names: ReadonlyMap<MemberId, string>;
  readonly #language: UiLanguage;

  constructor(
    verdict: Verdict,
    revision: Revision,
    maps: readonly EditMap[],
    { methodology, inForce }: { methodology: MethodologyVersion; inForce: MethodologyVersion },
    names: ReadonlyMap<MemberId, string>,
    language: UiLanguage,
  ) {
    this.#verdict = verdict;
    this.#revision = revision;
    this.#maps = maps;
    this.#methodology = methodology;
    this.#inForce = inForce;
    this.#names = names;
    this.#language = language;
  }

  line(view: DisagreementView): DisagreementLine {
    const question = this.#question(view);
    const entries = view.about
      ? view.answers.map(({ coder, value, evidence, note }) => ({
          coder: this.#nameOf(coder),
          says: valueWords(value, question, this.#language),
          words: evidence.map((anchor) => this.#words(anchor)).join(" / "),
          note,
          ...this.#changed(...evidence),
        }))
      : view.tags.map(({ coder, category, version, anchor, ...tag }) => ({
          coder: this.#nameOf(coder),
          says: this.#category(category, version),
          words: this.#words(anchor),
          note: joinedTagWords(tag),
          ...this.#changed(anchor),
        }));
    const rulings = [...view.rulings].sort((a, b) => b.number - a.number).map((ruling) => this.#ruled(view, ruling));
    const anchors = view.about
      ? view.answers.flatMap(({ evidence }) => evidence)
      : view.tags.map(({ anchor }) => anchor);
    const ranges = anchors.map((anchor) => this.#ranges(anchor)).find((each) => each.length > 0) ?? [];
    return {
      case: view.id,
      kind: view.kind,
      about: view.about
        ? [question ? localise(question.label, this.#language) : view.about.question, this.#unit(view)]
            .filter(Boolean)
            .join(": ")
        : [...new Set(entries.map(({ says }) => says))].join(" / "),
      citation: ranges.length > 0 ? formatCitation(citation(this.#revision, ranges), this.#language) : "",
      entries,
      ruling: rulings[0] ?? null,
      earlier: rulings.slice(1),
    };
  }

  change({ act, reason, by, at }: StandingChange, units: readonly Unit[]): ChangeLine {
    const said = { kind: act.kind, reason, by: this.#nameOf(by), at };
    if (act.kind === "unsettle") return { ...said, about: "", words: "", citation: "" };
    if ("anchor" in act) {
      const ranges = this.#ranges(act.anchor);
      return {
        ...said,
        about: this.#category(act.category, act.version, this.#inForce),
        words: this.#words(act.anchor),
        citation: ranges.length > 0 ? formatCitation(citation(this.#revision, ranges), this.#language) : "",
      };
    }
    const question = this.#inForce.content.questions.find(({ id }) => id === act.question);
    const unit = units.find(({ id }) => id === act.subject);
    const asked = [question ? localise(question.label, this.#language) : act.question, unit ? tokenOfUnit(unit) : ""];
    const value = valueWords(act.value, question, this.#language);
    return { ...said, about: `${asked.filter(Boolean).join(", ")}: ${value}`, words: "", citation: "" };
  }

  #ruled(view: DisagreementView, { outcome, reason, panel, at }: Ruling): RuledLine {
    return { ...this.#outcome(view, outcome), reason, panel: panel.map((member) => this.#nameOf(member)), at };
  }

  #outcome(view: DisagreementView, outcome: Outcome): Pick<RuledLine, "stands" | "words" | "changed"> {
    const words = RULING_WORDS[this.#language];
    if (outcome.kind === "none") return { stands: words.none, words: "" };
    if (outcome.kind === "span")
      return {
        stands: `${this.#category(outcome.category, outcome.version, this.#inForce)} (${words.span})`,
        words: this.#words(outcome.anchor),
        ...this.#changed(outcome.anchor),
      };
    if (outcome.kind === "value")
      return {
        stands: valueWords(outcome.value, this.#question(view), this.#language),
        words: this.#passages((outcome.evidence ?? []).map(({ anchor }) => anchor)),
        ...this.#changed(...(outcome.evidence ?? []).map(({ anchor }) => anchor)),
      };
    const who = outcome.coders.map((coder) => this.#nameOf(coder)).join(", ");
    const answer = view.answers.find(({ coder }) => outcome.coders.includes(coder));
    const tags = view.tags.filter(({ coder }) => outcome.coders.includes(coder));
    const answers = view.answers.filter(({ coder }) => outcome.coders.includes(coder));
    const proof = outcome.evidence?.map(({ anchor }) => anchor) ?? answers.flatMap(({ evidence }) => evidence);
    const said = answer
      ? valueWords(answer.value, this.#question(view), this.#language)
      : [...new Set(tags.map(({ category, version }) => this.#category(category, version)))].join(" + ");
    const anchors = answer ? proof : tags.map(({ anchor }) => anchor);
    return {
      stands: `${said} (${words.entries.replace("{who}", who)})`,
      words: this.#passages(anchors),
      ...this.#changed(...anchors),
    };
  }

  /** Their words, each once. */
  #passages(anchors: readonly Anchor[]): string {
    return [...new Set(anchors.map((anchor) => this.#words(anchor)))].filter(Boolean).join(" / ");
  }

  #question({ about }: DisagreementView): MethodologyVersion["content"]["questions"][number] | undefined {
    return this.#methodology.content.questions.find(({ id }) => id === about?.question);
  }

  /** As the text names it: `[Victim A]`. */
  #unit({ about }: DisagreementView): string {
    return about?.unit ? tokenOfUnit(about.unit) : "";
  }

  #category(category: CategoryId, version: number, methodology = this.#methodology): string {
    const { shown } = shownCategory(methodology, category, version);
    return shown ? `${shown.code} ${localise(shown.label, this.#language)}` : category;
  }

  #nameOf(member: MemberId): string {
    return this.#names.get(member) ?? member;
  }

  #ranges(anchor: Anchor): Range[] {
    return anchor.revision > this.#verdict.revision
      ? []
      : resolveAnchor(anchor, this.#maps, this.#revision.number).ranges;
  }

  /** Whether the words of one of them are not those that were tagged. */
  #changed(...anchors: readonly Anchor[]): { changed?: true } {
    const isChanged = anchors.some((anchor) => {
      if (anchor.revision > this.#verdict.revision) return false;
      return resolveAnchor(anchor, this.#maps, this.#revision.number).state === "changed";
    });
    return isChanged ? { changed: true } : {};
  }

  #words(anchor: Anchor): string {
    const ranges = this.#ranges(anchor);
    return ranges.length > 0 ? quote(this.#revision, ranges) : "";
  }
}
