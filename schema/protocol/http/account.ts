import { z } from "zod";
import { UiLanguage } from "../../domain/language.ts";
import { Country } from "../../domain/language.ts";
import { OrganisationId } from "../../domain/ids.ts";
import { Theme } from "../../domain/theme.ts";
import { RoundRunners } from "../../domain/verdict.ts";
import { Email, OrganisationName, Password, PersonName } from "./people.ts";

/** GET /api/account → one's own, beside what the session says. */
export const AccountView = z.object({
  email: z.string().nullable(),
  /** Null: as the device has it. */
  language: UiLanguage.nullable(),
  theme: Theme.nullable(),
  /** Null where that is not known. */
  passwordSetAt: z.iso.datetime().nullable(),
  /** How one is named as an author of papers; null without one's consent. */
  author: z.string().nullable(),
  /** Nobody else leads their organisation, which they lead; left out where somebody does, or they do not. */
  onlyLead: z
    .object({
      organisation: z.string(),
      /** Others who are of it, whom they can make a facilitator. */
      others: z.int().nonnegative(),
      /** Names of its verdicts. */
      verdicts: z.array(z.string()),
      /** It has texts with all names, or nobody else leads anything: whoever runs the server has to help before they leave. */
      isNeeded: z.boolean(),
    })
    .optional(),
});
export type AccountView = z.infer<typeof AccountView>;

/** PUT /api/account/name; 409 `name-taken`. `keepsName`: it is theirs, though somebody of another organisation, or a guest, has it. */
export const NameChange = z.object({ name: PersonName, keepsName: z.literal(true).optional() });
export type NameChange = z.input<typeof NameChange>;
/** PUT /api/account/initials; 409 `initials-taken` where they are another member's. */
export const InitialsChange = z.object({
  initials: z
    .string()
    .trim()
    // Two of a letter stand for one small one in some alphabets.
    .transform((initials) => initials.toLocaleUpperCase())
    .pipe(z.string().regex(/^[\p{L}\p{N}]{2,3}$/u)),
});
/** PUT /api/account/address; 403 `wrong-current-password`, 409 `email-taken`, `email-former`. */
export const AddressChange = z.object({ email: Email, current: z.string().max(200) });
export type AddressChange = z.input<typeof AddressChange>;
/** PUT /api/account/password → how many other devices it signed out; 403 `wrong-current-password`. */
export const PasswordChange = z.object({ password: Password, current: z.string().max(200) });
export type PasswordChange = z.infer<typeof PasswordChange>;
export const PasswordChanged = z.object({ signedOut: z.int().nonnegative() });
export type PasswordChanged = z.infer<typeof PasswordChanged>;
/**
 * POST /api/account/leave: out of the network, signed out everywhere; 403 `wrong-current-password`, 409 `leaves-preparing` as of who is
 * removed; `leaves-unled` where somebody else of their organisation is there to lead it; `leaves-nobody` where nobody is, unless they
 * know (`leavesNobody`).
 */
export const Leaving = PasswordChange.pick({ current: true }).extend({ leavesNobody: z.literal(true).optional() });
export type Leaving = z.infer<typeof Leaving>;
/** PUT /api/account/looks: what follows one to every device. */
export const LooksChange = z.object({ language: UiLanguage.optional(), theme: Theme.optional() });
export type LooksChange = z.infer<typeof LooksChange>;

/** GET /api/network/settings (facilitators). */
export const SettingsView = z.object({
  name: z.string(),
  organisations: z.array(
    z.object({
      id: OrganisationId,
      name: z.string(),
      country: Country,
      members: z.int(),
      /** Former members and links that nobody has used: they keep it from being removed. */
      former: z.int(),
      invited: z.int(),
      /** Of those that the asker may know of. */
      verdicts: z.int(),
      /** Nobody leads it, and so many verdicts of it are in preparation, which nobody sees; left out where somebody does. */
      unled: z.int().optional(),
      /** Whose facilitators run rounds of its verdicts. */
      roundRunners: RoundRunners,
      /** Names of its facilitators, where only they say this, what it is called and where it is; left out where the asker does. */
      ledBy: z.array(z.string()).optional(),
    }),
  ),
});
export type SettingsView = z.infer<typeof SettingsView>;
/** PUT /api/network/name and PUT /api/organisations/:id/name; of an organisation 409 `organisation-taken`. */
export const Rename = z.object({ name: OrganisationName });
/** DELETE /api/organisations/:id; 409 `organisation-in-use` while people (former ones too), verdicts or invitations are of it. */
/** PUT /api/organisations/:id/country */
export const CountryChange = z.object({ country: Country });
