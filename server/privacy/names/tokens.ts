import type { IdentifierKind, PersonRole, QuasiKind } from "../../../schema/domain/privacy.ts";
import type { UnitKind } from "../../../schema/domain/unit.ts";
import { formatToken, type TokenKind } from "../../../schema/text/token.ts";

export interface NameToken {
  kind: TokenKind;
  label: string;
}

const OF_ROLE: Readonly<Record<PersonRole, TokenKind>> = {
  victim: "Victim",
  defendant: "Defendant",
  witness: "Witness",
  relative: "Relative",
  judge: "Judge",
  prosecutor: "Prosecutor",
  lawyer: "Lawyer",
  expert: "Expert",
  official: "Official",
  other: "Person",
};

const OF_PERSONS: ReadonlySet<TokenKind> = new Set(Object.values(OF_ROLE));

/** Whether a token of this kind stands for somebody, not for a place or a number. */
export const isOfPerson = (kind: TokenKind): boolean => OF_PERSONS.has(kind);

const OF_IDENTIFIER: Readonly<Record<IdentifierKind, TokenKind>> = {
  jmbg: "Number",
  embg: "Number",
  nid: "Number",
  "birth-date": "Date of birth",
  address: "Address",
  phone: "Phone",
  plate: "Plate",
  "id-card": "Document",
  passport: "Document",
  "driving-licence": "Document",
  account: "Account",
  email: "Email",
  handle: "Account",
  ip: "Number",
  url: "Account",
  number: "Number",
  date: "Date",
};

/** Null where no token says enough: such a passage is written anew instead. */
const OF_QUASI: Readonly<Record<QuasiKind, TokenKind | null>> = {
  "birth-place": "Place",
  settlement: "Place",
  workplace: "Organisation",
  school: "Organisation",
  business: "Organisation",
  institution: "Organisation",
  occupation: null,
  illness: null,
  ethnicity: null,
  children: null,
  vehicle: null,
  age: null,
  file: "File",
};

export const tokenKindOfRole = (role: PersonRole): TokenKind => OF_ROLE[role];
export const tokenKindOfIdentifier = (kind: IdentifierKind): TokenKind => OF_IDENTIFIER[kind];
export const tokenKindOfQuasi = (kind: QuasiKind): TokenKind | null => OF_QUASI[kind];

/** The kind of unit that a token stands for; null for all that are no units. */
export function unitKindOf(kind: TokenKind): UnitKind | null {
  return kind === "Victim" ? "victim" : kind === "Defendant" ? "defendant" : null;
}

/** `[Victim A]`. */
export const wordsOf = ({ kind, label }: NameToken): string => formatToken(kind, label);

/** The tokens of a verdict that are somebody's, as words; hands out new ones. */
export class Labels {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  isFree(token: NameToken): boolean {
    return !this.#taken.has(wordsOf(token));
  }

  take(token: NameToken): NameToken {
    this.#taken.add(wordsOf(token));
    return token;
  }

  /** The first token of a kind that nobody has: victims by letters, all others by numbers. */
  next(kind: TokenKind): NameToken {
    for (let index = 0; ; index++) {
      const token = { kind, label: kind === "Victim" ? lettersOf(index) : String(index + 1) };
      if (this.isFree(token)) return this.take(token);
    }
  }
}

/** A … Z, AA … ZZ; numbers after that. */
function lettersOf(index: number): string {
  const letter = (of: number): string => String.fromCharCode(65 + of);
  if (index < 26) return letter(index);
  return index < 26 * 27 ? letter(Math.floor(index / 26) - 1) + letter(index % 26) : String(index);
}
