import { expect, test } from "vitest";
import { countryOf, readLines, type KnownPeople, type ReadLine } from "../../../client/admin/invite-lines.ts";
import { newId, OrganisationId } from "../../../schema/domain/ids.ts";

const linija = { id: newId(OrganisationId), name: "Pravna linija, Niš", country: "rs" } as const;
const besa = { id: newId(OrganisationId), name: "Qendra Besa, Durrës", country: "al" } as const;
const known: KnownPeople = {
  organisations: [linija, besa],
  members: [
    { name: "Mirjana Jovanović", email: "mirjana@pravnalinija.rs", organisation: linija.id, removedAt: null },
    { name: "Teuta Marku", email: "teuta@gmail.com", organisation: besa.id, removedAt: null },
    { name: "Elira Koçi", email: "elira@besa.al", organisation: besa.id, removedAt: "2026-01-01T00:00:00.000Z" },
  ],
  invited: ["dragana@pravnalinija.rs"],
};
const brief = ({ name, email, organisation, role, doubts, note }: ReadLine): unknown[] => [
  name,
  email,
  organisation && "id" in organisation
    ? organisation.id === linija.id
      ? "linija"
      : "besa"
    : (organisation?.name ?? ""),
  role,
  [...doubts, ...(note ? [note] : [])].join(),
];
const read = (pasted: string): unknown[] => readLines(pasted, known).map(brief);

test("cells of a spreadsheet, lines with commas and addresses in brackets are read alike", () => {
  const pasted = [
    "Name\tE-mail\tOrganisation\tRole",
    "Nenad Radulović\tnenad@pravnalinija.rs\t\t",
    "Besim Demiri\tbesim@otvorenkrug.mk\tОтворен круг\tФацилитатор",
    "",
    "Ana Georgievska, Ana@OtvorenKrug.mk, Otvoren krug, правник",
    "Blerim Xhani <blerim@example.org>, Qendra Besa, jurist",
    "petar@otvorenkrug.mk; Petar Ilievski; Отворен круг; reader",
    "Sanja Lukić  sanja@pravnalinija.rs",
  ].join("\r\n");
  expect(read(pasted)).toEqual([
    ["Nenad Radulović", "nenad@pravnalinija.rs", "linija", "lawyer", ""],
    ["Besim Demiri", "besim@otvorenkrug.mk", "Отворен круг", "facilitator", ""],
    ["Ana Georgievska", "ana@otvorenkrug.mk", "Отворен круг", "lawyer", ""],
    ["Blerim Xhani", "blerim@example.org", "besa", "lawyer", ""],
    ["Petar Ilievski", "petar@otvorenkrug.mk", "Отворен круг", "reader", ""],
    ["Sanja Lukić", "sanja@pravnalinija.rs", "linija", "lawyer", ""],
  ]);
});

test("an organisation whose name is the host of the address is taken from it, as where nobody of it is there yet", () => {
  const organisations = [linija, besa, { ...besa, id: newId(OrganisationId), name: "Отворен круг" }];
  const pasted =
    "Nenad Radulović, nenad@post.pravna-linija.example\nAna G, ana@otvorenkrug.example\nX Y, x@pravna.example";
  const places = readLines(pasted, { organisations, members: [], invited: [] }).map(({ organisation }) => organisation);
  expect(places).toEqual([{ id: linija.id }, { id: organisations[2]?.id }, null]);
});

test.each([
  "Name;Address;Organisation;Role",
  "Ime i prezime;Adresa e-pošte;Organizacija;Uloga",
  "Име\tОрганизација\tУлога",
  "Име и презиме, Имејл",
  '"Emri dhe mbiemri";"Adresa e postës elektronike";"Organizata";"Roli"',
])("a head is nobody: %s", (head) => {
  expect(read(`${head}\nNenad Radulović;nenad@pravnalinija.rs`).map((line) => (line as unknown[])[0])).toEqual([
    "Nenad Radulović",
  ]);
});

test("whoever is called like a head's word is no head", () => {
  const names = read("Arta Ismaili;Qendra Besa\nNenad Radulović;nenad@pravnalinija.rs").map(
    (line) => (line as unknown[])[0],
  );
  expect(names).toEqual(["Arta Ismaili", "Nenad Radulović"]);
});

test("what a mail program copies is read: the family name first in quotes, several in a line", () => {
  const pasted = [
    '"Nikolić, Vesna" <vesna@pravnalinija.rs>',
    'Ana Georgievska <ana@otvorenkrug.mk>, "Velkov, Nela" <nela@otvorenkrug.mk>; Besim <besim@otvorenkrug.mk>',
    '"Xhani, Blerim", blerim@besa.example, "Qendra Besa, Durrës", lawyer',
    '"Elira Koçi" <elira@example.org>, Qendra Besa, facilitator',
  ];
  expect(read(pasted.join("\n"))).toEqual([
    ["Vesna Nikolić", "vesna@pravnalinija.rs", "linija", "lawyer", ""],
    ["Ana Georgievska", "ana@otvorenkrug.mk", "", "lawyer", "organisation"],
    ["Nela Velkov", "nela@otvorenkrug.mk", "", "lawyer", "organisation"],
    ["Besim", "besim@otvorenkrug.mk", "", "lawyer", "organisation"],
    ["Blerim Xhani", "blerim@besa.example", "besa", "lawyer", ""],
    ["Elira Koçi", "elira@example.org", "besa", "facilitator", ""],
  ]);
  expect(readLines(pasted.join("\n"), known).map(({ at }) => at)).toEqual([0, 1, 1, 1, 2, 3]);
});

