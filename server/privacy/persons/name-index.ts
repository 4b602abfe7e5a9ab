import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { formsOfWord } from "../../../schema/language/inflection.ts";
import type { NameCase } from "../../../schema/language/paradigm.ts";
import type { NamePart, Person } from "./persons.ts";

/** One way in which a word of the text can be a word of somebody's name. */
export interface Hit {
  person: Person;
  part: NamePart;
  lemma: string;
  case: NameCase;
  /** 0 the dictionary form or a form seen in a full name, 1 another case, 2 an adjective, 3 a family: less is likelier. */
  rank: number;
}

const RANKS: Partial<Record<NameCase, number>> = { nominative: 0, article: 1, possessive: 2, family: 3 };

/** Which persons a word can name, in every case of the language and both scripts. */
export class NameIndex {
  readonly #byForm = new Map<string, Hit[]>();
  readonly #people = new Set<Person>();
  readonly #language: VerdictLanguage;

  constructor(persons: Iterable<Person>, language: VerdictLanguage) {
    this.#language = language;
    for (const person of persons) this.add(person);
  }

  /** Adds what is not there yet of a person. */
  add(person: Person): void {
    this.#people.add(person);
    for (const { lemma, part } of person.parts) {
      for (const surface of person.surfaces.get(lemma) ?? [])
        this.#put(foldForSearch(surface), { person, part, lemma, case: "nominative", rank: 0.5 });
      // Half of a double surname is used alone too.
      const halves = lemma.split("-").filter((half) => half.length > 3);
      for (const half of halves.length > 1 ? halves : [])
        for (const { form, case: name } of formsOfWord(half, this.#language))
          this.#put(foldForSearch(form), { person, part, lemma, case: name, rank: 1 + (RANKS[name] ?? 1) });
      for (const { form, case: name, sex } of this.#formsOf(lemma)) {
        // A woman's surname that ends in a consonant stays as it is.
        if (this.#language === "sr" && person.sex === "f" && part === "surname" && sex === "m" && name !== "nominative")
          continue;
        if (person.sex === "m" && sex === "f") continue;
        this.#put(foldForSearch(form), { person, part, lemma, case: name, rank: RANKS[name] ?? 1 });
      }
    }
  }

  #formsOf(lemma: string) {
    const halves = lemma.split("-");
    const last = halves.pop() ?? "";
    const start = halves.length > 0 ? `${halves.join("-")}-` : "";
    const forms = formsOfWord(last, this.#language).map((form) => ({ ...form, form: start + form.form }));
    if (halves.length !== 1) return forms;
    // Both halves of a double name inflect.
    const [first = ""] = halves;
    for (const a of formsOfWord(first, this.#language))
      for (const b of formsOfWord(last, this.#language))
        if (a.case === b.case && a.case !== "nominative") forms.push({ ...b, form: `${a.form}-${b.form}` });
    return forms;
  }

  #put(form: string, hit: Hit): void {
    for (const spelling of form.includes("dj") ? [form, form.replaceAll("dj", "d")] : [form]) {
      const hits = this.#byForm.get(spelling);
      if (!hits) this.#byForm.set(spelling, [hit]);
      else {
        const same = hits.find(
          (each) => each.person === hit.person && each.lemma === hit.lemma && each.part === hit.part,
        );
        if (!same) hits.push(hit);
        else if (hit.rank < same.rank) Object.assign(same, hit);
      }
    }
  }

  people(): Iterable<Person> {
    return this.#people;
  }

  /** Everybody whom a folded word can name, likeliest forms first. */
  find(folded: string): readonly Hit[] {
    return this.#byForm.get(folded) ?? [];
  }
}
