import { chooseModel, confidenceOf } from "./choose-model.ts";
import type { Model } from "./ocr-data.ts";
import { encodePage, greyOf, type GreyImage } from "./page-image.ts";
import { itemsOfPage } from "./page-items.ts";
import { openPages, type PageSource } from "./page-source.ts";
import type { ReadAnswer, ReadJob } from "./reader-messages.ts";
import { Recogniser } from "./recogniser.ts";
import { rulesOf, withoutRules } from "./rules.ts";
import type { ScanItem } from "./scanned-page.ts";

/** Below this a page is perhaps in another language than the one before, and is looked at anew. */
const DOUBTFUL = 70;

/** Reads the pages of a file that are not done, several at the same time. Throws ImportFailure. */
export async function readPages(job: ReadJob, tell: (answer: ReadAnswer) => void): Promise<void> {
  const source = await openPages(job.bytes, job.kind);
  tell({ kind: "opened", pages: source.count });
  const done = new Set(job.done);
  const waiting = Array.from({ length: source.count }, (_, i) => i + 1).filter((number) => !done.has(number));
  const languages = new Languages(job);
  const lane = async (): Promise<void> => {
    const reader = new Recogniser(job.data.folder);
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift())
      tell(await readPage(source, number, reader, languages));
  };
  await Promise.all(Array.from({ length: Math.min(job.atOnce, waiting.length) }, lane));
}

async function readPage(
  source: PageSource,
  number: number,
  reader: Recogniser,
  languages: Languages,
): Promise<ReadAnswer> {
  const { canvas, pointsPerPixel, items } = await source.page(number);
  const { width, height } = canvas;
  // The picture is packed while Tesseract reads: it works in another thread.
  const packed = encodePage(canvas);
  const read = items ?? (await readItems(greyOf(canvas), pointsPerPixel, reader, languages));
  const page = { number, source: items ? "text" : "read", width, height, items: read } as const;
  return { kind: "page", page, image: await packed };
}

async function readItems(
  page: GreyImage,
  pointsPerPixel: number,
  reader: Recogniser,
  languages: Languages,
): Promise<ScanItem[]> {
  const rules = rulesOf(page);
  return itemsOfPage(await languages.read(withoutRules(page, rules), reader), rules, page, pointsPerPixel);
}

/** Which model reads a page: the one of the page before, unless that can not have been right. */
class Languages {
  readonly #job: ReadJob;
  #current: Promise<Model | null> | null = null;

  constructor(job: ReadJob) {
    this.#job = job;
  }

  async read(image: GreyImage, reader: Recogniser): ReturnType<Recogniser["read"]> {
    // The first page is looked at once, and all that are read at the same time wait for it.
    const first = (this.#current ??= this.#look(image, reader));
    const known = await first;
    // An empty page says nothing of the others.
    if (known === null && this.#current === first) this.#current = null;
    const model = known ?? (await this.#look(image, reader));
    if (model === null) return [];
    const blocks = await reader.read(image, model);
    if (confidenceOf(blocks) >= DOUBTFUL) return blocks;
    const other = await this.#look(image, reader);
    if (other === null || other === model) return blocks;
    const again = await reader.read(image, other);
    if (confidenceOf(again) <= confidenceOf(blocks)) return blocks;
    this.#current = Promise.resolve(other);
    return again;
  }

  #look(image: GreyImage, reader: Recogniser): Promise<Model | null> {
    return chooseModel(image, reader, this.#job.data.models);
  }
}
