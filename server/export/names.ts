import type { MemberId } from "../../schema/domain/ids.ts";
import { localise, type UiLanguage } from "../../schema/domain/language.ts";
import { shownName } from "../../schema/text/former-member.ts";
import { type Category, categoryPath } from "../../schema/domain/methodology/methodology.ts";

/** A category as a file names it. */
export interface NamedCategory {
  code: string;
  /** Labels from the branch down. */
  path: string[];
}

/** What ids are called in a file's language. */
export interface Names {
  language: UiLanguage;
  /** "" for somebody unknown. */
  member(id: MemberId): string;
  /** A category that the methodology does not know is called by its id, with the code "?". */
  category(id: string): NamedCategory;
}

export function createNames(
  members: readonly { id: MemberId; name: string }[],
  categories: readonly Category[],
  language: UiLanguage,
): Names {
  const byMember = new Map(members.map(({ id, name }) => [id, shownName(name, language)]));
  const byCategory = new Map(
    categories.map(({ id, code }): [string, NamedCategory] => [
      id,
      { code, path: categoryPath(categories, id).map(({ label }) => localise(label, language)) },
    ]),
  );
  return {
    language,
    member: (id) => byMember.get(id) ?? "",
    category: (id) => byCategory.get(id) ?? { code: "?", path: [id] },
  };
}

/** "B3 Means › Abuse of a position of vulnerability". */
export function labelOf({ code, path }: NamedCategory): string {
  return `${code} ${path.join(" › ")}`;
}
