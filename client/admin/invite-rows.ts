import { OrganisationId } from "../../schema/domain/ids.ts";
import type { Country } from "../../schema/domain/language.ts";
import type { Role } from "../../schema/domain/member.ts";
import type { InviteList } from "../../schema/protocol/http/people.ts";
import { linksKept } from "./links-kept.ts";
import { ofMember } from "../typed/of-member.ts";
import type { Doubt, ReadLine, ReadOrganisation } from "./invite-lines.ts";

/** What was answered about a line. */
export interface Answer {
  organisation?: string;
  role?: Role;
  isSkipped?: boolean;
}

/** A list that was begun and not sent. */
interface Begun {
  pasted: string;
  answers: ReadonlyMap<string, Answer>;
  countries: ReadonlyMap<string, Country>;
  others: readonly string[];
}

export const LIST = "invite list";

/**
 * What was begun, while the page lives: another page of the network loses neither lines nor answers, and the browser asks before it is
 * closed. No device keeps addresses of people.
 */
export const begun = ofMember(new Map<typeof LIST, Begun>());

/** A list is begun, or links of one are not done with: their place stays, whatever else is next. */
export function isInviting(): boolean {
  return begun.has(LIST) || linksKept.all.length > 0;
}

/** In a select: an organisation that is there by its id, a new one by its name behind this. */
export const NEW = "new:";

/** A line with its answers. */
export interface Row {
  line: ReadLine;
  /** The value of the select; "" asks. */
  organisation: string;
  role: Role | null;
  doubts: Doubt[];
  isSkipped: boolean;
}

export function valueOf(organisation: ReadOrganisation | null): string {
  if (!organisation) return "";
  return "id" in organisation ? organisation.id : `${NEW}${organisation.name}`;
}

export function listOf(rows: readonly Row[], made: ReadonlyMap<string, Country | null>): InviteList {
  const names = [...made.keys()];
  return {
    organisations: [...made].flatMap(([name, country]) => (country === null ? [] : [{ name, country }])),
    people: rows
      .filter(({ isSkipped }) => !isSkipped)
      .flatMap(({ line: { name, email }, organisation, role }) =>
        role === null
          ? []
          : [
              {
                name,
                email,
                role,
                organisation: organisation.startsWith(NEW)
                  ? names.indexOf(organisation.slice(NEW.length))
                  : OrganisationId.parse(organisation),
              },
            ],
      ),
  };
}
