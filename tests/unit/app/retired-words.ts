/** A word that people no longer read, and what is said instead. */
export interface RetiredWord {
  found: RegExp;
  say: string;
}

/** Words in which a retired word stands rightly, in one message or, without `only`, in all of them. */
export interface AllowedWords {
  words: string;
  only?: string;
  why: string;
}

const retired = (say: string, ...patterns: readonly RegExp[]): RetiredWord[] =>
  patterns.map((found) => ({ found, say }));
/** Begins and ends a word in any script, which \b does not. */
const word = (words: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, "iu");

/** Words of the glossary's third column, and of the table of strings, per language; `sr-Cyrl` is made of `sr-Latn`. */
export const RETIRED: Readonly<Record<"en" | "sr-Latn" | "mk" | "sq", readonly RetiredWord[]>> = {
  en: [
    ...retired("tag", word("mark(?:s|ed|ing)?")),
    // The letter and number of a category is its code, and who tags a verdict through codes it.
    ...retired("category", word("(?:an?|the|that|this|no|every|each|second|find|apply) codes?")),
    ...retired("passage", word("spans?"), word("stretch(?:es)?")),
    ...retired("note", word("memos?")),
    ...retired("discussion", word("threads?")),
    ...retired("placeholder", word("tokens?")),
    ...retired("replace", word("redact(?:s|ed|ing|ion|ions)?"), word("insert the placeholders")),
    ...retired("correct", word("mend(?:s|ed|ing)?")),
    ...retired("paragraph", word("blocks?")),
    ...retired("Ana's tags", word("layers?")),
    ...retired("rule, ruling, settled", word("(?:re)?adjudicat(?:e|es|ed|ing|ion|ions|or|ors)")),
    ...retired("disagreement", word("cases?")),
    ...retired("together", word("open coding")),
    ...retired("methodology", word("handbooks?")),
    ...retired("put in force", word("(?:un)?fr(?:ee|o)z(?:e|es|en|ing)")),
    ...retired("retired", word("g[ia]ven? up"), word("used no more"), word("no longer used")),
    ...retired("case sheet", word("questionnaires?")),
    ...retired("document", word("outputs?"), word("papers?")),
    ...retired("person", word("units?")),
    ...retired("reference", word("citations?"), word("cit(?:e|es|ed|ing)")),
    ...retired("Excludes; Skip; Without", word("leave out")),
    ...retired("device, workshop", word("sessions?")),
    ...retired("indicator", word("KPIs?")),
    ...retired("Notices", /^for you$/iu),
    ...retired("Download or import", word("in and out")),
    ...retired("tagging with", word("(?:dis)?arm(?:s|ed|ing)?")),
    ...retired("identify", word("betray(?:s|ed)?")),
    ...retired("Decline", word("turn(?:s|ed)? down")),
    ...retired("Redo, Redone", word("do it again"), word("done again")),
    ...retired("New scan or file", word("better file")),
    ...retired("Use as evidence, Use the selection", word("give(?:n|s)? (?:as evidence|the selected passage)")),
    ...retired("Clear", word("choose none")),
    ...retired("All passages", word("every wording")),
  ],
  "sr-Latn": [
    ...retired("analitičar", word("koder\\p{L}*")),
    ...retired("nezavisno", word("naslepo"), word("slep(?:i|og|om|a|o|e)")),
    ...retired("zamena", word("token\\p{L}*"), word("anonimiz\\p{L}*"), word("prikriven\\p{L}*")),
    ...retired("odlomak", word("de(?:o|la|lu) teksta"), word("delov\\p{L}* (?:teksta|presuda)")),
    ...retired("pasus", word("blok(?:a|u|om|ovi|ova|ove|ovima)?")),
    ...retired("oznake analitičara", word("sloj\\p{L}*")),
    ...retired("metodologija", word("priručni\\p{L}*")),
    ...retired("ne menja se; na snazi", word("zamrz\\p{L}*"), word("utvrd(?:i|ite|iti)")),
    ...retired("šifra", word("oznaka (?:je bila|nadređene)")),
    ...retired("usaglašeno", word("presuđen\\p{L}*")),
    ...retired("Ne obuhvata; Preskoči; Bez", word("izostaviti?")),
    ...retired("okrivljeni", word("optuženi\\p{L}*")),
    ...retired("slučajnost", word("slučaj nije odbijen"), word("odbijen slučaj"), word("dao slučaj")),
  ],
  mk: [
    ...retired("аналитичар", word("кодер\\p{L}*")),
    ...retired("независно", word("слеп(?:о|и|а|иот|от)?")),
    ...retired("замена", word("токен\\p{L}*"), word("анонимизир\\p{L}*"), word("прикриен\\p{L}*")),
    ...retired("извадок", word("пасаж\\p{L}*"), word("дел(?:от|ови)? од (?:текст|текстот|пресудите)")),
    ...retired("пасус", word("блок(?:от|ови|овите)?")),
    ...retired("ознаките на аналитичарот", word("сло(?:ј|еви)\\p{L}*")),
    ...retired("методологија", word("прирачни\\p{L}*")),
    ...retired("не се менува; на сила", word("замрзн\\p{L}*"), word("утврд\\p{L}*"), word("во сила")),
    ...retired("Не опфаќа; Прескокни; Без", word("изостави")),
    ...retired("експлоатација", word("искористувањ\\p{L}*")),
  ],
  sq: [
    ...retired("në mënyrë të pavarur", word("(?:i|e|të) verbër"), word("verbërisht")),
    ...retired("akses", word("qasj\\p{L}*")),
    ...retired("zëvendësim", word("token\\p{L}*"), word("anonimiz\\p{L}*"), word("shenj[aëeë]\\p{L}*")),
    ...retired("paragraf", word("bllo(?:k|ku|kut|kun|qe|qet|qeve)")),
    ...retired("etiketat e koduesit", word("shtres\\p{L}*")),
    ...retired("metodologji", word("manual\\p{L}*")),
    ...retired("nuk ndryshohet; në fuqi", word("(?:i|e|të) ngrir\\p{L}*"), word("ngrir\\p{L}*"), word("fikso\\p{L}*")),
    ...retired("pa shënuar", word("lënë (?:pas|nga)")),
    ...retired("Nuk përfshin; Kapërce; Pa", word("lër jashtë")),
    ...retired("aktgjykim: vendim", word("aktgjykim\\p{L}*"), word("aktakuz\\p{L}*")),
  ],
};

