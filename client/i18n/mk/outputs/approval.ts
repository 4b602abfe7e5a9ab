import type { approval as english } from "../../en/outputs/approval.ts";
import type { Translation } from "../../message.ts";

export const approval: Translation<typeof english> = {
  "approval.mend": "Прво да се поправи",
  "approval.why": "Да се поправи или да се каже зошто",
  "approval.in-order": "Во ред",
  "approval.in-order-parts": {
    one: "{count} цитат, број или табела стои како во пресудата",
    other: "{count} цитати, броеви и табели стојат како во пресудите",
  },
  "approval.go": "Оди таму",
  "approval.go-other": "Кон документот на јазикот: {language}",
  "approval.since": "Додадено потоа: {words}",
  "approval.to-house": "Изглед на документите",
  "approval.say-why": "Кажи зошто",
  "approval.other-reason": "Кажи поинаку",
  "approval.reason": "Зошто може да остане вака",
  "approval.begun": "Сѐ уште не е зачувано",
  "approval.keep-reason": "Зачувај ја причината",
  "approval.point-section-missing": { one: "Недостига {count} дел", other: "Недостигаат {count} делови" },
  "approval.point-section-empty": { one: "{count} дел е празен", other: "{count} делови се празни" },
  "approval.point-title-template": "Насловот сѐ уште е оној од образецот",
  "approval.point-record-missing": "Не сѐ што се случи на работилницата е во записникот",
  "approval.point-record-gone": {
    one: "{count} ред кажува нешто што веќе не е во евиденцијата",
    other: "{count} реда кажуваат нешто што веќе не е во евиденцијата",
  },
  "approval.point-quote-changed": {
    one: "{count} цитат, број или табела е сменета",
    other: "{count} цитати, броеви или табели се сменети",
  },
  "approval.point-quote-removed": {
    one: "Зборовите на {count} цитат ги нема",
    other: "Зборовите на {count} цитати ги нема",
  },
  "approval.point-quote-untranslated": { one: "{count} цитат нема превод", other: "{count} цитати немаат превод" },
  "approval.point-quote-foreign": {
    one: "{count} цитат или табела е од пресуда за која документот не е",
    other: "{count} цитати или табели се од пресуди за кои документот не е",
  },
  "approval.point-quote-stage": {
    one: "{count} цитат е од пресуда што не е ослободена",
    other: "{count} цитати се од пресуди што не се ослободени",
  },
  "approval.point-quote-unsorted": {
    one: "{count} цитат е од категорија што е поделена: кажете кој дел е тоа",
    other: "{count} цитати се од категории што се поделени: кажете за секој кој дел е тоа",
  },
  "approval.point-figure-uncountable": { one: "{count} број не брои ништо", other: "{count} броеви не бројат ништо" },
  "approval.point-table-unset": { one: "{count} табела нема пресуда", other: "{count} табели немаат пресуда" },
  "approval.point-uncleared": {
    one: "Зборовите на {count} место стојат во пресуда во подготовка",
    other: "Зборовите на {count} места стојат во пресуда во подготовка",
  },
  "approval.point-leak": {
    one: "Зборовите на {count} место личат на податоци за лице",
    other: "Зборовите на {count} места личат на податоци за лице",
  },
  "approval.point-rec-finding": { one: "{count} препорака нема наод", other: "{count} препораки немаат наод" },
  "approval.point-rec-addressee": { one: "{count} препорака нема адресат", other: "{count} препораки немаат адресат" },
  "approval.point-rec-verb": {
    one: "{count} препорака не кажува со еден глагол што да се стори",
    other: "{count} препораки не кажуваат со еден глагол што да се стори",
  },
  "approval.point-rec-addressee-untranslated": {
    one: "Кому е упатена {count} препорака не е наведено на овој јазик",
    other: "Кому се упатени {count} препораки не е наведено на овој јазик",
  },
  "approval.point-rec-deadline-untranslated": {
    one: "Рокот на {count} препорака не е преведен",
    other: "Роковите на {count} препораки не се преведени",
  },
  "approval.point-reference-gone": {
    one: "{count} упатување води до нешто што го нема во документот",
    other: "{count} упатувања водат до нешто што го нема во документот",
  },
  "approval.point-partner-behind": {
    one: "{count} пасус заостанува зад водечкиот текст",
    other: "{count} пасуси заостануваат зад водечкиот текст",
  },
  "approval.point-partner-missing": {
    one: "Недостига {count} пасус од водечкиот текст",
    other: "Недостигаат {count} пасуси од водечкиот текст",
  },
  "approval.point-partner-table-missing": {
    one: "Недостига {count} табела од водечкиот текст",
    other: "Недостигаат {count} табели од водечкиот текст",
  },
  "approval.point-partner-list-missing": {
    one: "Недостига {count} список од водечкиот текст",
    other: "Недостигаат {count} списоци од водечкиот текст",
  },
  "approval.point-partner-chart-missing": {
    one: "Недостига {count} графикон од водечкиот текст",
    other: "Недостигаат {count} графикони од водечкиот текст",
  },
  "approval.point-partner-quote-missing": {
    one: "Недостига {count} цитат од водечкиот текст",
    other: "Недостигаат {count} цитати од водечкиот текст",
  },
  "approval.point-partner-row-missing": {
    one: "Недостига {count} ред од водечкиот текст",
    other: "Недостигаат {count} реда од водечкиот текст",
  },
  "approval.point-partner-caption-missing": {
    one: "Недостига {count} натпис од водечкиот текст",
    other: "Недостигаат {count} натписи од водечкиот текст",
  },
  "approval.point-partner-remark-missing": {
    one: "Недостига {count} забелешка од водечкиот текст",
    other: "Недостигаат {count} забелешки од водечкиот текст",
  },
  "approval.point-author-line": "Никој не е наведен како автор",
  "approval.published-by": "Издава",
  "approval.written-by": "Напишале",
  "approval.by-organisations": "Организациите; никој не се наведува поименце",
  "approval.no-author":
    "Никој од оние што пишувале не се согласил да биде наведен. Секој се согласува само во свое име:",
  "approval.unnamed": {
    one: "Во документот пишувало и лице што не се согласило да биде наведено: {names}. Секој се согласува само во свое име:",
    other:
      "Во документот пишувале и луѓе што не се согласиле да бидат наведени: {names}. Секој се согласува само во свое име:",
  },
  "approval.point-donor-line":
    "Редот за донаторот или одрекувањето од одговорност недостига на овој јазик или сѐ уште е нацрт",
  "approval.point-uncited": {
    one: "{count} наод не се потпира на извадок",
    other: "{count} наоди не се потпираат на извадок",
  },
  "approval.point-thread": { one: "{count} расправа е отворена", other: "{count} расправи се отворени" },
  "approval.point-rec-deadline": { one: "{count} препорака нема рок", other: "{count} препораки немаат рок" },
  "approval.point-rec-indicator": {
    one: "{count} препорака нема показател",
    other: "{count} препораки немаат показател",
  },
  "approval.point-category-low": {
    one: "Аналитичарите премалку се согласуваат за {count} категорија што се цитира",
    other: "Аналитичарите премалку се согласуваат за {count} категории што се цитираат",
  },
  "approval.point-names-verdict": {
    one: "Вашите зборови ја именуваат пресудата на {count} место, во документ што не именува пресуди: таму датотеките велат [суд], [датум] или [број на предметот]",
    other:
      "Вашите зборови ја именуваат пресудата на {count} места, во документ што не именува пресуди: таму датотеките велат [суд], [датум] или [број на предметот]",
  },
  "approval.point-attendance-waits": "Некои што дојдоа чекаат да се потврди присуството: не се бројат меѓу присутните",
  "approval.point-table-empty": {
    one: "{count} табела е празна: датотеките ја изоставуваат",
    other: "{count} табели се празни: датотеките ги изоставуваат",
  },
  "approval.point-caption-missing": {
    one: "{count} табела, список или графикон нема натпис: датотеките го печатат само бројот",
    other: "{count} табели, списоци или графикони немаат натпис: датотеките ги печатат само броевите",
  },
  "approval.point-unruled": {
    one: "{count} број или табела е без пресуди што не се решени",
    other: "{count} броеви или табели се без пресуди што не се решени",
  },
  "approval.signatures": "Потписи",
  "approval.of-each": "{n} од {count}, по еден од секоја организација",
  "approval.of-one": "{n} од {count}",
  "approval.anybody": "Правник или фацилитатор што не пишувал во него",
  "approval.nobody": "Таму сѐ уште никој не може да потпише",
  "approval.nobody-all-wrote":
    "Таму сѐ уште никој не може да потпише: сите таму пишувале во него, па потпишува нивен фацилитатор. Потребен им е пред да побарате потписи",
  "approval.all-wrote": "сите таму пишувале во него, што се печати",
  "approval.not-asked": "не е побарано",
  "approval.awaited": "се чека",
  "approval.ask": "Побарај потписи",
  "approval.sign": "Потпиши",
  "approval.give-back": "Врати им го на авторите",
  "approval.give-back-note":
    "Она што стои тука сега не може да се потпише. Кога ќе се врати, повторно е нацрт, а се наведува што се сменило.",
  "approval.take-back": "Повлечи",
  "approval.take-back-ask": "Да се повлече она што е веќе потпишано?",
  "approval.take-back-lead": {
    one: "Веќе потпишано: {names}. Ако се повлече, тој потпис повеќе не важи, а потписникот ќе биде известен.",
    other: "Веќе потпишано: {names}. Ако се повлече, тие потписи повеќе не важат, а потписниците ќе бидат известени.",
  },
  "approval.take-back-not": "Остави",
  "approval.fell": {
    one: "Дотогаш потпишано: {names}. Тој потпис повеќе не важи.",
    other: "Дотогаш потпишано: {names}. Тие потписи повеќе не важат.",
  },
  "approval.yours-fell": "Вашиот потпис на овој документ повеќе не важи: повторно е нацрт ({name}).",
  "approval.wait-sign-again": "Повторно се бара вашиот потпис: оној што го дадовте повеќе не важи ({name})",
  "approval.joint": "Заеднички документ: потпишува по едно лице од секоја организација",
  "approval.in-the-way": { one: "{count} точка стои на патот.", other: "{count} точки стојат на патот." },
  "approval.unsaid": {
    one: "За {count} точка кажете зошто може да остане.",
    other: "За {count} точки кажете зошто може да останат.",
  },
  "approval.ask-note":
    "Оттогаш зборовите, цитатите и броевите на сите јазици остануваат исти; додека не се потпише или повлече, никој не пишува во нив.",
  "approval.ask-who": "Потписи бараат правници и фацилитатори.",
  "approval.asked-by": "Побарано од: {name}, {when}.",
  "approval.sign-note":
    "Го потпишувате она што сега стои тука, на сите јазици. Ако нешто се сменило во меѓувреме, тоа се наведува и документот се враќа кај авторите.",
  "approval.read-only": "Само се чита додека не се потпише или повлече.",
  "approval.digest": "Отпечаток на потпишаното:",
  "approval.altered": "Од него се избришани зборови, {when}; потписите важат.",
  "approval.none-signed": "Одобрен е пред да има потписи.",
  "approval.voided": "При потпишувањето ({name}, {when}) нешто веќе беше сменето, па ниту еден потпис не важи:",
  "approval.taken-back": "Повлечено од: {name}, {when}.",
  "approval.done-ask": "Потписите се побарани. Документот дотогаш само се чита.",
  "approval.done-sign": "Потпишано.",
  "approval.done-give-back": "Вратено. Во документот може повторно да се пишува.",
  "approval.done-take-back": "Повлечено. Во документот повторно може да се пишува.",
  "approval.version": "Потписи беа побарани",
  "approval.wait-sign": "Се бара вашиот потпис: {name}",
  "approval.wait-signed": "Потпишано и одобрено; последен потпис: {name}",
  "approval.sign-named": "Со потписот да се печати моето име, {name}; без тоа во документот стои мојата улога",
  "approval.open-note":
    "Со отворањето повторно станува нацрт, а со него и сите јазици што се потпишани заедно. Кој го потпишал, побарал потписи или пишувал во него, дознава зошто.",
  "approval.open-why": "Зошто се отвора повторно?",
  "approval.wait-taken-back": "Повлечено е она што го потпишавте ({name}): повторно е нацрт",
  "approval.wait-opened": "Повторно отворено ({name}): {words}",
  "approval.wait-voided": "Нешто се смени пред потписот ({name}): повторно е нацрт",
  "approval.note":
    "Потписите се побарани. Текстот, цитатите и броевите остануваат какви што се додека не се потпише или повлече.",
};
