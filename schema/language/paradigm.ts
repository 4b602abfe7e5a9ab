/**
 * Nominative, genitive (and accusative of men), dative, accusative, instrumental, vocative; `article` is a form with an
 * article or a definite form, `possessive` an adjective made of the name, `family` a plural of a surname.
 */
export type NameCase =
  | "nominative"
  | "genitive"
  | "dative"
  | "accusative"
  | "instrumental"
  | "vocative"
  | "article"
  | "possessive"
  | "family";

export type Sex = "f" | "m";

/** How names of one shape inflect: what is taken off the dictionary form and what is put on instead. */
export interface Paradigm {
  /** The ending of the dictionary form that is taken off; "" where nothing is. */
  lemma: string;
  /** Whose names these are; null where the ending says nothing. */
  sex: Sex | null;
  /** What the stem left must look like, folded. */
  stem?: RegExp;
  /** Petar, Petra: the last vowel of the stem falls out before an ending. The lemma ends in it and one consonant. */
  fleeting?: boolean;
  /** Endings by case, parted by spaces; "-" is no ending. */
  forms: Partial<Record<NameCase, string>>;
}
