import { localise } from "../../schema/domain/language.ts";
import { choiceLabel, type MethodologyContent, type Question } from "../../schema/domain/methodology/methodology.ts";
import { formatList, language, t } from "../i18n/t.ts";

/** How a question is asked otherwise than before, a sentence each. */
export function shapeSentences(
  { before, after }: { before: Question; after: Question },
  was: MethodologyContent,
  is: MethodologyContent,
): string[] {
  const sentences: string[] = [];
  const other = (what: string, from: string, to: string): void => {
    if (from !== to) sentences.push(`${what}: ${t("methodology.change-publish", { to, from })}`);
  };
  other(t("methodology.type"), t(`methodology.type-${before.type}`), t(`methodology.type-${after.type}`));
  other(t("methodology.level"), t(`methodology.level-${before.perUnit}`), t(`methodology.level-${after.perUnit}`));
  if (before.group !== after.group) other(t("methodology.group"), groupOf(was, before.group), groupOf(is, after.group));
  other(t("methodology.from"), factOf(before), factOf(after));
  if (before.evidenceExpected !== after.evidenceExpected)
    sentences.push(t(after.evidenceExpected ? "methodology.change-evidence" : "methodology.change-no-evidence"));
  const condition = conditionOf(is, after);
  if (conditionOf(was, before) !== condition) sentences.push(condition || t("methodology.change-shown-always"));
  return [...sentences, ...choiceSentences(before, after)];
}

function choiceSentences({ choices: earlier = [] }: Question, { choices: later = [] }: Question): string[] {
  const named = (of: typeof later, beside: typeof later): string[] =>
    of.filter(({ id }) => beside.every((each) => each.id !== id)).map(({ label }) => localise(label, language()));
  const fresh = named(later, earlier);
  const gone = named(earlier, later);
  const order = (of: typeof later, beside: typeof later): string =>
    of.flatMap(({ id }) => (beside.some((each) => each.id === id) ? [id] : [])).join("\n");
  return [
    ...(fresh.length > 0 ? [t("methodology.change-choices-new", { choices: formatList(fresh) })] : []),
    ...(gone.length > 0 ? [t("methodology.change-choices-gone", { choices: formatList(gone) })] : []),
    ...(order(earlier, later) === order(later, earlier) ? [] : [t("methodology.change-choices-order")]),
  ];
}

function groupOf({ groups }: MethodologyContent, id: string): string {
  return localise(groups.find((each) => each.id === id)?.label ?? {}, language()) || t("methodology.unnamed");
}

function factOf({ from }: Question): string {
  return from ? `${t("sheet.facts")}: ${t(`sheet.fact-${from}`)}` : t("methodology.from-nobody");
}

/** "" where it is always shown. */
function conditionOf({ questions }: MethodologyContent, { shownIf }: Question): string {
  const on = questions.find(({ id }) => id === shownIf?.question);
  if (!shownIf || !on) return "";
  const answers = shownIf.values.map((value) => localise(choiceLabel(on, value) ?? {}, language()) || value);
  return t("methodology.change-shown-if", { question: localise(on.label, language()), answers: formatList(answers) });
}
