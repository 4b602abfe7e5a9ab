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
    return [
      {
        block: block.data,
        number: numbers.get(node)?.label ?? "",
        addressee,
        names: addresseeNames(node.attrs, addressees),
        deadline: wordsIn(node, "deadline"),
      },
    ];
  });
}

type AddresseeNames = Pick<LedFacts, "names" | "addressee">;

/** What the leading document says for all its languages, as one of them says it. */
export interface LedWords {
  words: string;
  /** Written in each language apart: nothing says by itself what another language has for it. */
  isTyped: boolean;
  /** Nobody has written it in this language: the words are those of another one. */
  isUntranslated: boolean;
}

/**
 * To whom: as the house calls them in a language; where it does not, as they are typed in it (`own`), and until then as in the leading
 * document. A sign like "UNODC" is one everywhere.
 */
export function addresseeIn({ names, addressee }: AddresseeNames, own: string, language: UiLanguage): LedWords {
  const said = saidIn(names, language);
  const isTyped = said ? said.lang !== language : addressee === "" || /\p{Ll}/u.test(addressee);
  const there = said?.text ?? addressee;
  if (!isTyped) return { words: there, isTyped, isUntranslated: false };
  return { words: own || there, isTyped, isUntranslated: own === "" && there !== "" };
}

/** By when: a date as a language writes dates; other words as they are typed in it (`own`), and until then as in the leading document. */
export function deadlineIn(led: string, own: string, language: UiLanguage): LedWords {
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
    const marked = ({ words, isUntranslated }: LedWords): string =>
      isUntranslated && untranslated ? `${words} (${untranslated})` : words;
    const own = wordsIn(node, "addressee");
    const names = addresseeNames(node.attrs, addressees);
    const deadline = deadlineIn(leads?.deadline ?? "", wordsIn(node, "deadline"), language);
    return {
      ...whole,
      attrs: {
        ...node.attrs,
        addressee: leads?.addressee
          ? marked(addresseeIn(leads, own, language))
          : (saidIn(names, language)?.text ?? own),
        deadline: marked({ ...deadline, words: dateIn(deadline.words, language) }),
      },
    };
  };
  return { ...document, content: document.content.map(read) };
}

/** How many addressees and deadlines of a document nobody has written in its language. */
export function untranslatedFacts(document: OutputDocument, led: readonly LedFacts[], language: UiLanguage): number {
  const byBlock = new Map<unknown, LedFacts>(led.map((each) => [each.block, each]));
  return [...nodesOf(document)].flatMap(({ node }) => {
    const leads = node.type === "recommendation" ? byBlock.get(node.attrs?.["pair"]) : undefined;
    if (!leads) return [];
    const read = [
      addresseeIn(leads, wordsIn(node, "addressee"), language),
      deadlineIn(leads.deadline, wordsIn(node, "deadline"), language),
    ];
    return read.filter(({ isUntranslated }) => isUntranslated);
  }).length;
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

/** What the house calls the addressee of a recommendation: by its key, or by one of its names where it was written freely; nothing where it knows none. */
export function addresseeNames(attrs: OutputNode["attrs"], addressees: Addressees): Localised {
  const key = wordsIn({ attrs }, "addresseeKey") as AddresseeKey;
  const words = wordsIn({ attrs }, "addressee");
  const known = Object.hasOwn(addressees, key)
    ? addressees[key]
    : Object.values(addressees).find(({ name }) => words !== "" && Object.values(name).includes(words));
  return known?.name ?? {};
}

function wordsIn({ attrs }: Pick<OutputNode, "attrs">, name: string): string {
  const value = attrs?.[name];
  return typeof value === "string" ? value.trim() : "";
}