test("without an organisation it is that of the address: of members before that of other lines", () => {
  const pasted = [
    "Jelena Simić\tjelena@pravnalinija.rs\t\tlawyer",
    "Jelena Savić, jelena.savic@pravnalinija.rs, , lawyer",
    "Somebody\tother@pravnalinija.rs\tQendra Besa\tlawyer",
    "Nela Velkov\tnela@otvorenkrug.mk\t\t",
    "Ana Georgievska\tana@otvorenkrug.mk\tQendra Besa\t",
  ];
  expect(read(pasted.join("\n")).map((line) => (line as string[])[2])).toEqual([
    "linija",
    "linija",
    "besa",
    "besa",
    "besa",
  ]);
});

test("what is doubtful is said: organisation, role, name, address, one that stands twice or is a member's", () => {
  const pasted = [
    // Many organisations write from there: it names none.
    "Nela Velkov, nela@gmail.com",
    "Vera Rossi\tvera@example.org\tQendra Besa\tobserver",
    "vera@example.org, Qendra Besa",
    "Somebody, Qendra Besa",
    "Mira, MIRJANA@pravnalinija.rs",
  ].join("\n");
  expect(read(pasted)).toEqual([
    ["Nela Velkov", "nela@gmail.com", "", "lawyer", "organisation"],
    ["Vera Rossi", "vera@example.org", "besa", null, "role"],
    ["Qendra Besa", "vera@example.org", "besa", "lawyer", "address-twice"],
    ["Somebody", "", "besa", "lawyer", "no-address"],
    ["Mira", "mirjana@pravnalinija.rs", "linija", "lawyer", "address-member"],
  ]);
});

test("a guest is told from a role that is not known, and from a name that is the word", () => {
  const pasted =
    "Vera Rossi\tvera@example.org\tQendra Besa\tguest\nVera R., v@example.org, Besa, гостин\nA B\ta@b.al\tBesa\tobserver";
  const guests = readLines(pasted, known).map(({ role, isGuest }) => [role, isGuest]);
  expect(guests).toEqual([
    [null, true],
    [null, true],
    [null, false],
  ]);
});

test("a former member keeps the name they had, and whoever is invited already is told of", () => {
  expect(read("Elira K., elira@besa.al, Qendra Besa\nDragana Stanić, dragana@pravnalinija.rs")).toEqual([
    ["Elira Koçi", "elira@besa.al", "besa", "lawyer", "former"],
    ["Dragana Stanić", "dragana@pravnalinija.rs", "linija", "lawyer", "invited"],
  ]);
});

test("lines that are alike are two, and a new organisation's country is told by its addresses where they agree", () => {
  const keys = readLines("A, a@b.mk, Krug\nA, a@b.mk, Krug", known).map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
  expect(countryOf(["a@b.mk", "c@d.com"])).toBe("mk");
  expect([countryOf(["a@b.mk", "c@d.rs"]), countryOf(["a@b.org"])]).toEqual([null, null]);
});

test("an address without its @ or its end is asked for, and taken for no organisation", () => {
  const lines = ["Fatmir Leka\tfatmir.vatra.example\tVatra Vlorë\tlawyer", "Arben Hoxha, arben@vatra, Vatra Vlorë"];
  expect(readLines(lines.join("\n"), known)).toMatchObject([
    { name: "Fatmir Leka", organisation: { name: "Vatra Vlorë" }, role: "lawyer", doubts: ["no-address"] },
    { name: "Arben Hoxha", organisation: { name: "Vatra Vlorë" }, doubts: ["no-address"] },
  ]);
});

test("one word in small letters beside no address is no organisation, and a name that looks like another is that one", () => {
  const placeOf = (line: string): unknown => readLines(line, known)[0]?.organisation;
  expect(placeOf("Somebody, not-an-address")).toBeNull();
  expect(placeOf("Nela V., nela@example.org, Pravna Iinija - Nis")).toEqual({ id: linija.id });
});

test("a guest in the place of a role names no organisation: which role is meant is asked", () => {
  expect(read("Gost Ministarstvo\tgost@minrzs.example\t\tgost")).toEqual([
    ["Gost Ministarstvo", "gost@minrzs.example", "", null, "organisation,role"],
  ]);
  expect(read("Vera Ilić, vera@pravnalinija.rs, Pravna linija, Гост")).toEqual([
    ["Vera Ilić", "vera@pravnalinija.rs", "linija", null, "role"],
  ]);
});