/** Each stands somewhere: one that does not is to be taken out here. */
export const ALLOWED: Readonly<Record<"en" | "sr-Latn" | "mk" | "sq", readonly AllowedWords[]>> = {
  en: [
    ...[
      "Mark as settled",
      "marked as settled",
      "mark it as settled",
      "marks it as settled",
      "mark the round as settled",
      "is marked anew",
    ].map((words) => ({ words, why: "settled is what a round is marked as" })),
    { words: "Quotation marks", only: "house.marks", why: "the signs around a quotation" },
    { words: "Case number", why: "the number that the court gave the case" },
    { words: "case number", why: "the number that the court gave the case" },
    { words: "case study", only: "steps.write-what", why: "a kind of document" },
    { words: "Position paper", only: "files/document/kinds", why: "what a paper of this kind is called on its cover" },
    { words: "Joint position paper", only: "files/document/jointPaper", why: "the same, of several organisations" },
    { words: "Case study", only: "files/document/kinds", why: "a kind of document" },
    { words: "Cite as", only: "files/document/citeAs", why: "how a publication asks to be cited" },
    { words: "Case sheet", why: "the questions about a verdict" },
    { words: "case sheet", why: "the questions about a verdict" },
    { words: "Case", only: "network.case", why: "the trial, by its number: the head of a column" },
    { words: "cases of the whole district", only: "clear.why-court-town", why: "the trials that a court holds" },
    { words: "of the case", only: "clear.why-victim-surname", why: "the trial: who somebody was in it" },
    { words: "in the case", only: "names.role", why: "the trial: who somebody was in it" },
    { words: "in case", only: "names.seal-why", why: "not a noun" },
    { words: "is not a code", only: "handbook.problem-bad-code", why: "the letter and number of a category" },
    { words: "blocks", only: "clear.blocks", why: "the verb: it keeps a verdict back" },
    { words: "blocks", only: "clear.missing-blocked", why: "the verb: it keeps a verdict back" },
    { words: "blocks", only: "clear.blocking/one", why: "the verb: it keeps a verdict back" },
    { words: "block", only: "clear.blocking/other", why: "the verb: it keeps a verdict back" },
    { words: "blocks of the disk", why: "of a disk" },
    {
      words: "Leave out",
      only: "outputs.section-leave",
      why: "a section, whose words stay: it is not excluded from a count",
    },
    { words: "from the paper", only: "import.warning.pages-uncertain", why: "what is printed on" },
    { words: "on paper", only: "problem.import-too-large.centimetres", why: "what is printed on" },
  ],
  "sr-Latn": [
    { words: "blokovi", only: "files/certificate/beyond/3", why: "of a disk" },
    { words: "delove teksta", only: "files/agreement/figures/matter/how", why: "what nobody may have tagged yet" },
  ],
  mk: [
    {
      words: "Изостави",
      only: "outputs.section-leave",
      why: "a section, whose words stay: it is not excluded from a count",
    },
    { words: "утврдил судот", only: "steps.answer-what", why: "what the court found" },
    { words: "блокови", only: "files/certificate/beyond/3", why: "of a disk" },
    { words: "делови од текстот", only: "files/agreement/figures/matter/how", why: "what nobody may have tagged yet" },
  ],
  sq: [
    { words: "Blloqet", only: "files/certificate/beyond/3", why: "of a disk" },
    { words: "shenjat diakritike", only: "correct.option-diacritics", why: "of a letter" },
  ],
};
