import type { Actor } from "../../../schema/domain/can.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import { tokenOfUnit } from "../../../schema/domain/unit.ts";
import type { ExportFilter } from "../../../schema/protocol/http/exports.ts";
import type { MatrixVerdict } from "../../../schema/protocol/http/matrix.ts";
import { isBeingCoded, matrixVerdict } from "../../matrix/collect.ts";
import { matrixCategories, matrixQuestions } from "../../matrix/shown.ts";
import type { Store } from "../../store/store.ts";
import type { ExportedVerdict } from "./content.ts";
import type { LeftOut, Tables } from "./tables.ts";

interface Asked {
  filter: ExportFilter;
  language: UiLanguage;
  methodology: MethodologyVersion | null;
}

/** Makes the tables of a workbook out of what is exported of each verdict: they count what the file holds. */
export class TableCollector {
  readonly #store: Store;
  readonly #asked: Asked;
  readonly #verdicts: MatrixVerdict[] = [];
  readonly #left: Record<LeftOut, number> = {
    "in-preparation": 0,
    blind: 0,
    "being-coded": 0,
    nothing: 0,
    unsettled: 0,
  };
  #isPart: boolean;

  /** `prepared`: so many that the file would have are in preparation. */
  constructor(store: Store, asked: Asked, prepared: number) {
    this.#store = store;
    this.#asked = asked;
    this.#left["in-preparation"] = prepared;
    this.#isPart = asked.filter.authors.length > 0 || isOfWords(asked.filter);
  }

  /** `everybody`: the asker may export what all have put there. */
  async add(actor: Actor, exported: ExportedVerdict, everybody: boolean): Promise<void> {
    this.#isPart ||= !everybody;
    const { standing } = exported;
    if (standing === null) return;
    const row = await this.#rowOf(actor, exported, standing);
    if (typeof row === "string") this.#left[row]++;
    else this.#verdicts.push(row);
  }

  made(): Tables {
    const { filter, methodology } = this.#asked;
    const said = new Set<string>(this.#verdicts.flatMap(({ tags }) => tags.map(({ category }) => category)));
    return {
      verdicts: this.#verdicts,
      categories: matrixCategories(methodology, (id) => said.has(id)),
      groups: methodology?.content.groups ?? [],
      questions: matrixQuestions(methodology),
      isOfStanding: filter.layers === "standing",
      isPart: this.#isPart,
      isOfPassages: filter.categories.length > 0 || isOfWords(filter),
      left: this.#left,
    };
  }

  async #rowOf(
    actor: Actor,
    exported: ExportedVerdict,
    standing: NonNullable<ExportedVerdict["standing"]>,
  ): Promise<MatrixVerdict | LeftOut> {
    if (standing === "blind" || standing === "in-preparation") return standing;
    if (standing === "unsettled") return this.#isPart ? "unsettled" : this.#range(actor, exported);
    const isEmpty = exported.passages.length + exported.answers.length === 0;
    // In what was settled, nothing is what was found.
    if (!isEmpty || (!this.#isPart && exported.layerKind === "adjudicated")) return counted(exported);
    const isWhole = !this.#isPart && this.#asked.filter.categories.length === 0;
    return isWhole && (await isBeingCoded(this.#store, exported.verdict)) ? "being-coded" : "nothing";
  }

  async #range(actor: Actor, { verdict }: ExportedVerdict): Promise<MatrixVerdict> {
    const { methodology, language } = this.#asked;
    const by = (what: "categories" | "questions"): Promise<MatrixVerdict> =>
      matrixVerdict(this.#store, actor, verdict, methodology, what, language);
    const [categories, questions] = [await by("categories"), await by("questions")];
    return {
      ...categories,
      tags: categories.tags.map((each) => ({ ...each, first: null })),
      answers: questions.answers.map((each) => ({ ...each, first: null })),
    };
  }
}

function isOfWords({ text }: ExportFilter): boolean {
  return text.trim() !== "";
}

function counted({ verdict, layerKind, units, tagsOf, answers }: ExportedVerdict): MatrixVerdict {
  return {
    verdict,
    state: "counted",
    kind: layerKind,
    coders: [null],
    units: units.map((unit) => ({ id: unit.id, kind: unit.kind, name: tokenOfUnit(unit) })),
    tags: tagsOf.map(([category, count]) => ({ category, counts: [count], first: null })),
    answers: answers.map(({ question, subject, value, words, certainty }) => ({
      question,
      subject,
      coder: 0,
      value,
      words,
      certainty,
      first: null,
    })),
  };
}
