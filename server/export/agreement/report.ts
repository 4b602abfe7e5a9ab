import { writeMinute } from "../../../schema/language/dates.ts";
import { sentencesOf } from "../../../schema/agreement/reading.ts";
import { agreementLabels } from "../../../schema/agreement/words/labels.ts";
import { agreementWords, fillWords } from "../../../schema/agreement/words/words.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import { practisedIn, type AgreementView } from "../../../schema/protocol/http/agreement.ts";
import { shownName } from "../../../schema/text/former-member.ts";
import { ANSWER_WORDS, EXPORT_WORDS } from "../words/words.ts";
import type { AgreementReport } from "./content.ts";
import { reportTables } from "./tables.ts";

/** Who asks for a report, and when. */
interface ReportHead {
  network: string;
  language: UiLanguage;
  /** ISO 8601. */
  at: string;
  /** Number and hash of the newest entry. */
}

/** The figures of a view as a report in words. */
export function agreementReport(
  view: AgreementView,
  methodology: MethodologyVersion | null,
  of: ReportHead,
): AgreementReport {
  const { language } = of;
  const words = agreementWords(language);
  const labels = agreementLabels(view, methodology, language, ANSWER_WORDS[language]);
  const { sections, about } = words;
  return {
    network: of.network,
    language,
    title: about.title,
    sentencesTitle: sections.sentences,
    sentences: sentencesOf(view).map((sentence) => labels.sentence(sentence)),
    tables: view.figures ? reportTables(view, view.figures, labels, language) : [],
    howTitle: sections.how,
    how: [
      ...(view.leftOut.length > 0 ? [fillWords(words.leftOut, { categories: labels.codes(view.leftOut) })] : []),
      ...(practisedIn(view) > 0 ? [fillWords(words.practised, { count: practisedIn(view) })] : []),
      words.habit,
      fillWords(words.method, { resamples: view.figures?.resamples ?? 0, seed: view.figures?.seed ?? 0 }),
    ],
    aboutTitle: sections.about,
    about: aboutOf(view, of),
  };
}

function aboutOf(view: AgreementView, of: ReportHead): AgreementReport["about"] {
  const { about } = agreementWords(of.language);
  const names = EXPORT_WORDS[of.language];
  return [
    [names.network, of.network],
    [
      about.verdicts,
      view.rounds
        .map(({ court, caseNumber, number }) => `${court}, ${caseNumber} (${about.round} ${number})`)
        .join("\n"),
    ],
    [about.coders, view.people.map(({ name }) => shownName(name, of.language)).join(", ")],
    [about.methodology, String(view.methodologyVersion)],
    [about.made, `${writeMinute(of.at, of.language)} UTC`],
  ];
}
