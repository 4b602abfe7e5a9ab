import { saidIn, type House } from "../domain/house.ts";
import type { AddresseeKey } from "../domain/house.ts";
import type { Localised, UiLanguage } from "../domain/language.ts";
import { BlockId } from "../domain/output.ts";
import { dateIn, readDate } from "../language/read-date.ts";
import { numbersOf } from "./numbering.ts";
import { nodesOf, type OutputDocument, type OutputNode } from "./output-document.ts";
import type { LedFacts } from "../protocol/http/outputs.ts";

type Addressees = House["addressees"];

/** What recommendations of a document say for all its languages: to whom, by when, and under which number. */
export function ledFactsOf(document: OutputDocument, addressees: Addressees): LedFacts[] {
  const numbers = numbersOf(document, new Set(document.leftOut));
  return [...nodesOf(document)].flatMap(({ node }): LedFacts[] => {
    const block = BlockId.safeParse(node.attrs?.["id"]);
    if (node.type !== "recommendation" || !block.success) return [];
    const addressee = wordsIn(node, "addressee");
    const names = addresseeOf(node, addressees) ?? {};
    return [
      {
        block: block.data,
        number: numbers.get(node)?.label ?? "",
        addressee,
        names,
        deadline: wordsIn(node, "deadline"),
      },
    ];
  });
}

/** The addressee of the leading document as it is called in a language. */
export function addresseeIn({ names, addressee }: AddresseeNames, language: UiLanguage): string {
  return saidIn(names, language)?.text ?? addressee;
}

/** Whether nobody has said in a language how an addressee is called: it stands as another says it. A sign like "UNODC" is one everywhere. */
export function isAddresseeForeign({ names, addressee }: AddresseeNames, language: UiLanguage): boolean {
  const said = saidIn(names, language);
  return said ? said.lang !== language : /\p{Ll}/u.test(addressee);
}

type AddresseeNames = Pick<LedFacts, "names" | "addressee">;

export interface Deadline {
  words: string;
  /** Written in each language apart: it is no date, which every language writes by itself. */
  isTyped: boolean;
  /** Nobody has written it in this language: the words are those of the leading one. */
  isUntranslated: boolean;
}

/** By when: a date as a language writes dates; other words as they are typed in it (`own`), and until then as in the leading document. */
export function deadlineIn(led: string, own: string, language: UiLanguage): Deadline {
  const isTyped = readDate(led) === null && (led === "" || LETTER.test(led));
  if (!isTyped) return { words: dateIn(led, language), isTyped, isUntranslated: false };
  return { words: own || led, isTyped, isUntranslated: own === "" && led !== "" };
}

const LETTER = /\p{L}/u;

/**
 * A document whose recommendations say to whom and by when as the leading one does, and name addressees as the house calls them in its
 * language now. `led`: of the leading document; empty of the leading one itself. `untranslated`: what is said beside a deadline and an
 * addressee that nobody has written in this language; "" = nothing.
 */
export function withLedFacts(
  document: OutputDocument,
  led: readonly LedFacts[],
  addressees: Addressees,
  language: UiLanguage,
  untranslated = "",
): OutputDocument {
  const byBlock = new Map<unknown, LedFacts>(led.map((each) => [each.block, each]));
  const read = (node: OutputNode): OutputNode => {
    const content = node.content?.map(read);
    const whole = content ? { ...node, content } : node;
    if (node.type !== "recommendation") return whole;
    const leads = byBlock.get(node.attrs?.["pair"]);
    const deadline = deadlineIn(leads?.deadline ?? "", wordsIn(node, "deadline"), language);
    const marked = (words: string, isForeign: boolean): string =>
      isForeign && untranslated ? `${words} (${untranslated})` : words;
    const own = { addressee: wordsIn(node, "addressee"), names: addresseeOf(node, addressees) ?? {} };
    return {
      ...whole,
      attrs: {
        ...node.attrs,
        addressee: leads?.addressee
          ? marked(addresseeIn(leads, language), isAddresseeForeign(leads, language))
          : addresseeIn(own, language),
        deadline: marked(deadline.words, deadline.isUntranslated),
      },
    };
  };
  return { ...document, content: document.content.map(read) };
}

/** The numbers of a document's recommendations: those of the leading one, and after its last for those that it lacks; none where nothing leads. */
export function ledNumbers(document: OutputDocument, led: readonly LedFacts[]): ReadonlyMap<OutputNode, string> {
  if (led.length === 0) return new Map();
  const byBlock = new Map<unknown, string>(led.map(({ block, number }) => [block, number]));
  let last = Math.max(0, ...led.map(({ number }) => Number(number)));
  const found = new Map<OutputNode, string>();
  const taken = new Set<string>();
  for (const { node } of nodesOf(document)) {
    if (node.type !== "recommendation") continue;
    const number = byBlock.get(node.attrs?.["pair"]);
    const isOwn = !number || taken.has(number);
    found.set(node, isOwn ? String(++last) : number);
    if (!isOwn) taken.add(number);
  }
  return found;
}

/** The addressee of the house that a recommendation names: by its key, or by one of its names where it was written freely. */
function addresseeOf(node: OutputNode, addressees: Addressees): Localised | null {
  const key = wordsIn(node, "addresseeKey") as AddresseeKey;
  const words = wordsIn(node, "addressee");
  const known = Object.hasOwn(addressees, key)
    ? addressees[key]
    : Object.values(addressees).find(({ name }) => words !== "" && Object.values(name).includes(words));
  return known?.name ?? null;
}

function wordsIn({ attrs }: OutputNode, name: string): string {
  const value = attrs?.[name];
  return typeof value === "string" ? value.trim() : "";
}
