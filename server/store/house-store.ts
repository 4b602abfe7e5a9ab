import type { DocumentNumber, House, HouseEntry, Picture, PictureId, Series } from "../../schema/domain/house.ts";
import type { MemberId, OutputId } from "../../schema/domain/ids.ts";

/** A house as it was from some change on. */
export interface HouseVersion {
  /** 0 where nobody has said anything yet. */
  number: number;
  house: House;
}

export interface HouseVersionInfo {
  number: number;
  entry: HouseEntry;
  by: MemberId;
  at: string;
}

/** Who is named as an author, and how they want it written. */
export interface AuthorRow {
  member: MemberId;
  name: string;
}

/** Who does it and when. */
interface Act {
  by: MemberId;
  at: string;
}

export interface HouseStore {
  /** The newest version. */
  current(): Promise<HouseVersion>;
  /** The version that was in force at a time. */
  asOf(at: string): Promise<HouseVersion>;
  /** Null where there is none of that number. */
  version(number: number): Promise<HouseVersion | null>;
  /** The newest so many. */
  changes(limit: number): Promise<HouseVersionInfo[]>;
  /**
   * Makes a version of what `make` says of the newest, and keeps the picture that it names; the number. Where nothing has changed it
   * is the one that is there.
   */
  change(act: Act, make: (house: House) => { house: House; entry: HouseEntry }, picture?: Picture): Promise<number>;
  /** Puts what a version changed back to how it was; the number of the version that this made. Throws not-found, conflict. */
  undo(number: number, act: Act): Promise<number>;
  /** Those that there are. */
  pictures(ids: readonly PictureId[]): Promise<Picture[]>;
  /** By their names. */
  authors(): Promise<AuthorRow[]>;
  /** Null takes the consent back. */
  setAuthor(member: MemberId, name: string | null, at: string): Promise<void>;
  /** The same in all its languages; null where nobody asked for one yet. */
  documentNumber(output: OutputId): Promise<DocumentNumber | null>;
  /**
   * The number of a document: the one that it has, or the next of the series in the year, which all its languages have from then on.
   */
  giveNumber(output: OutputId, of: { series: Series; year: number }, act: Act): Promise<DocumentNumber>;
}
