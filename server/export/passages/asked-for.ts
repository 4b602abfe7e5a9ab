import type { Actor } from "../../../schema/domain/can.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { MatrixVerdict } from "../../../schema/protocol/http/matrix.ts";
import { eachTagWord } from "../../../schema/rooms/tag-words.ts";
import { VerdictSources } from "../../quotes/verdict-source.ts";
import type { Store } from "../../store/store.ts";
import type { ExportedAnswer } from "../answers/answers.ts";
import { COUNTRY_CODES } from "../document/manuscript/sources.ts";
import { otherNamesOf } from "../document/manuscript/verdicts-behind.ts";
import type { Decided } from "../grounds.ts";
import type { Told } from "../told.ts";
import { Naming } from "../naming/naming.ts";
import type { ExportedVerdict, Passage } from "./content.ts";

/** A verdict and what is exported of it, without what its coders wrote and without their names. Comments have a tick of their own. */
export function withoutNotes(exported: ExportedVerdict, { withInternal }: Told): ExportedVerdict {
  const unsaid = { author: "", reason: "", ruling: null };
  return {
    ...exported,
    threads: withInternal ? exported.threads : [],
    passages: exported.passages.map((passage) => ({
      ...passage,
      ...unsaid,
      ...eachTagWord(() => ""),
      foundBy: [],
      comments: withInternal ? passage.comments : [],
    })),
    answers: exported.answers.map((answer) => ({ ...answer, ...unsaid, note: "", givenBy: [] })),
  };
}

/** Puts short names in the place of verdicts', and […] where any text has them. */
export class Unnamed {
  readonly #naming: Naming;
  readonly #names = new Map<string, string>();

  private constructor(verdicts: readonly Verdict[], naming: Naming) {
    this.#naming = naming;
    const counts = new Map<string, number>();
    for (const { id, country } of verdicts) {
      const number = (counts.get(country) ?? 0) + 1;
      counts.set(country, number);
      this.#names.set(id, `${COUNTRY_CODES[country]}-${number}`);
    }
  }

  /** `verdicts` in the order in which they are counted, each with who asks for it. */
  static async of(store: Store, verdicts: readonly { verdict: Verdict; actor: Actor }[]): Promise<Unnamed> {
    const sources = await Promise.all(
      verdicts.map(({ verdict, actor }) => new VerdictSources(store, actor).of(verdict.id)),
    );
    const others = await otherNamesOf(sources.flatMap((source) => source ?? []));
    const all = verdicts.map(({ verdict }) => verdict);
    return new Unnamed(all, new Naming([...all, ...others]));
  }

  text(words: string): string {
    return this.#naming.leaveOut(words);
  }

  verdict(verdict: Verdict): Verdict {
    return { ...verdict, court: "", caseNumber: this.#names.get(verdict.id) ?? "", date: null };
  }

  exported(exported: ExportedVerdict): ExportedVerdict {
    const verdict = this.verdict(exported.verdict);
    return {
      ...exported,
      verdict,
      passages: exported.passages.map((passage) => ({ ...this.#passage(passage), verdict })),
      threads: exported.threads.map((thread) => ({ ...thread, comments: this.#said(thread.comments) })),
      answers: exported.answers.map((answer) => this.#answer(answer)),
    };
  }

  inTable(row: MatrixVerdict): MatrixVerdict {
    return {
      ...row,
      verdict: this.verdict(row.verdict),
      answers: row.answers.map((answer) => ({ ...answer, words: this.text(answer.words) })),
    };
  }

  #passage(passage: Passage): Passage {
    return {
      ...passage,
      ...eachTagWord((word) => this.text(passage[word])),
      quote: this.text(passage.quote),
      parts: passage.parts.map((part) => this.text(part)),
      before: this.text(passage.before),
      after: this.text(passage.after),
      reason: this.text(passage.reason),
      ruling: this.#decided(passage.ruling),
      translations: passage.translations.map((each) => ({ ...each, text: this.text(each.text) })),
      comments: this.#said(passage.comments),
    };
  }

  #answer(answer: ExportedAnswer): ExportedAnswer {
    const value = typeof answer.value === "string" ? this.text(answer.value) : answer.value;
    return {
      ...answer,
      value,
      words: this.text(answer.words),
      note: this.text(answer.note),
      reason: this.text(answer.reason),
      ruling: this.#decided(answer.ruling),
      evidence: answer.evidence.map((each) => ({ ...each, quote: this.text(each.quote) })),
    };
  }

  #decided(ruling: Decided | null): Decided | null {
    return ruling && { ...ruling, reason: this.text(ruling.reason) };
  }

  #said<T extends { body: string }>(comments: readonly T[]): T[] {
    return comments.map((comment) => ({ ...comment, body: this.text(comment.body) }));
  }
}
