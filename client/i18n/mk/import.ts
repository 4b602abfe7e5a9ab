import type { imports as english } from "../en/import.ts";
import type { Translation } from "../message.ts";

export const imports: Translation<typeof english> = {
  "import.title": "Додавање пресуди",
  "import.lead":
    "Coram ја чита датотеката, а вие го прегледувате најденото и потврдувате. Додека не ја одобрите, пресудата ја гледаат само фацилитаторите на организацијата на која ѝ припаѓа.",
  "import.drop": "Повлечете датотеки овде, и повеќе одеднаш",
  "import.choose": "Избери датотеки",
  "import.paste": "Залепи текст",
  "import.paste-label": "Текст на пресудата",
  "import.pasted": "Залепен текст",
  "import.read-text": "Прочитај го текстот",
  "import.formats":
    "DOCX, ODT, RTF, PDF, HTML или TXT, до 64 MB по датотека. Самата датотека не се чува. Скеновите (PDF, PNG, JPEG) се читаат страница по страница.",
  "import.sending": "Се испраќа",
  "import.reading": "Се чита",
  "import.recognised": "{name}: прочитано, прегледајте и потврдете",
  "import.failed": "Не можеше да се прочита",
  "import.done": "Додадено, во подготовка",
  "import.drop-it": "Изостави",
  "import.drop-named": "Изостави: {name}",
  "import.warnings": "Погледнете го ова пред потврдување",
  "import.page-count": { one: "{count} страница", other: "{count} страници" },
  "import.paragraph-count": { one: "{count} пасус", other: "{count} пасуси" },
  "import.court": "Суд",
  "import.case-number": "Број на предмет",
  "import.date": "Датум",
  "import.instance": "Степен",
  "import.language": "Јазик",
  "import.script": "Писмо",
  "import.form": "Облик на делото",
  "import.owner": "Припаѓа на",
  "import.after":
    "Станува ревизија 1, во подготовка. Освен фацилитаторите на организацијата на која ѝ припаѓа, никој не може да ја чита додека не ја одобрите.",
  "import.confirm": "Потврди и додај",
  "import.text": "Препознаен текст",
  "import.page": "стр. {number}",
  "import.paragraph": "Пасус {number}",
  "import.section": "Дел",
  "import.kind": "Вид",
  "import.and-following": "и оние што следат",
  "import.warning-unknown": "Внимателно прегледајте го текстот ({code}).",
  "import.warning.read-as": "Името завршува на „{extension}“, но содржината е {format}. Така е и прочитана.",
  "import.warning.encoding-guessed":
    "Знаците по претпоставка се прочитани како {encoding}. Проверете дали буквите се точни.",
  "import.warning.lines-rejoined": "Редовите со постојана ширина се споени во пасуси.",
  "import.warning.language-uncertain": "Јазикот не е сигурен. Проверете го јазикот и писмото.",
  "import.warning.sections-unknown": "Деловите на пресудата не се препознаени. Одредете ги во текстот.",
  "import.warning.tracked-changes": "Следени измени: задржани вметнувања {inserted}, изоставени бришења {deleted}.",
  "import.warning.comments-left-out": {
    one: "Изоставен е {count} коментар.",
    other: "Изоставени се {count} коментари.",
  },
  "import.warning.hidden-text-left-out": "Скриениот текст е изоставен.",
  "import.warning.footnotes-inlined": {
    one: "{count} фуснота стои по својот пасус.",
    other: "{count} фусноти стојат по своите пасуси.",
  },
  "import.warning.images-left-out": { one: "Изоставена е {count} слика.", other: "Изоставени се {count} слики." },
  "import.warning.pages-uncertain":
    "Броевите на страниците може да се разликуваат од хартијата: датотеката кажува само каде завршуваат некои страници.",
  "import.warning.pages-without-text": "Страници без текст, можеби скенирани: {pages}.",
  "import.warning.garbled-text": "Фонт во датотеката ги крие своите букви: текстот можеби е погрешен.",
  "import.warning.text-read-from-images":
    "Прочитано од слики на страници ({pages}); зборови што треба да се погледнат: {uncertain}.",
};
