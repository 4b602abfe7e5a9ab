import type { OrganisationId } from "../../../schema/domain/ids.ts";
import type { MemberCard, Organisation } from "../../../schema/domain/member.ts";
import type { CourtsCopy, Verdict, VerdictField } from "../../../schema/domain/verdict.ts";
import { formatDate, formatList, formatNumber, t } from "../../i18n/t.ts";

/** Who and what values name by their ids. */
export interface AboutNames {
  members: readonly Pick<MemberCard, "id" | "name">[];
  organisations: readonly Organisation[];
  /** Those that the reader may open. */
  verdicts: readonly Pick<Verdict, "id" | "caseNumber">[];
}

export function organisationName({ organisations }: Pick<AboutNames, "organisations">, id: OrganisationId): string {
  return organisations.find((each) => each.id === id)?.name ?? "";
}

type Data = Pick<Verdict, VerdictField>;

/** What a field holds, in the reader's words. */
export function fieldWords<Field extends VerdictField>(field: Field, value: Data[Field], names: AboutNames): string {
  return WORDS[field](value, names);
}

/** The same of what it held once, which is of an earlier Coram perhaps: empty where it says nothing that is known. */
export function earlierWords(field: VerdictField, before: unknown, names: AboutNames): string {
  try {
    return (WORDS[field] as (value: unknown, names: AboutNames) => string)(before, names);
  } catch {
    return "";
  }
}

const listed = (words: readonly string[]): string => (words.length > 0 ? formatList(words) : t("about.none"));

const WORDS: { [Field in VerdictField]: (value: Data[Field], names: AboutNames) => string } = {
  caseNumber: (value) => value,
  court: (value) => value,
  country: (value) => t(`word.country.${value}`),
  date: (value) => (value === null ? t("about.no-date") : formatDate(value)),
  instance: (value) => t(`word.instance.${value}`),
  form: (value) => t(`word.form.${value}`),
  language: (value) => t(`word.language.${value}`),
  script: (value) => t(`word.script.${value}`),
  invented: (value) => (value ? t("page.invented") : t("about.none")),
  keptUntil: (value) => (value === null ? t("about.no-keptUntil") : formatDate(value)),
  related: (value, { verdicts }) =>
    listed(value.map((id) => verdicts.find((each) => each.id === id)?.caseNumber ?? t("about.unreadable"))),
  conflicts: (value, { members }) => listed(value.map((id) => members.find((each) => each.id === id)?.name ?? "")),
  courtsNumbers: ({ defendants, victims }) =>
    t("about.numbers", { defendants: countWords(defendants), victims: countWords(victims) }),
  courtsCopy: (value) => copyWords(value),
  owner: (value, names) => organisationName(names, value),
};

const countWords = (count: number | null): string => (count === null ? t("about.not-stated") : formatNumber(count));

export const copyWords = (value: CourtsCopy): string => t(`about.copy-${value}`);
