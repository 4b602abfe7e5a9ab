import { type Country, TIME_ZONES } from "../language.ts";

/** A moment as the clock and the calendar on the wall of a room have it. */
export interface WallTime {
  /** `YYYY-MM-DD` */
  day: string;
  /** `HH:MM` */
  time: string;
  /** Since midnight, with the part of a minute that has gone. */
  minutes: number;
}

const formats = new Map<Country, Intl.DateTimeFormat>();

/** Days and times of a workshop are those of the country of its host, wherever its reader or its server is. */
export function wallTime(country: Country, at: Date | string | number): WallTime {
  const found = Object.fromEntries(
    formatOf(country)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  const { year = "", month = "", day = "", hour = "", minute = "", second = "" } = found;
  const minutes = Number(hour) * 60 + Number(minute) + Number(second) / 60;
  return { day: `${year}-${month}-${day}`, time: `${hour}:${minute}`, minutes };
}

function formatOf(country: Country): Intl.DateTimeFormat {
  const known = formats.get(country);
  if (known) return known;
  const two = "2-digit";
  const time = { hour: two, minute: two, second: two, hourCycle: "h23" } as const;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: TIME_ZONES[country],
    year: "numeric",
    month: two,
    day: two,
    ...time,
  });
  formats.set(country, made);
  return made;
}
