import type { VerdictLanguage } from "../../../schema/domain/language.ts";

/*
 * Words that are written with a capital and name no person: institutions, statutes, nations, brands. Beginnings of words,
 * folded; `=` ends a whole word.
 */
const SOUTH_SLAVIC =
  "sud= suda= sudu= sudom= sudot= sudovi sudsk tuzilast republi minist centar= centra= centru= centrot= centri zakon ustav konvenc savet= saveta= savetu= sovet evrop policij " +
  "narodn= narodne= narodna= skupstin opstin fakult univerzit skol bolnic klinik klinick institut zavod komis komesar odelj oddel uprav direkcij agencij gimnazi ucilis srednj sredno= srednoto= " +
  "krivic osnovn visi= viseg= visem= vise= visoki apelac vrhovn kasac ustavn prekrsajn privredn specijaln poseb javn= javno= javnog= javnom= javni= visiot= visiod= osnovniot= drzavn " +
  "sobranie vlada= vlade= vladata sluzb glasnik slvesnik protokol direktiv rezoluc deklarac medjunarod megjunarod ujedinj organizac nacional granicn socijaln socijalen " +
  "srpsk srbin srb= makedonsk albansk siptar rom= romi= romsk grck bugarsk slovack crnogorsk hrvatsk bosansk turck nemack italijansk evropsk " +
  "severn juzn istocn zapadn grad= sv= bozicn uskrs januar februar mart= april maj= jun= jul= avgust septembar oktobar novembar decembar " +
  "viber whatsapp facebook fejsbuk instagram tiktok telegram messenger mesindzer skype google gugl samsung nokia iphone huawei xiaomi opel= opela= ford= golf= astra= " +
  "volkswagen folksvagen mercedes mercedes bmw audi reno= renault pezo= peugeot skoda= skode= fiat= citroen jugo= zastav tojot toyot kia= iveco " +
  "doo= dooel= dut= ad= jp= pu= mup= mvr= ojo= pib= imei= jmbg= embg= usb= cd= dvd= sim= gps= ip= dna= dnk= nvo= eu= oun= kzz= kpp= kto= ktn= kt= " +
  "bank interpol evropol europol eurojust evrodzast grupa= grupe= udruzenj zdruzeni fond= fonda= dom= doma= domu= prihvat knjig list= strana= tacka= clan= clana= " +
  "fondot= fondovi= jugoslov jugoslav armij posta= poste= posti= postu= ambasad prigovor prituzb internet= bih= bracn tekovin zajednick zakljuc nepokretn zavrsn odredb " +
  "grada= gradu= gradom= ugovor kupac= kupca= kupcu= kupcem= kupci= prodavac= prodavca= prodavcu= prodavcem= zakupac= zakupca= zakupcu= zakupcem= zakupodav zajmodav zajmoprim poslodav zaposlen osnivac " +
  "ustupilac= ustupioc prijemnik= prijemnika= prijemniku= duznik= duznika= duzniku= duznikom= poverilac= poverioc poverenik= poverenika= povereniku= drustv= drustvo= drustva= drustvu= drustvom= " +
  "ogranak= ogranka= ogranku= ogrankom= preduzec pretprijati filijal ekspozitur carin registr registar= katast akcionar likvid stecaj upravnik= upravnika= upravniku= direktor= direktora= direktoru= direktorom= " +
  "odbor= odbora= odboru= odsek= odseka= odseku= sektor= sektora= sektoru= sektorom= sektorot= edinic jedinic sekretarijat odjelj pravobran okruzn okrug= opstinsk gradsk gradjansk gradjev porodic " +
  "parnicn vanparn poresk nacrt pravilnik statut= statuta= statutom= naknad nadomest taks= taksa= takse= taksu= taksen tarif nagrad= nagrada= nagrade= nagradu= cena= cene= cenu= cenom= zarad= zarada= zarade= zaradu= " +
  "stan= teret= tereta= teretu= upozor opravdan rukovod poslovodj referent ljudsk kolektivn elektro javno komunaln higijen vodovod kanaliz inspek ko= kzs= carinarnica= carinarnice= carinarnici= carinarnicu= carinarnicom= zahtev= zahteva= zahtevu= zahtjev baranj tuzb zalb odgovor= odgovora= odgovoru= " +
  "podnes rocist pretres= pretresa= pretresu= rasprav postup obavez izvrsen izvrsit obezbe kljuc= kljucev obustav sednic sjednic veca= vecu= vece= vecem= prvi= prvog= prvom= prvostep drugi= drugog= drugom= drugostep treci= treceg= trecem= prvim= drugim= trecim= advokatsk diplomatsk diplomack cetvrti= cetvrtog= cetvrtom= " +
  "tuzen tuzilj tuziteljk tuzitel vlast= vlasti= komor= komora= komore= telekom kompanij korporac imenik popis spisak ustanov zgrad stambeno saobrac saobrak obrazov zdravstv zdravlj podrac podruc stanica= stanice= stanici= stanicu= stanicom= stanicama= " +
  "gradjanin gradjanim pravn savez sojuz pouk sad= sjedinjen drzav drzva americk britansk makedonij sorabotnik magacin dogovor rabot izdrzav naslov primalac= primaoc pravosnaz pravnosnaz " +
  "potraz nekretnin pokret predaj deob sticanj razvod imovin tabel prilog= priloga= prilogu= aneks odeljak= pravosudj pravda= pravde= pravdu= odbran= odbrana= odbrane= odbranu= uredb propis krsten maticn= maticna= maticne= maticnu= " +
  "stav= presud resenj trg= trga= trgu= pov= spk rev= kzz= reseni optuzn obvinenij obvinitelen zapisnik izvod izvestaj nalaz naod dokaz potvrd predlog odlu obrazloz pouk dostav osud uvod izrek kancelar";

