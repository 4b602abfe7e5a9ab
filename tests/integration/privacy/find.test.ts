import { describe, expect, test } from "vitest";
import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { lookOver, noNames } from "../../../server/privacy/names/names-look.ts";
import { findNames } from "../../../server/privacy/find/find.ts";

const of = (text: string, language: VerdictLanguage = "sr") =>
  findNames(text, { language, script: language === "mk" ? "Cyrl" : "Latn" });

/** Persons as `canonical: mention, mention`; `?` before a mention that a person has to look at. */
const people = (text: string, language?: VerdictLanguage): string[] =>
  of(text, language).entities.map(
    ({ canonical, mentions }) =>
      `${canonical}: ${mentions.map(({ text: words, sure }) => (sure ? words : `?${words}`)).join(", ")}`,
  );

const roles = (text: string, language?: VerdictLanguage): Record<string, string> =>
  Object.fromEntries(of(text, language).entities.map(({ canonical, role }) => [canonical, role]));

describe("a person is one entity", () => {
  test("in every case, with possessives, in both orders and in capitals", () => {
    expect(
      people(
        "Okrivljeni Velibor Krstovac je došao. Velibora Krstovca i Krstovčevu kuću. KRSTOVAC VELIBOR, iz Niša, sa Veliborom. Veliborov iskaz.",
      ),
    ).toEqual([
      "Velibor Krstovac: Velibor Krstovac, Velibora Krstovca, Krstovčevu, KRSTOVAC VELIBOR, Veliborom, Veliborov",
    ]);
  });

  test("in both scripts and without diacritics", () => {
    expect(people("Svedok Đorđe Čavić. Сведока Ђорђа Чавића. Svedoku Djordju Cavicu.")).toEqual([
      "Đorđe Čavić: Đorđe Čavić, Ђорђа Чавића, Djordju Cavicu",
    ]);
  });

  test("with initials and a nickname that the court gives", () => {
    expect(
      people("Okrivljeni Uroš Hodžić, zvani „Keba”, rekao je. Kebi je platio U. Hodžić. U svesci stoji „U.H.”."),
    ).toEqual(["Uroš Hodžić: Uroš Hodžić, Keba, Kebi, U. Hodžić, U.H."]);
  });

  test("where Albanian marks the last word, and foreign names end behind a hyphen", () => {
    expect(
      people(
        "I pandehuri Ilir Shala dhe dëshmitari Johan Peeters. Ilir Shalës, me Ilirin, Shalën. Sipas Peeters-it.",
        "sq",
      ),
    ).toEqual(["Ilir Shala: Ilir Shala, Ilir Shalës, Ilirin, Shalën", "Johan Peeters: Johan Peeters, Peeters-it"]);
  });

  test("with vocative, article and an old oblique in Macedonian", () => {
    expect(people("Сведокот Блаже Китанов. Блажета го викаше: „Блаже, дојди“. Китановиот исказ.", "mk")).toEqual([
      "Блаже Китанов: Блаже Китанов, Блажета, Блаже, Китановиот",
    ]);
  });

  test("whose name has several words, particles and hyphens", () => {
    expect(people("Oštećena Maria de la Cruz i svedok Jean-Pierre Dubois. Ispitao je Jean-Pierrea Duboisa.")).toEqual([
      "Maria de la Cruz: Maria de la Cruz",
      "Jean-Pierre Dubois: Jean-Pierre Dubois, Jean-Pierrea Duboisa",
    ]);
  });
});

describe("a name that two people share goes to the one who is meant", () => {
  const text =
    "Obvinjenje. Okrivljeni Uroš Bjelić i okrivljena Ksenija Bjelić su došli.\nOkrivljena Ksenija Bjelić je ćutala. Bjelićeva je plakala.";
  test("to the one named last in the paragraph", () => {
    expect(people(text)).toEqual([
      "Uroš Bjelić: Uroš Bjelić",
      "Ksenija Bjelić: Ksenija Bjelić, Ksenija Bjelić, ?Bjelićeva",
    ]);
  });

  test("to the one of the role that is said", () => {
    expect(
      people(
        "Обвинетиот Игор Дода и оштетената Славица Дода. Обвинетиот изјави.\nОштетената Дода изјави. На обвинетиот Дода му изрече.",
        "mk",
      ),
    ).toEqual(["Игор Дода: Игор Дода, ?Дода", "Славица Дода: Славица Дода, ?Дода"]);
  });
});

