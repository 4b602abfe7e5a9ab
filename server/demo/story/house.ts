import type { Country, Localised } from "../../../schema/domain/language.ts";
import { HouseChanged, type HouseChange } from "../../../schema/protocol/http/house.ts";
import type { DemoPerson } from "../demo-people.ts";
import { LOGOS, logoOf } from "./logos.ts";
import { found, type Story } from "./story.ts";

const NAME: Localised = {
  en: "Lawyers’ Network on Trafficking Verdicts",
  "sr-Latn": "Mreža pravnika za presude o trgovini ljudima",
  mk: "Мрежа на правници за пресуди за трговија со луѓе",
  sq: "Rrjeti i juristëve për vendimet mbi trafikimin",
};

const ORGANISATIONS: Record<Country, Localised> = {
  rs: {
    en: "Pravna linija, Niš",
    "sr-Latn": "Pravna linija, Niš",
    mk: "Правна линија, Ниш",
    sq: "Pravna linija, Nish",
  },
  mk: {
    en: "Otvoren krug, Skopje",
    "sr-Latn": "Otvoren krug, Skoplje",
    mk: "Отворен круг, Скопје",
    sq: "Otvoren krug, Shkup",
  },
  al: { en: "Qendra Besa, Durrës", "sr-Latn": "Qendra Besa, Drač", mk: "Кендра Беса, Драч", sq: "Qendra Besa, Durrës" },
};

const ADDRESSEES: readonly Localised[] = [
  { en: "Prosecution offices", "sr-Latn": "Tužilaštva", mk: "Обвинителства", sq: "Prokuroritë" },
  { en: "Courts", "sr-Latn": "Sudovi", mk: "Судови", sq: "Gjykatat" },
  {
    en: "Ministries of justice",
    "sr-Latn": "Ministarstva pravde",
    mk: "Министерства за правда",
    sq: "Ministritë e drejtësisë",
  },
  {
    en: "Services that support victims",
    "sr-Latn": "Službe za podršku žrtvama",
    mk: "Служби за поддршка на жртвите",
    sq: "Shërbimet për mbështetjen e viktimave",
  },
];

const DONOR: Localised = {
  en: "Produced with the financial support of an invented donor.",
  "sr-Latn": "Izrađeno uz finansijsku podršku izmišljenog donatora.",
  mk: "Изработено со финансиска поддршка од измислен донатор.",
  sq: "Përgatitur me mbështetjen financiare të një donatori të sajuar.",
};

const DISCLAIMER: Localised = {
  en: "Its contents are the sole responsibility of the network and do not necessarily reflect the views of the donor.",
  "sr-Latn": "Za sadržaj odgovara isključivo mreža i on ne odražava nužno stavove donatora.",
  mk: "За содржината е одговорна исклучиво мрежата и таа не мора да ги одразува ставовите на донаторот.",
  sq: "Përmbajtja është përgjegjësi vetëm e rrjetit dhe nuk pasqyron domosdoshmërisht pikëpamjet e donatorit.",
};

/** What an organisation is called and looks like is for its own. */
const LEADERS: Readonly<Record<Country, DemoPerson>> = {
  rs: "facilitator",
  mk: "facilitator-mk",
  al: "facilitator-al",
};

/** The house of the network, which its first facilitator gives it once the organisations are there; three of its people are named as authors. */
export function buildHouse(story: Story): void {
  story.on(-90, 9, async () => {
    const change = async (what: HouseChange, by: DemoPerson = "facilitator"): Promise<HouseChanged["view"]["house"]> =>
      (await story.ask(HouseChanged, by, "PATCH", "/api/house", what)).view.house;
    await change({ field: "name", value: NAME });
    for (const { id, country } of await story.server.store.people.organisations()) {
      const by = LEADERS[country];
      await change({ field: "organisation-name", organisation: id, value: ORGANISATIONS[country] }, by);
      const value = { png: await logoOf(LOGOS[country]) };
      await change({ field: "organisation-logo", organisation: id, value }, by);
    }
    for (const value of ADDRESSEES) await change({ field: "addressee-name", addressee: null, value });
    await change({ field: "licence", value: "by" });
    const contact = { email: "office@network.example", web: "verdicts.network.example", address: "" };
    await change({ field: "contact", value: contact });
    const dates = { number: "INV-2026-4", from: story.day(-300), to: story.day(430) };
    const { grants } = await change({ field: "grant-number", grant: null, value: dates });
    const grant = found(Object.keys(grants)[0]) as keyof typeof grants;
    await change({ field: "grant-donor", grant, value: DONOR });
    await change({ field: "grant-disclaimer", grant, value: DISCLAIMER });
    await change({ field: "grant-draft", grant, value: false });
  });
  const authors: Partial<Record<DemoPerson, string>> = {
    facilitator: "Mirjana Jovanović",
    "lawyer-rs": "N. Radulović",
    "lawyer-al": "Elira Koçi",
  };
  for (const [person, name] of Object.entries(authors) as [DemoPerson, string][])
    story.on(-89, 10, async () => void (await story.send(person, "PUT", "/api/account/author", { name })));
}
