import type { VerdictLanguage } from "../domain/language.ts";
import { foldForSearch } from "./fold.ts";

/*
 * Words that are a name, or a form of one, and an ordinary word as well: a small letter means the word. Not all of
 * them, only those that a court's language uses; each in the form in which it is met.
 */
const WORDS: Record<VerdictLanguage, string> = {
  sr:
    "rada rade radu radom radi nada nade nadi nadu nadom vera vere veri veru verom sloboda slobode slobodi slobodu slobodom " +
    "zora zore zori zoru zorom slava slave slavi slavu mira mire miri miru mirom mir luka luke luci luku lukom luki stana stanu stan " +
    "stanom stane dana danu dani dane danom dan maja maju maji maje majem majo draga drage dragi dragu dragoj dragom drago mila mile " +
    "milo mili milom vuk vuka vuku višnja jagoda ruža ruže ružu ružom srna zlata zlate zlato zlatu zlatom biser bisera vida vidu vidi " +
    "vide vidom rosa rose mara tara una sava savi save iva ive ivi ivu lada lav lava ljubav cveta cvete cveće sunce neda gora gore gori " +
    "goru borac boja boje boju bojom boji kosta koste kosti žarko žarka vesna vesela veselin srećko srećka sreten miran mirna mirno vedran " +
    "vedrana milan slavko stojan stojka rajko raja pava pavle kovač kovača mali male mala malo novak novaka lekar",
  mk:
    "нада надата вера верата слобода слободата зора слава мир мира злата злато роса јагода цвета драги драга драго мила миле мило стан " +
    "дена денот вида виде весна весел весела весели среќа среќко станка стана рада раде боја бојата невена круна гора гоце борец " +
    "лека лек леко",
  sq:
    "shpresa shpresë shpresën shpresës shpresat besa besë besën besës drita dritë dritën dritës dritat gëzim gëzimi gëzimin gëzimit liri liria " +
    "lirinë lirisë lule lulja agim agimi agimin agimit besnik besniku besnike kujtim kujtimi kujtimin kujtimit kujtime jeta jetë jetën jetës " +
    "arta artë zana hëna vera verë verën verës pranvera burim burimi burimin burimit ylli yll yllin trim trimi fitim fitimi fitimin fitimit " +
    "fitore fitorja besim besimi besimin besimit luan luani era erë bora borë deti mali malit guri gur gurit topi topin topit top çelë " +
    "prifti priftit hoxha hoxhë hoxhës bardhi bardhë bardha kuqi kuq kuqe kuqit dashuri dashurinë ndriçim " +
    "ndriçimi ndriçimin ndriçimit bekim bekimi bekimin flaka flamur flamuri flora mirë mira miri shkëlqim dituri " +
    "petrit dallëndyshe mbret mbreti princ dardha kodra kodrës kodrën ujku ujk rama shega rrapi shkurti shkurtit prilli marsi " +
    "mars maji korriku gushti nëntori bajrami",
  en: "will mark may april june grace hope faith bill",
};

const sets = new Map<VerdictLanguage, ReadonlySet<string>>();

/** Folded words that are names and ordinary words too: alone, they count as a name only with a capital letter. */
export function homographsOf(language: VerdictLanguage): ReadonlySet<string> {
  let set = sets.get(language);
  if (!set) sets.set(language, (set = new Set(WORDS[language].split(" ").map(foldForSearch))));
  return set;
}