describe("roles", () => {
  test("are what the court says before a name, for every name of a list", () => {
    expect(
      roles(
        "Sudija Emina Šarić, javni tužilac Anton Grbić. Okrivljeni Uroš Kuzmić, oštećena Natalija Bjelić. Ispitao je svedoke Mirka Ćosovića, Elviru Omeragić i veštaka psihologa dr Selima Hodžića. Branilac advokat Damjan Jakšić.".replace(
          "ма",
          "ma",
        ),
      ),
    ).toEqual({
      "Emina Šarić": "judge",
      "Anton Grbić": "prosecutor",
      "Uroš Kuzmić": "defendant",
      "Natalija Bjelić": "victim",
      "Mirko Ćosović": "witness",
      "Elvira Omeragić": "witness",
      "Selim Hodžić": "expert",
      "Damjan Jakšić": "lawyer",
    });
  });

  test.each<[VerdictLanguage, string]>([
    ["sq", "Viktima është shoqëruar nga koordinatorja për viktimat Rovena Shkurti në datën 15.02.2022."],
    ["sr", "Saslušana je koordinatorka za žrtve Jelena Vasić iz Niša."],
    ["mk", "Присуствуваше координаторката за жртви Весна Коцева од Скопје."],
  ])("of whoever holds an office for victims is an official: %s", (language, text) => {
    expect(Object.values(roles(text, language))).toEqual(["official"]);
  });

  test("of one for whom an office acts is that one's", () => {
    expect(Object.values(roles("Është dëgjuar përkthyesja për viktimën Rovena Shkurti.", "sq"))).toEqual(["victim"]);
  });

  test("of parents are relatives, with the mother's birth name", () => {
    const text = "Okrivljeni Uroš Kuzmić, od oca Rastislava i majke Bosiljke, devojačko Vidaković, iz Niša.";
    expect(people(text)).toEqual([
      "Uroš Kuzmić: Uroš Kuzmić",
      "Rastislav: Rastislava",
      "Bosiljka Vidaković: Bosiljke, Vidaković",
    ]);
    expect(Object.values(roles(text))).toEqual(["defendant", "relative", "relative"]);
    // In the dative, too.
    const told = "Oštećena Jelena Ilić se javila majci Gordani Dinić, a potom kćeri Ani Dinić.";
    expect(Object.values(roles(told))).toEqual(["victim", "relative", "relative"]);
    // One who testifies is surely there, whatever she is called first.
    const testified = of(`${told} Svedok Gordana Dinić je potvrdila da je zvala.`).entities;
    expect(testified.find(({ canonical }) => canonical === "Gordana Dinić")?.isRoleGuessed).toBe(false);
    expect(people("I pandehuri Ilir Noli, i biri i Dashamirit dhe i Fetijes, në Tiranë.", "sq").slice(1)).toEqual([
      "Dashamir: Dashamirit",
      "Fetije: Fetijes",
    ]);
  });
});

describe("initials", () => {
  test("of a child are never a judge's, whichever order her name has", () => {
    for (const judge of ["Tijana Maksić", "Milan Tadić"])
      expect(
        people(
          `Sudija ${judge} i okrivljeni Rade Ćirković.\nMaloletna M. T. je plakala. Oštećena M. T. je rekla da je M.T. otišla.`,
        ),
      ).toEqual([`${judge}: ${judge}`, "Rade Ćirković: Rade Ćirković", "M.T.: ?M. T., ?M. T., ?M.T."]);
  });

  test("are given name and surname in that order", () => {
    expect(people("Okrivljeni Uroš Hodžić je došao. U svesci stoji „U.H.”, a svedok H. U. je ćutao.")).toEqual([
      "Uroš Hodžić: Uroš Hodžić, U.H.",
      "H.U.: ?H. U.",
    ]);
  });

  test("that fit two people are for a look", () => {
    expect(
      people("Oštećena Marija Tošić i oštećena Milena Tubić su došle. U svesci stoji „M.T.” pored iznosa."),
    ).toEqual(["Marija Tošić: Marija Tošić, ?M.T.", "Milena Tubić: Milena Tubić"]);
  });

  test("stand before a surname in any case, and of somebody who is named nowhere else", () => {
    expect(
      people(
        "Oštećena Jasmina Koprivica je došla. Sud je poverovao J. Koprivici. Okrivljenog zastupa O. Batalović, advokat. Iskaz O. Batalovića.",
      ),
    ).toEqual(["Jasmina Koprivica: Jasmina Koprivica, J. Koprivici", "O. Batalović: ?O. Batalović, ?O. Batalovića"]);
  });
});

