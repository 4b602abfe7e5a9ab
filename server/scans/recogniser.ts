import { createWorker, OEM, type Block, type Worker } from "tesseract.js";
import type { Model } from "./ocr-data.ts";
import { toPgm, type GreyImage } from "./page-image.ts";

/** One Tesseract in a thread of its own; a model is loaded when it is asked for, and stays. */
export class Recogniser {
  readonly #folder: string;
  #worker: Worker | null = null;
  #model: Model | null = null;

  /** `folder`: where the trained data lies. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What stands on a picture. */
  async read(image: GreyImage, model: Model): Promise<Block[]> {
    const worker = await this.#with(model);
    const { data } = await worker.recognize(toPgm(image), {}, { text: false, blocks: true });
    return data.blocks ?? [];
  }

  async #with(model: Model): Promise<Worker> {
    if (!this.#worker) {
      // Everything is on this machine: without these two it would look for data on the network and keep copies of it.
      const options = { langPath: this.#folder, gzip: false, cacheMethod: "none" };
      this.#worker = await createWorker(model, OEM.LSTM_ONLY, options);
    } else if (model !== this.#model) await this.#worker.reinitialize(model, OEM.LSTM_ONLY);
    this.#model = model;
    return this.#worker;
  }
}
