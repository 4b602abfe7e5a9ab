import { html } from "lit";
import { localise } from "../../schema/domain/language.ts";
import "../elements/coram-code-chip.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-initials.ts";
import { byName, language, t } from "../i18n/t.ts";
import { navigate } from "../app/router.ts";
import { toActor } from "../app/session-context.ts";
import { can } from "../../schema/domain/can.ts";
import { goAndDo } from "./offered.ts";
import { definitionsIn } from "../verdict/model/category-views.ts";
import { namedCategories } from "../find/named-categories.ts";
import { findOfCategory } from "../find/find-kept.ts";
import { searchCategories } from "../verdict/categories/category-search.ts";
import { type Asked, fitOf, fitting, partsOf, type Sign } from "./asked.ts";
import type { Found, FoundGroup, Source } from "./found.ts";
import { commandGroups } from "./commands.ts";
import { verdictGroups } from "./verdict-places.ts";

/** So many of a kind are shown among all, and so many where one looks for that kind alone. */
const FEW = 5;
/** Of so many categories that are named their passages are offered, too. */
const NAMED = 2;
/** Fewer letters, while somebody types on, begin words of many names. */
const BEGUN_FROM = 3;
const MANY = 40;

/** Whether a kind is looked for: by its sign, or among all once something is typed. */
function isFor(sign: Sign | null, asked: Asked): boolean {
  return asked.sign === sign || (asked.sign === null && asked.parts.length > 0);
}

function group(key: string, heading: string, found: readonly Found[], asked: Asked): FoundGroup[] {
  const shown = found.slice(0, asked.sign ? MANY : FEW);
  return shown.length === 0 ? [] : [{ key, heading, found: shown }];
}

const documents: Source = (asked, { places }) => {
  if (!isFor(null, asked) || !places) return [];
  const found = fitting(places.documents, asked.parts, ({ title, kind }) =>
    [title, ...Object.values(kind)].join(" "),
  ).map(({ item: { id, title, kind, language: of, status } }): Found => {
    const ofKind = localise(kind, language());
    return {
      key: `document-${id}`,
      sign: html`<coram-icon name="file-text"></coram-icon>`,
      name: title || ofKind || t("outputs.unnamed"),
      ...(title ? { lang: of } : {}),
      ...(title && title !== ofKind ? { beside: ofKind } : {}),
      hint: t(`outputs.status-${status}`),
      act: () => navigate(`/outputs/${id}`),
    };
  });
  return group("documents", t("home.documents"), found, asked);
};

const categories: Source = (asked, { methodology }) => {
  if (!isFor("#", asked) || !methodology) return [];
  const all = definitionsIn({ ...methodology, gone: [] }, language(), []);
  const any =
    asked.words === "" ? all.map((category) => ({ category, other: null })) : searchCategories(all, asked.words);
  const named = any.filter(({ other }) => other === null || isName(other, all));
  // Among all kinds what is said of a category counts only where no name has the words: of that much holds any word.
  const hits = asked.sign !== null || named.length === 0 ? any : named;
  const found = hits.map(({ category: { id, code, label }, other }): Found => ({
    key: `category-${id}`,
    sign: html`<coram-code-chip code=${code}></coram-code-chip>`,
    name: label,
    ...(other ? { beside: other } : {}),
    act: () => navigate(`/methodology?category=${id}`),
  }));
  const isSaid = asked.sign === null && named.length === 0;
  return group("categories", t("network.categories"), found, asked).map((each) => ({ ...each, isSaid }));
};

/** Of categories that bear a code or a name, in whichever language: where passages with them are. */
const passagesOf: Source = (asked, { methodology, member }) => {
  if (!isFor("#", asked) || !methodology || !can(toActor(member), "network.read", null)) return [];
  const found = namedCategories(methodology, language(), asked.words, BEGUN_FROM)
    .slice(0, NAMED)
    .map(({ category: { id, code, label } }): Found => ({
      key: `passages-of-${id}`,
      sign: html`<coram-icon name="search"></coram-icon>`,
      name: t("palette.passages-of", { code }),
      beside: label,
      act: () => navigate(findOfCategory(code)),
    }));
  return group("passages", t("find.title"), found, asked);
};

/** With the way to the page that looks in verdicts, below the passages that it finds there: under one heading. */
export function withWords(groups: readonly FoundGroup[], asked: Asked): FoundGroup[] {
  const words = wordsInAll(asked);
  const isBeside = words.length > 0 && groups.some(({ key }) => key === "passages");
  const found = words.flatMap((each) => each.found);
  if (!isBeside) return [...groups, ...words];
  const others = groups.filter(({ key }) => key !== "passages");
  const passages = groups.filter(({ key }) => key === "passages");
  return [...others, ...passages.map((each) => ({ ...each, found: [...each.found, ...found] }))];
}

/** Words that name nothing stand in verdicts; they go to the page that looks there, and into no address. */
function wordsInAll({ sign, words, parts }: Asked): FoundGroup[] {
  if (sign !== null || parts.length === 0) return [];
  const found: Found = {
    key: "find-in-all",
    sign: html`<coram-icon name="search"></coram-icon>`,
    name: t("palette.find-all", { words }),
    act: () => goAndDo("/find", "find-in-all", words),
  };
  return [{ key: "in-all", heading: t("find.title"), found: [found] }];
}

/** A name in another language, and not what is said of a category. */
function isName(words: string, all: readonly { labels: readonly string[] }[]): boolean {
  return all.some(({ labels }) => labels.includes(words));
}

const questions: Source = (asked, { methodology }) => {
  if (!isFor("#", asked) || !methodology) return [];
  const found = fitting(methodology.content.questions, asked.parts, ({ label }) => Object.values(label).join(" ")).map(
    ({ item: { id, label } }): Found => {
      const name = localise(label, language());
      const other = Object.values(label).find((each) => fitOf(asked.parts, partsOf(each)) !== null) ?? name;
      return {
        key: `question-${id}`,
        sign: html`<span aria-hidden="true">?</span>`,
        name,
        ...(other === name || fitOf(asked.parts, partsOf(name)) !== null ? {} : { beside: other }),
        act: () => navigate(`/methodology?question=${id}`),
      };
    },
  );
  return group("questions", t("network.questions"), found, asked);
};

const members: Source = (asked, { places }) => {
  if (!isFor("@", asked) || !places) return [];
  const organisations = new Map(places.organisations.map(({ id, name }) => [id, name]));
  const found = fitting(byName(places.members), asked.parts, ({ name, initials }) => `${name} ${initials}`).map(
    ({ item: { id, name, initials, role, organisation, isGuest } }): Found => ({
      key: `member-${id}`,
      sign: html`<coram-initials initials=${initials} small></coram-initials>`,
      name,
      beside: t("account.role-at", {
        role: isGuest ? t("word.guest") : t(`word.role.${role}`),
        organisation: organisations.get(organisation) ?? "",
      }),
      act: () => navigate(`/members?member=${id}`),
    }),
  );
  return group("members", t("shell.members"), found, asked);
};

const verdicts: Source = (asked, known) =>
  asked.sign === null ? verdictGroups(asked, known, asked.parts.length > 0 ? FEW + 1 : FEW) : [];

const commands: Source = (asked, known) =>
  asked.sign === null || asked.sign === ">"
    ? commandGroups(asked, known).flatMap(({ key, heading, found }) => group(key, heading, found, asked))
    : [];

/** What is found, in this order; a kind that comes later (passages) is a row at the end. */
export const SOURCES: readonly Source[] = [verdicts, documents, categories, questions, members, commands, passagesOf];