describe("a surname is one", () => {
  test.each<[string, string[]]>([
    ["Okrivljeni Nikola Božić je ćutao, a Božić je otišao za Božić.", ["Nikola Božić: Nikola Božić, Božić, Božić"]],
    [
      "U krivičnom predmetu okrivljenog Miodraga Stanića. Staniću i M. Staniću je oduzeto.",
      ["Miodrag Stanić: Miodraga Stanića, Staniću, M. Staniću"],
    ],
    ["Сведок Јован Станић је на станици. То је исказ Станића.", ["Јован Станић: Јован Станић, Станића"]],
    ["Svedok Jovan Stanic je otisao.", ["Jovan Stanic: Jovan Stanic"]],
  ])("that is spelled as a station or a feast is: %s", (text, expected) => {
    expect(people(text)).toEqual(expected);
  });

  test.each<[string, VerdictLanguage, string]>([
    ["Okrivljeni Vlada Petrović je došao.", "sr", "Vlada Petrović"],
    ["Saslušana je oštećena Jugoslava Ilić.", "sr", "Jugoslava Ilić"],
    ["Обвинетиот Август Николовски дојде.", "mk", "Август Николовски"],
  ])("behind a given name that is a word of offices or of the calendar: %s", (text, language, name) => {
    expect(people(text, language)).toEqual([`${name}: ${name}`]);
  });

  test.each<[string, VerdictLanguage, string]>([
    ["U prisustvu zamenika javnog tužioca Nemanje Đukanovića, okrivljeni je ćutao.", "sr", "Nemanja Đukanović"],
    ["Okrivljeni NEMANJA VUJIĆ, od oca Milana.", "sr", "Nemanja Vujić"],
    ["Сведок Немања Вујић је дошао.", "sr", "Немања Вујић"],
  ])("behind a given name that ends as nouns of things do: %s", (text, language, name) => {
    expect(people(text, language)[0]?.split(":")[0]).toBe(name);
  });

  test("that stands in an oblique case only is listed in the letters of its language", () => {
    expect(
      people("Ispitani su svedoci Borivoja Matejića, pa Milivoja Batalovića.").map((each) => each.split(":")[0]),
    ).toEqual(["Borivoje Matejić", "Milivoje Batalović"]);
  });

  test.each<[string, string]>([
    ["protiv okrivljenog Mihajla Đukanovića, radi", "Mihajlo Đukanović"],
    ["okrivljenom Momčilu Đukanoviću izrečena je kazna", "Momčilo Đukanović"],
    ["sa okrivljenim Savom Jovanovskim u Kraljevu", "Savo Jovanovski"],
    ["protiv okrivljenog Domagoja Đukanovića, radi", "Domagoj Đukanović"],
    ["protiv okrivljenog Đorđa Kostića, radi", "Đorđe Kostić"],
    ["sa okrivljenim Nikolom Đukanovićem u Kraljevu", "Nikola Đukanović"],
    ["sa okrivljenim Petrom Đukanovićem u Kraljevu", "Petar Đukanović"],
    ["protiv okrivljenog Prokopija Kostića, radi", "Prokopije Kostić"],
    ["против окривљеног Михајла Ђукановића, ради", "Михајло Ђукановић"],
    ["Sudija Ana Lukić, sa zapisničarem Dijanom Obućina, donela je", "Dijana Obućina"],
    ["sa zapisničarem Ivanom Golubović, donela je", "Ivana Golubović"],
    ["protiv okrivljenog Emila Đukanovića i Ivana Kostića", "Emil Đukanović"],
    ["protiv okrivljenog Vuka Đukanovića, radi", "Vuk Đukanović"],
  ])("whose nominative stands nowhere is listed by it: %s", (text, name) => {
    expect(people(`Osnovni sud odlučuje ${text}.`).map((each) => each.split(":")[0])).toContain(name);
  });

  test("of counsel who stands before the other party", () => {
    expect(people("застапувана од полномошникот Сузана Бошева, адвокат, против\n\nТУЖЕНИТЕ: непознати", "mk")).toEqual([
      "Сузана Бошева: Сузана Бошева",
    ]);
    expect(people("koga zastupa punomoćnik Jelena Vasić, advokat, protiv TUŽENOG, radi duga.")).toEqual([
      "Jelena Vasić: Jelena Vasić",
    ]);
  });
});

