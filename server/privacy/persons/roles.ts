import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import type { PersonRole } from "../../../schema/domain/privacy.ts";

/*
 * What courts call the people before them. Beginnings of words, folded, so that both scripts and every case are met; a
 * role is never a name. `=` ends a whole word.
 */
type Table = Readonly<Partial<Record<PersonRole, string>>>;

const SOUTH_SLAVIC: Table = {
  defendant: "okrivljen optuzen osumnjicen osudjen obvinet osuden",
  victim: "ostecen zrtv osteten",
  witness: "svedok svjedok",
  expert: "vestak vestac vestakinj vest= vesta= vesto= vestite= vestoto= psiholog psihijatar psihijatr psiholozi",
  judge:
    "sudija= sudije= sudiji= sudiju= sudijom= sudijo= sudijata= sudiite= sudii= porotnik porotnic predsednik predsednic pretsedatel",
  prosecutor: "tuzilac= tuzioc tuzitelj obvinitel",
  lawyer: "advokat adv= brani= brane= branil branioc branitel punomocni polnomosni zastupni zastapni",
  official:
    "zapisnicar staratel tumac= tumaca= tumacu= tumacem= prevodi preveduvac inspektor sluzbenik pomagac medicinar tehnicar= islednik koordinator",
  relative:
    "otac= oca= ocu= ocem= majk majka= majci= otca= tatko= brat= brata= bratu= bratom= braca= brace= bratot= sestr suprug soprug sopruz sin= sina= sinu= sinom= sinot kcer= kceri= cerk cerci= kerk kerci= kjerk " +
    "baba= babe= babi= babu= deda= dede= tetk ujak ujk vujko strin stric snah zet= zeta= necak sestrin vnuk unuk devojk verenic",
  other:
    "tuzen prvotuz drugotuz trecetuz tuzilj tuzitelot= tuzitel= tuzitelk tuziteli= tuzitelite= predlagac protivnik= protivnika=",
};

const ALBANIAN: Table = {
  defendant: "pandehur akuzuar= dyshuar gjykuar=",
  victim: "viktim demtuar mitur miturit= miturin= kallezues",
  witness: "deshmitar",
  expert: "ekspert psikolog psikiat mjek=",
  judge: "gjyqtar kryesues anetar= anetare= anetarit= anetari=",
  prosecutor: "prokuror= prokurori= prokurorit= prokurorin= prokurorja= prokurores= prokuroren= prokurore=",
  lawyer: "avokat mbrojtes perfaqesues av=",
  official:
    "sekretar= sekretare= sekretari= sekretarja= sekretares= perkthyes oficer inspektor punonjes koordinator kujdestar",
  relative:
    "nena= nenes= nenen= nene= babai= babait= babain= baba= vella= vellai= vellait= vellain= motra= motres= motren= bashkeshort djali= djalit= vajza= vajzes= " +
    "xhaxhai= daja= halla= tezja= kusheri gjyshi= gjyshja=",
  other: "paditur padites",
};

const TABLES: Record<VerdictLanguage, Table> = {
  sr: SOUTH_SLAVIC,
  mk: SOUTH_SLAVIC,
  sq: ALBANIAN,
  en: {
    defendant: "defendant accused",
    victim: "victim complainant",
    witness: "witness",
    expert: "expert psychologist",
    judge: "judge=",
    prosecutor: "prosecutor",
    lawyer: "lawyer counsel attorney",
    official: "clerk interpreter officer inspector guardian coordinator",
    relative: "mother= father= brother= sister= husband= wife= son= daughter=",
  },
};

/** Titles that say that a person's name follows, and nothing of the role. */
const TITLES =
  "dr d-r mr m-r prof doc prim mgr msc sc spec gospodin gospodina gospodinu gospodja gospodje gospodji gospodju g gdja zoti zotit zotin zonja zonjes znj z " +
  "shtetasi shtetasit shtetasin shtetasja shtetases shtetasen quajturi quajturit quajtura gradjanin gradjanina";
const titles = new Set(TITLES.split(" "));

interface Entry {
  stem: string;
  whole: boolean;
  role: PersonRole;
}
const entries = new Map<VerdictLanguage, Map<string, Entry[]>>();

function tableOf(language: VerdictLanguage): Map<string, Entry[]> {
  let table = entries.get(language);
  if (table) return table;
  table = new Map();
  for (const [role, words] of Object.entries(TABLES[language]) as [PersonRole, string][])
    for (const word of words.split(" ")) {
      const entry = { stem: word.replace("=", ""), whole: word.endsWith("="), role };
      const key = entry.stem.slice(0, 2);
      table.set(key, [...(table.get(key) ?? []), entry]);
    }
  for (const list of table.values()) list.sort((a, b) => b.stem.length - a.stem.length);
  entries.set(language, table);
  return table;
}

// Sestrić, Majkov: a name made of such a word.
const SURNAME = /(?:ic|ev|ov|sk)(?:a|u|em|om|i|og|e)?$/u;

/** The role that a word names (`okrivljenog`, `оштетената`, `pandehurit`); null where it names none. */
export function roleOfWord(folded: string, language: VerdictLanguage): PersonRole | null {
  for (const { stem, whole, role } of tableOf(language).get(folded.slice(0, 2)) ?? [])
    if (whole ? folded === stem : folded.startsWith(stem) && !SURNAME.test(folded.slice(stem.length))) return role;
  return null;
}

/** `dr`, `gospođa`, `zoti`: a name follows. */
export function isTitle(folded: string): boolean {
  return titles.has(folded);
}

/** What the ending of a role word says of the sex: okrivljena, оштетената, pandehura, dëshmitarja. */
export function sexOfRole(folded: string, language: VerdictLanguage): "f" | "m" | null {
  if (language === "sq")
    return /(?:itarja|itares|itaren|pandehura|pandehures|pandehuren|okatja|okate|okates|okaten|ertja|ertes|erten|tesja|teses|esja|eses|orja|ores|oren)$/u.test(
      folded,
    )
      ? "f"
      : /(?:pandehuri|pandehurit|pandehurin|itari|itarit|itarin|perti|pertit|tesi|tesit|ori|orit|orin)$/u.test(folded)
        ? "m"
        : null;
  if (/^(?:tuzenik|tuzilac|tuzioc)/u.test(folded)) return "m";
  if (/(?:okrivljen|ostecen|optuzen|osudjen|osumnjicen|obvinet|osteten|tuzen)(?:a|u|oj|om|e|ata)$/u.test(folded)) {
    if (/(?:a|oj|ata)$/u.test(folded)) return "f";
    return null;
  }
  if (/(?:okrivljen|ostecen|optuzen|osudjen|osumnjicen|obvinet|osteten|tuzen)(?:i|og|oga|ome|im|iot)$/u.test(folded))
    return "m";
  if (/kinj[aeiu]$|ic[aeiu]$/u.test(folded)) return "f";
  return null;
}