const ALBANIAN =
  "gjykat gjykim prokurori= prokurorise= prokurorine= prokurorive= republik kod= kodi= kodit= kodin= ligj kushtetu konvent protokoll direktiv keshill kuvend ministri drejtori " +
  "polici komisariat agjenci qendr sherbim institut spital shkoll universite komun bashki bashkim mbreteri mbretnin autoritet organiz komitet komision inspektorat " +
  "evrop europ shqipt shqiptar grek ital gjerman belg serb maqedon penal= penale= procedur posacm kunder= korrupsion krim krimi krimit organizuar pergjegjes pergjithsh " +
  "juridiksion shkalles= shkalle= pare= apel= apeli= apelit= larte= larta= kombet drejtesi njeriu themelor viktim prov nen= neni= nenit= vendim regj regjist themelt akt= akti= aktit= " +
  "zyr= zyra= zyres= noter bank tatim dogan kufir kufit kryeministr president deputet parlament fond= fondi= shoqat shoqeri fondaci " +
  "volkswagen mercedes golf= opel ford= bmw audi fiat iphone samsung nokia whatsapp viber facebook instagram tiktok telegram google interpol europol eurojust " +
  "trafik trafiq social shtet rajonal rajon akti= aktin= aktit= aktet= ekspert kolegj unifik ndihm juridik bashkuar tatim ujes kanaliz kontrat kerkes kerkese padi padit pretend seksion sektor kadastr " +
  "regjistr pronar qiram qirad shites shitj bleres shpenz shperblim paaft pension sigurim punes punedh puna= punes= inspekt urdher urdhr rregull udhez raport proces procesi= hetim akuz mbikeq " +
  "imei= nipt= ip= usb= cd= dvd= shpk= sha= nr= palermo gjyqes bulevard rreth rrethi= drejta= drejtat= drejtave= bashkuar= rrug= rruga= lagj= lagjja= pallat dhom= dhoma= dhomes= dhomen= dhome=";

const TABLES: Record<VerdictLanguage, string> = {
  sr: SOUTH_SLAVIC,
  mk: SOUTH_SLAVIC,
  sq: ALBANIAN,
  en: "court= republic= public= higher= high= supreme= appellate= office= ministry= police= convention= code= law= article= prosecut council= europe european",
};

const whole = new Map<VerdictLanguage, Set<string>>();
const stems = new Map<VerdictLanguage, Map<string, string[]>>();

// Banković, Zakonov: a name made of such a word.
const SURNAME = /(?:ic|ikj|ev|ov)(?:a|u|em|om|i)?$/u;

// Upozorenje, Stanovanje, Preduzetništvo; but Nemanja is a man.
const ABSTRACT: Record<VerdictLanguage, RegExp> = {
  sr: /^(?!nemanj).{3,}(?:[aeu]nj|stv)(?:e|a|u|em|o|om)$/u,
  mk: /^.{3,}(?:[ae]nje(?:to)?|stvo(?:to)?)$/u,
  sq: /^.{3,}(?:esise|esine)$/u,
  en: /^.{3,}(?:ment|tion|ness)s?$/u,
};

/** `Upozorenje`: a noun of a thing by its ending, as far as one is never a name. */
export function isAbstract(folded: string, language: VerdictLanguage): boolean {
  return folded.length > 6 && ABSTRACT[language].test(folded);
}

const OFFICE =
  /^(?:sud|tuzilas|uprav|bank|bolnic|odelj|odjelj|zavod|sekretarij|sluzb|fond|zakon|filijal|skupstin|opstin|direkcij|agencij|komor|centar|centr|inspekt|pravobran|ustanov|preduzec|pretprij|skol|ucilis|fakult|institut|minist|komisi|odsek|sektor|stanic|postup|ugovor|dogovor|pravilnik|tarif|uredb|odluk|obvinitelst|razlog|savez|sojuz|kancelar|registar|registr|katast|drustv|kolegij|organ|rasprav|pretres|rocist|sednic|zajednic|odbor|udruz|prevoz|carinarnic|policij|gjykat|prokuror|drejtori|ministri|agjenci|zyre|banke|spital|universitet)/u;

/** Whether a word in small letters ends the name of an office: "Gradske uprave", "Народната банка". */
export function isOffice(folded: string): boolean {
  return OFFICE.test(folded);
}

/** `Stanića`, `Станићу`: a surname, whatever else its letters would be without their marks (`stanica`). */
export function isPatronymic(text: string): boolean {
  return /[iи][ćћ](?:[aаeеiиuу]|em|ем)?$/iu.test(text);
}

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
    "svi sve svaki svaka svako sam sama samo jos vec tek bila bio bilo navela naveo izjavila dana godine god r br se usled",
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