describe("names that begin alike", () => {
  test("and have the initials of a child are not the child's: its mother's stay hers", () => {
    expect(
      people(
        "Maloletna oštećena L. V. je plakala. Majka oštećene, Ljiljana Vujić, kaže da L. V. nije došla. Pitali su i LJ. Vujić.",
      ),
    ).toEqual(["L.V.: ?L. V., ?L. V.", "Ljiljana Vujić: Ljiljana Vujić, LJ. Vujić"]);
    expect(people("Малолетната В. Р. плачеше. Мајката на малолетната, Виолета Рамова, рече.", "mk")).toEqual([
      "В.Р.: ?В. Р.",
      "Виолета Рамова: Виолета Рамова",
    ]);
    expect(people("E mitura I. K. tha. Nëna e së miturës, Irena Kapllani, pohoi.", "sq")).toEqual([
      "I.K.: ?I. K.",
      "Irena Kapllani: Irena Kapllani",
    ]);
  });

  test("and the initials of a defendant are not the defendant's, who is written in full", () => {
    expect(
      people(
        "Okrivljeni Miodrag Simić je vrbovao oštećenu maloletnu M. S. u parku. Majka maloletne M. S., Mara Savić, je došla.",
      ).filter((each) => each.startsWith("M.")),
    ).toEqual(["M.S.: ?M. S., ?M. S."]);
  });

  test("are told apart by the sex of the party that is said", () => {
    expect(
      people(
        "TUŽENI: 1. TOŠKOVIĆ VELIBOR, Pančevo\n2. TOŠKOVIĆ OLGICA, Pančevo\nTužena Olgica Tošković je otišla.\nTuženik Tošković je ostao.",
      ),
    ).toEqual(["Velibor Tošković: TOŠKOVIĆ VELIBOR, ?Tošković", "Olgica Tošković: TOŠKOVIĆ OLGICA, Olgica Tošković"]);
  });

  test("are two people's", () => {
    expect(
      people("Oštećena Katarina Dejanov je ćutala. Juče je došla i Kata, a Katarina nije.").map(
        (each) => each.split(":")[0],
      ),
    ).toEqual(["Katarina Dejanov", "Kata"]);
  });
});

describe("no person is", () => {
  test.each<[string, VerdictLanguage, string]>([
    ["a typed token", "sr", "Okrivljeni [Defendant B] i oštećena [Victim A], rođena [Date of birth A], bez imena."],
    ["a court", "sr", "Viši sud u Novom Sadu i Apelacioni sud u Beogradu, Posebno odeljenje."],
    ["a statute or a convention", "sr", "Iz člana 388. Krivičnog zakonika i Konvencije Saveta Evrope."],
    ["a place", "sr", "Odvezao ju je iz Vlasotinca u Niš, Leskovac i Novi Pazar."],
    [
      "a firm, a brand or a group in quotation marks",
      "sr",
      "Vozilo „Opel Astra” firme „Gradmont Jug” i grupa „Skela”.",
    ],
    ["who complained in Strasbourg", "sr", "Sud je u predmetu Rancev protiv Kipra i Rusije zauzeo stav."],
    ["a verb in capitals", "sr", "Od okrivljenog se ODUZIMA SE korist i UPUĆUJE NA PARNICU."],
    [
      "an institution in Albanian",
      "sq",
      "Gjykata e Rrethit Gjyqësor Tiranë dhe Prokuroria e Posaçme, Kodi Penal, Këshilli i Evropës.",
    ],
    [
      "an office or a term of a contract",
      "sr",
      "Prema Ugovoru, Kupac prima Stan od Gradske uprave i Poreske uprave Pančevo, kod Poslodavca.",
    ],
    ["whom a hospital is called after", "mk", "Податоци достави Клиничка болница Д-р Трифун Пановски."],
    ["a firm", "sr", "Društvo Aurora Borealis d.o.o. Požarevac je dostavilo odgovor."],
    ["a hearing", "sr", "Nakon zaključene Glavne rasprave i upisa u Registar privrednih subjekata, sud je odlučio."],
    [
      "an office or a society in Macedonian",
      "mk",
      "Тогаш Канцеларијата на Националниот известувач и Црвениот крст беа известени.",
    ],
    ["a chamber in Albanian", "sq", "U njoftuan gjithashtu Dhoma e Noterisë dhe Bashkia Shkodër."],
    ["a ministry in Macedonian", "mk", "Министерството за внатрешни работи и Основниот кривичен суд Скопје."],
  ])("%s", (_, language, text) => {
    expect(people(text, language)).toEqual([]);
  });
});