test("what was meant for a role and is none is asked about, whatever stands between the cells", () => {
  const of = (line: string): unknown[] => {
    const [{ organisation, role, roleWord, isGuest } = {}] = readLines(line, known);
    return [organisation && "id" in organisation ? organisation.id : organisation?.name, role, roleWord, isGuest];
  };
  const asked = [linija.id, null, "boss", false];
  expect(of("Lena Popova, lena@krug.mk, Pravna linija, boss")).toEqual(asked);
  expect(of("Lena Popova <lena@krug.mk> Pravna linija boss")).toEqual(asked);
  expect(of("Lena Popova, lena@krug.mk, Pravna linija, Big boss")).toEqual([linija.id, null, "Big boss", false]);
  expect(of("Lena Popova, lena@krug.mk, boss")).toEqual([undefined, null, "boss", false]);
  expect(of("Lena Popova, lena@krug.mk, Отворен круг, boss")).toEqual(["Отворен круг", null, "boss", false]);
  expect(of("Lena Popova, lena@krug.mk, Pravna linija, Niš")).toEqual([linija.id, "lawyer", null, false]);
  expect(of("Lena Popova, lena@krug.mk, Центар за права, Битола")).toEqual([
    "Центар за права, Битола",
    "lawyer",
    null,
    false,
  ]);
});

test("a role stands without a comma, behind an organisation or a name", () => {
  const pasted = [
    "Elena Trajkovska <elena@krug.mk> Отворен круг reviewer",
    "Vera Rossi reviewer <vera@krug.mk>",
    "Sofi Luka <sofi@krug.mk> Qendra Besa e ftuar",
  ];
  expect(read(pasted.join("\n"))).toEqual([
    ["Elena Trajkovska", "elena@krug.mk", "Отворен круг", "reviewer", ""],
    ["Vera Rossi", "vera@krug.mk", "", "reviewer", "organisation"],
    ["Sofi Luka", "sofi@krug.mk", "besa", null, "role"],
  ]);
});

test("what people are elsewhere is asked about wherever it stands, in each language and script", () => {
  const asked = [
    "Ana A, ana@krug.mk, Отворен круг, администратор",
    "Ana A, ana@krug.mk, Отворен круг, Судија",
    "Ana A, ana@krug.mk, administrator, Отворен круг",
    "Ana A, Koordinatorka, ana@krug.mk, Отворен круг",
    "Ana A <ana@krug.mk> Отворен круг Gjyqtare",
    "Ana A\tana@krug.mk\tadmin\tОтворен круг",
  ];
  for (const line of asked) expect(read(line)).toEqual([["Ana A", "ana@krug.mk", "Отворен круг", null, "role"]]);
  expect(read("Ana A, ana@krug.mk, Novi centar, Administrator")).toEqual([
    ["Ana A", "ana@krug.mk", "Novi centar", null, "role"],
  ]);
  // Whatever stands before an organisation that is known is no part of a new one.
  expect(read("Ana A, ana@krug.mk, volonterka, Qendra Besa")).toEqual([["Ana A", "ana@krug.mk", "besa", null, "role"]]);
  // A new organisation with its town asks nothing of its own.
  expect(read("Ana A, ana@krug.mk, Novi centar, Niš")).toEqual([
    ["Ana A", "ana@krug.mk", "Novi centar, Niš", "lawyer", ""],
  ]);
});

test("an address that none can be sent to is no organisation, and what is wrong with it is told", () => {
  const faultOf = (address: string): unknown[] => {
    const [line] = readLines(`Lena Popova, ${address}, Qendra Besa`, known);
    return [line?.fault, line?.email, line?.doubts.join(), line?.organisation];
  };
  const [wrong, place] = ["no-address", { id: besa.id }];
  expect(faultOf("lena@@x")).toEqual(["two-at", "", wrong, place]);
  expect(faultOf("lena@@krug.mk")).toEqual(["two-at", "", wrong, place]);
  expect(faultOf("lena@x")).toEqual(["no-dot", "", wrong, place]);
  expect(faultOf("лена@круг.мк")).toEqual(["script", "", wrong, place]);
  expect(faultOf("lena..p@krug.mk")).toEqual(["signs", "", wrong, place]);
  expect(faultOf("lena.krug.mk")).toEqual(["no-at", "", wrong, place]);
  expect(faultOf("lena@krug.mk")).toEqual([null, "lena@krug.mk", "", place]);
});

test("who is called as a member is asked about, in whichever order, unless it is they who come back", () => {
  const named = "Jovanović Mirjana, m.j@gmail.com, Pravna linija\nElira K., elira@besa.al, Qendra Besa";
  expect(readLines(named, known).map(({ doubts, member }) => [doubts.join(), member])).toEqual([
    ["name-member", "Mirjana Jovanović"],
    ["", null],
  ]);
});
