import type { OrganisationId } from "../../schema/domain/ids.ts";
import type { Country } from "../../schema/domain/language.ts";
import {
  AccountView,
  type AddressChange,
  type LooksChange,
  type PasswordChange,
  PasswordChanged,
  SettingsView,
} from "../../schema/protocol/http/account.ts";
import { command, request } from "./http.ts";

/** One's own account; each change is a command of its own. */
export const readAccount = (): Promise<AccountView> => request("GET", "/api/account", AccountView);
export const changeName = (name: string): Promise<void> => command("PUT", "/api/account/name", { name });
export const changeInitials = (initials: string): Promise<void> =>
  command("PUT", "/api/account/initials", { initials });
export const changeAddress = (change: AddressChange): Promise<void> => command("PUT", "/api/account/address", change);
/** Signs the other devices out. */
export const changePassword = (change: PasswordChange): Promise<PasswordChanged> =>
  request("PUT", "/api/account/password", PasswordChanged, change);
/** What follows one to every device. */
export const changeLooks = (looks: LooksChange): Promise<void> => command("PUT", "/api/account/looks", looks);

/** What facilitators set for the network. */
export const readSettings = (): Promise<SettingsView> => request("GET", "/api/network/settings", SettingsView);
export const renameNetwork = (name: string): Promise<void> => command("PUT", "/api/network/name", { name });
export const renameOrganisation = (id: OrganisationId, name: string): Promise<void> =>
  command("PUT", `/api/organisations/${id}/name`, { name });
export const removeOrganisation = (id: OrganisationId): Promise<void> => command("DELETE", `/api/organisations/${id}`);
export const setOrganisationCountry = (id: OrganisationId, country: Country): Promise<void> =>
  command("PUT", `/api/organisations/${id}/country`, { country });
