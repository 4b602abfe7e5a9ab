import type { VerdictLanguage } from "../../schema/domain/language.ts";

/*
 * Words that are written with a capital and name no person: institutions, statutes, nations, brands. Beginnings of words,
 * folded; `=` ends a whole word.
 */
const SOUTH_SLAVIC =
  "sud= suda= sudu= sudom= sudot= sudovi sudsk tuzilast republi minist centar= centra= centru= centrot= centri zakon ustav konvenc savet= saveta= savetu= sovet evrop policij " +
  "narodn= narodne= narodna= skupstin opstin fakult univerzit skol bolnic klinik klinick institut zavod komis komesar odelj oddel uprav direkcij agencij " +
  "krivic osnovn visi= viseg= visem= vise= visoki apelac vrhovn kasac ustavn prekrsajn privredn specijaln poseb javn= javno= javnog= javnom= javni= visiot= visiod= osnovniot= drzavn " +
  "sobranie vlada= vlade= vladata sluzb glasnik slvesnik protokol direktiv rezoluc deklarac medjunarod megjunarod ujedinj organizac nacional granicn socijaln socijalen " +
  "srpsk srbin srb= makedonsk albansk siptar rom= romi= romsk grck bugarsk slovack crnogorsk hrvatsk bosansk turck nemack italijansk evropsk " +
  "severn juzn istocn zapadn grad= sv= bozic uskrs januar februar mart= april maj= jun= jul= avgust septembar oktobar novembar decembar " +
  "viber whatsapp facebook fejsbuk instagram tiktok telegram messenger mesindzer skype google gugl samsung nokia iphone huawei xiaomi opel= opela= ford= golf= astra= " +
  "volkswagen folksvagen mercedes mercedes bmw audi reno= renault pezo= peugeot skoda= skode= fiat= citroen jugo= zastav tojot toyot kia= iveco " +
  "doo= dooel= dut= ad= jp= pu= mup= mvr= ojo= pib= imei= jmbg= embg= usb= cd= dvd= sim= gps= ip= dna= dnk= nvo= eu= oun= kzz= kpp= kto= ktn= kt= " +
  "bank interpol evropol europol eurojust evrodzast grupa= grupe= udruzenj zdruzeni fond= fonda= dom= doma= domu= prihvat knjig list= strana= tacka= clan= clana= " +
  "stav= presud resenj trg= trga= trgu= pov= spk reseni optuzn obvinenij obvinitelen zapisnik izvod izvestaj nalaz naod dokaz potvrd predlog odlu obrazloz pouk dostav osud uvod izrek";

const ALBANIAN =
  "gjykat gjykim prokurori= prokurorise= prokurorine= prokurorive= republik kod= kodi= kodit= kodin= ligj kushtetu konvent protokoll direktiv keshill kuvend ministri drejtori " +
  "polici komisariat agjenci qendr sherbim institut spital shkoll universite komun bashki bashkim mbreteri mbretnin autoritet organiz komitet komision inspektorat " +
  "evrop europ shqipt shqiptar grek ital gjerman belg serb maqedon penal= penale= procedur posacm kunder= korrupsion krim krimi krimit organizuar pergjegjes pergjithsh " +
  "juridiksion shkalles= shkalle= pare= apel= apeli= apelit= larte= larta= kombet drejtesi njeriu themelor viktim prov nen= neni= nenit= vendim regj regjist themelt akt= akti= aktit= " +
  "zyr= zyra= zyres= noter bank tatim dogan kufir kufit kryeministr president deputet parlament fond= fondi= shoqat shoqeri fondaci " +
  "volkswagen mercedes golf= opel ford= bmw audi fiat iphone samsung nokia whatsapp viber facebook instagram tiktok telegram google interpol europol eurojust " +
  "imei= nipt= ip= usb= cd= dvd= shpk= sha= nr= palermo gjyqes bulevard rreth rrethi= drejta= drejtat= drejtave= bashkuar= rrug= rruga= lagj= lagjja= pallat";

const TABLES: Record<VerdictLanguage, string> = {
  sr: SOUTH_SLAVIC,
  mk: SOUTH_SLAVIC,
  sq: ALBANIAN,
  en: "court= republic= ministry= police= convention= code= law= article= prosecut council= europe european",
};

const whole = new Map<VerdictLanguage, Set<string>>();
const stems = new Map<VerdictLanguage, Map<string, string[]>>();

// Banković, Zakonov: a name made of such a word.
const SURNAME = /(?:ic|ikj|ev|ov)(?:a|u|em|om|i)?$/u;

/** `Republike`, `Krivičnog`, `Këshillit`: written with a capital, and no name of a person. */
export function isInstitutional(folded: string, language: VerdictLanguage): boolean {
  let words = whole.get(language);
  let begins = stems.get(language);
  if (!words || !begins) {
    words = new Set();
    begins = new Map();
    for (const each of TABLES[language].split(" "))
      if (each.endsWith("=")) words.add(each.slice(0, -1));
      else begins.set(each.slice(0, 3), [...(begins.get(each.slice(0, 3)) ?? []), each]);
    whole.set(language, words);
    stems.set(language, begins);
  }
  return (
    words.has(folded) ||
    (begins.get(folded.slice(0, 3)) ?? []).some(
      (stem) => folded.startsWith(stem) && !SURNAME.test(folded.slice(stem.length)),
    )
  );
}

const FUNCTION_WORDS: Record<VerdictLanguage, string> = {
  sr:
    "i a ali ili u na o po za od do iz sa s k ka kod pri pred nad pod bez uz niz kroz protiv prema zbog radi posle nakon pre tokom osim sem umesto sto da ne ni niti je su bi " +
    "on ona ono oni one ja ti mi vi taj ta to tog te tu ti ovaj ova ovo ovog ove ovom onaj ona kada kad kako gde zato jer ako dok kao te pa iako mada ipak medjutim takodje tako " +
    "svi sve svaki svaka svako sam sama samo jos vec tek bila bio bilo navela naveo izjavila dana godine god r br",
  mk:
    "go ja gi mu im i a no ili vo na po za od do so se so kaj pri pred nad pod bez niz kon protiv spored zaradi poradi po pred posle osven namesto sto deka da ne ni niti e se bi toj taa toa tie jas ti " +
    "nie vie ovoj ovaa ova ovie onoj onaa koga kako kade zatoa bidejki bidejkji ako dodeka iako sepak isto taka site sekoj sekoja sam sama samo uste vekje duri bila bil bilo kaj nivnite r b",
  sq:
    "e i te se ne me per nga tek te pas para gjate sipas kunder pa deri mbi nen midis ndaj drejt prane rreth dhe ose por nese kur ku si se qe nuk s mos ky kjo ai ajo ata ato keta keto une ti ne ju " +
    "nje disa gjithe cdo asnje vetem edhe po jo mund duhet eshte jane ka kane kishte ishte ishin pasi ndersa ndonese megjithate gjithashtu prandaj cfare cili cila u do t",
  en: "the a an of in on at to for and or but if when where who that this these those he she it they we i you not is was were be been has had have by with from as",
};
const functionWords = new Map<VerdictLanguage, Set<string>>();

/** Words that only join others; with a capital they begin a sentence. */
export function isFunctionWord(folded: string, language: VerdictLanguage): boolean {
  let words = functionWords.get(language);
  if (!words) functionWords.set(language, (words = new Set(FUNCTION_WORDS[language].split(" "))));
  return words.has(folded);
}
