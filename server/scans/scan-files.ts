import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ScanId } from "../../schema/domain/ids.ts";
import { notThere } from "../not-there.ts";

const ORIGINAL = "file";

/** A scan's file and pictures: a folder of its own, readable by the server's user only. */
export class ScanFiles {
  readonly #folder: string;

  /** `folder` need not be there. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async keepOriginal(id: ScanId, bytes: Uint8Array): Promise<void> {
    await this.#write(id, ORIGINAL, bytes);
  }

  original(id: ScanId): Promise<Uint8Array> {
    return readFile(join(this.#folder, id, ORIGINAL));
  }

  /** Originals are not kept once the text stands. */
  async dropOriginal(id: ScanId): Promise<void> {
    await rm(join(this.#folder, id, ORIGINAL), { force: true });
  }

  /** On the disk when it resolves: only then may a row say that the page is done. */
  async keepPage(id: ScanId, number: number, image: Uint8Array): Promise<void> {
    await this.#write(id, `${number}.webp`, image);
  }

  /** Null where there is no such page. */
  async page(id: ScanId, number: number): Promise<Uint8Array | null> {
    return readFile(join(this.#folder, id, `${number}.webp`)).catch(notThere);
  }

  async destroy(id: ScanId): Promise<void> {
    await rm(join(this.#folder, id), { recursive: true, force: true });
  }

  /** Scans of which there are files. */
  async all(): Promise<ScanId[]> {
    const names = (await readdir(this.#folder).catch(notThere)) ?? [];
    return names.flatMap((name) => ScanId.safeParse(name).data ?? []);
  }

  async #write(id: ScanId, name: string, bytes: Uint8Array): Promise<void> {
    await mkdir(join(this.#folder, id), { recursive: true, mode: 0o700 });
    await writeFile(join(this.#folder, id, name), bytes, { mode: 0o600, flush: true });
  }
}
