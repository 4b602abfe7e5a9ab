import type { PictureId } from "../../schema/domain/house.ts";
import type { OrganisationId } from "../../schema/domain/ids.ts";
import type { Country } from "../../schema/domain/language.ts";
import {
  AccountView,
  type AddressChange,
  type Leaving,
  type LooksChange,
  type NameChange,
  type PasswordChange,
  PasswordChanged,
  SettingsView,
} from "../../schema/protocol/http/account.ts";
import { type HouseChange, HouseChanged, HouseView } from "../../schema/protocol/http/house.ts";
import { command, request } from "./http.ts";

/** One's own account; each change is a command of its own. */
export const readAccount = (): Promise<AccountView> => request("GET", "/api/account", AccountView);
export const changeName = (change: NameChange): Promise<void> => command("PUT", "/api/account/name", change);
export const changeInitials = (initials: string): Promise<void> =>
  command("PUT", "/api/account/initials", { initials });
export const changeAddress = (change: AddressChange): Promise<void> => command("PUT", "/api/account/address", change);
/** Signs the other devices out. */
export const changePassword = (change: PasswordChange): Promise<PasswordChanged> =>
  request("PUT", "/api/account/password", PasswordChanged, change);
/** Out of the network, and signed out everywhere. */
export const leaveNetwork = (leaving: Leaving): Promise<void> => command("POST", "/api/account/leave", leaving);
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

/** How documents of the network look; facilitators change it. */
export const readHouse = (): Promise<HouseView> => request("GET", "/api/house", HouseView);
export const changeHouse = (change: HouseChange): Promise<HouseChanged> =>
  request("PATCH", "/api/house", HouseChanged, change);
/** Takes back what a version changed. */
export const undoHouse = (number: number): Promise<HouseChanged> =>
  request("POST", `/api/house/versions/${number}/undo`, HouseChanged);
export const pictureUrl = (id: PictureId): string => `/api/house/pictures/${id}`;
/** How one is named as an author; null takes it back. */
export const changeAuthor = (name: string | null): Promise<void> => command("PUT", "/api/account/author", { name });