describe("small letters", () => {
  test("are a name in a quoted message, for a look", () => {
    expect(people("Viktima Klejdi Basha foli. Mesazhi “klejdi qan” u lexua.", "sq")).toEqual([
      "Klejdi Basha: Klejdi Basha, ?klejdi",
    ]);
  });

  test("are none where the word is an ordinary one", () => {
    expect(people("Viktima Shpresa Noli foli: “vetëm shpresa më mbajti”. E priti me gëzim.", "sq")).toEqual([
      "Shpresa Noli: Shpresa Noli",
    ]);
  });
});

describe("lists of parties", () => {
  test("in capitals, surname first, with parents and birth names", () => {
    expect(
      people(
        "TUŽENI: 1. KOSANOVIĆ NIKOLA, sin Mihajla i Smilje, rođene Brkić\n2. ŠUŠNJAR DARINKA, Pančevo\nSud je N. Kosanoviću i D. Šušnjar dosudio troškove.",
      ),
    ).toEqual([
      "Nikola Kosanović: KOSANOVIĆ NIKOLA, N. Kosanoviću",
      "Mihajlo: Mihajla",
      "Smilja Brkić: Smilje, Brkić",
      "Darinka Šušnjar: ŠUŠNJAR DARINKA, D. Šušnjar",
    ]);
  });

  test("with the mother and her birth name as one person", () => {
    expect(people("Saslušana je majka Stana rođena Pavićević. Svedok Ana Lukić, rođena Tomić, je ćutala.")).toEqual([
      "Stana Pavićević: Stana, Pavićević",
      "Ana Lukić Tomić: Ana Lukić, Tomić",
    ]);
  });
});

describe("for a look", () => {
  test("a person known by the surname alone is proposed when the court calls them something", () => {
    expect(people("Ispitan je svedok Aranđelić.")).toEqual(["Aranđelić: ?Aranđelić"]);
  });

  test("people whom the court reduced to initials are those with a role before them", () => {
    expect(
      people("Oštećena M.Š. i okrivljeni AA iz BB, svedok V. V. Potom je M.Š. otišla, a AA ostao. Obavljen u JP."),
    ).toEqual(["M.Š.: ?M.Š., ?M.Š.", "AA: ?AA, ?AA", "V.V.: ?V. V."]);
  });

  test("a name written short goes to the only long one", () => {
    expect(people("Оштетената Јехона Шала дојде. Во тетратката до името „Јеха“ пишува педесет.", "mk")).toEqual([
      "Јехона Шала: Јехона Шала, Јеха",
    ]);
  });

  test.each<[string, VerdictLanguage, string[]]>([
    [
      "Oštećena živi u selu Sremska Kamenica. Odveli su je iz Sremske Kamenice, a okrivljeni je u Sremskoj Kamenici. Sud u Sremskoj Kamenici.",
      "sr",
      ["Sremska Kamenica", "Sremske Kamenice", "Sremskoj Kamenici"],
    ],
    [
      "Радела во кафе „Златна Месечина“. Сопственикот на „Златна Месечина“ ја тепал.",
      "mk",
      ["кафе „Златна Месечина“", "„Златна Месечина“"],
    ],
    ["Viktima nga fshati Bërdicë. U kthye në Bërdicën e saj.", "sq", ["Bërdicë", "Bërdicën"]],
    // Nothing says that it is a village but its name; a country is none.
    ["Zadržana je u Aleksincu. Vozio ih je tamo i u Aleksinac, pa u Srbiju.", "sr", ["Aleksincu", "Aleksinac"]],
    ["Dete prati Centar za socijalni rad „Sveti Sava”, pa „Sveti Sava”.", "sr", ["„Sveti Sava”", "„Sveti Sava”"]],
    // A police station tells where somebody lived.
    [
      "Oštećena iz sela Aleksinac. Javila se policiji u Aleksincu, a zatim sudu u Aleksincu.",
      "sr",
      ["Aleksinac", "Aleksincu"],
    ],
  ])("the name of a place is found in all its forms, but in a court's name: %s", (text, language, forms) => {
    const found = of(text, language);
    expect(found.quasi.map((each) => each.text)).toEqual(forms);
    const { quasi } = lookOver(noNames(1), text, found, [], language);
    expect(new Set(quasi.map(({ token }) => token?.label))).toEqual(new Set(["1"]));
  });

  test("what may betray without a name is shown as that", () => {
    const text =
      "Oštećena, rođena u Bosilegradu, imala 21 godinu, majka dvoje dece, konobarica zaposlena u kafiću, boluje od epilepsije.";
    expect(of(text).quasi.map(({ kind }) => kind)).toEqual(["birth-place", "age", "children", "workplace", "illness"]);
  });
});
