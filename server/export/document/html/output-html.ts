import { readFileSync } from "node:fs";
import { UI_LANGUAGES } from "../../../../schema/domain/language.ts";
import { listStyle, listStyleRules } from "../../../../schema/language/typography.ts";
import { xmlText } from "../../files/clean.ts";
import { inlineText } from "../typography/lengths.ts";
import type { Block, Cell, Inline, Manuscript } from "../manuscript/manuscript.ts";
import { gridOf } from "../typography/table-grid.ts";
import { byVerdict, CONTENTS_FROM, typeset } from "../typography/typeset.ts";

const STYLE = readFileSync(new URL("output.css", import.meta.url), "utf8").trim();

const LISTS = [
  listStyleRules(),
  ...UI_LANGUAGES.map((language) => `ol.letters:lang(${language}) { list-style: ${listStyle(language)}; }`),
].join("\n");

/** One or both languages of a document as one HTML file that asks nothing of anybody: no script, no font, no picture. */
export function outputHtml(manuscripts: readonly Manuscript[]): Uint8Array {
  const [first] = manuscripts;
  const title = manuscripts.map((each) => each.title).join(" · ");
  const articles = manuscripts.map((manuscript, i) => new Writer(typeset(manuscript), `p${i + 1}-`).article());
  const html = `<!doctype html>
<html lang="${escape(first?.language ?? "en")}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="author" content="${escape(first?.network ?? "")}">
<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"><title>${escape(title)}</title>
<style>
${STYLE}
${LISTS}
</style></head>
<body>${languages(manuscripts)}<main>
${articles.join("\n")}
</main></body>
</html>
`;
  return new TextEncoder().encode(html);
}

/** The way to each language, in its own words. */
function languages(manuscripts: readonly Manuscript[]): string {
  if (manuscripts.length < 2) return "";
  const links = manuscripts.map(
    ({ language, title }, i) => `<li lang="${escape(language)}"><a href="#p${i + 1}-">${escape(title)}</a></li>`,
  );
  return `<nav class="languages sans"><ul>${links.join("")}</ul></nav>\n`;
}

class Writer {
  readonly #manuscript: Manuscript;
  /** Keeps the ids of two languages apart. */
  readonly #prefix: string;
  readonly #notes: string[] = [];
  readonly #headings: { level: number; id: string; number: string; text: string }[] = [];

  constructor(manuscript: Manuscript, prefix: string) {
    this.#manuscript = manuscript;
    this.#prefix = prefix;
  }

  article(): string {
    const { language, title, subtitle, mark, cover, blocks, quoted, words, house } = this.#manuscript;
    const body = this.#blocks(blocks);
    const isLong = this.#headings.length >= CONTENTS_FROM;
    const list = quoted.length > 0 ? this.#quoted() : "";
    const notes = this.#notes.length > 0 ? this.#heading(1, words.notes) : "";
    return [
      `<article lang="${escape(language)}" id="${this.#prefix}" style="--house: ${house.colour}">`,
      `<header>${mark && `<p class="mark sans">${escape(mark)}</p>`}`,
      `<h1>${escape(title)}</h1><p class="subtitle sans">${escape(subtitle)}</p>`,
      `${facts(cover)}</header>`,
      isLong ? this.#contents() : "",
      body,
      list,
      notes && `<section class="notes" role="doc-endnotes">${notes}<ol>${this.#notes.join("")}</ol></section>`,
      "</article>",
    ]
      .filter(Boolean)
      .join("\n");
  }

  #contents(): string {
    const { words } = this.#manuscript;
    const entries = this.#headings.map(
      ({ level, id, number, text }) =>
        `<li class="level-${level}"><a href="#${id}">${beside(number)}${escape(text)}</a></li>`,
    );
    return `<nav class="contents" role="doc-toc" aria-label="${escape(words.contents)}"><p class="sans"><strong>${escape(words.contents)}</strong></p><ol>${entries.join("")}</ol></nav>`;
  }

  /** A heading of the document's second level or below; the first two of these stand in the contents. */
  #heading(level: number, text: string, html = escape(text), number = ""): string {
    const id = `${this.#prefix}h${this.#headings.length + 1}`;
    this.#headings.push({ level, id, number, text });
    return `<h${level + 1} id="${id}">${beside(number)}${html}</h${level + 1}>`;
  }

  #quoted(): string {
    const { quoted, words } = this.#manuscript;
    const lists = byVerdict(quoted).map(({ verdict, quotes }) => {
      const items = quotes.map(({ text, at }) => `<li><a href="#${this.#place(at)}">${escape(text)}</a></li>`);
      return `<p class="sans verdict"><strong>${escape(verdict)}</strong></p><ul>${items.join("")}</ul>`;
    });
    return `<section class="quoted">${this.#heading(1, words.quoted)}<p>${escape(words.quotedIntro)}</p>${lists.join("")}</section>`;
  }

  #place(quoted: number): string {
    return `${this.#prefix}q${quoted + 1}`;
  }

  #blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => this.#block(block)).join("\n");
  }

  #block(block: Block): string {
    switch (block.kind) {
      case "heading":
        return this.#heading(block.level, inlineText(block.content), this.#inlines(block.content), block.number);
      case "paragraph":
        return `<p>${beside(block.number)}${this.#inlines(block.content)}</p>`;
      case "list": {
        const items = block.items.map((item) => `<li>${this.#blocks(item)}</li>`).join("");
        if (block.labels === null) return `<ul>${items}</ul>`;
        const { start, style } = block.labels;
        return `<ol start="${start}"${style === "letters" ? ` class="letters"` : ""}>${items}</ol>`;
      }
      case "quotation":
        return `<blockquote>${this.#blocks(block.blocks)}</blockquote>`;
      case "table":
        return beside(block.label, "p") + this.#table(block.rows);
      case "evidence": {
        const { content, verdict, remark } = block;
        return `<figure>${beside(verdict)}<blockquote>${this.#inlines(content)}</blockquote>${remark ? `<p class="sans">${escape(remark)}</p>` : ""}</figure>`;
      }
      case "recommendation":
        return `<section class="recommendation"><p><strong class="sans">${escape(block.label)} ${block.number}.</strong> ${this.#inlines(block.content)}</p>${block.facts.length > 0 ? facts(block.facts) : ""}</section>`;
      case "facts": {
        if (block.rows.length === 0) return `<p class="subtitle sans">${escape(block.empty)}</p>`;
        const head = block.head.map((text) => `<th scope="col">${escape(text)}</th>`).join("");
        const rows = block.rows.map(
          (row) =>
            `<tr>${row.map((text) => `<td${span("colspan", row.length === 1 ? block.head.length : 1)}>${escape(text).replaceAll("\n", "<br>")}</td>`).join("")}</tr>`,
        );
        return (
          beside(block.label, "p") +
          scrolling(`<table class="facts"><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`)
        );
      }
    }
  }

  /** Rows of headers alone are the table's head, which is printed again on each page. */
  #table(rows: readonly Cell[][]): string {
    const { heads } = gridOf(rows);
    const written = (some: readonly Cell[][], scope: "col" | "row"): string =>
      some.map((row) => `<tr>${row.map((cell) => this.#cell(cell, scope)).join("")}</tr>`).join("");
    const head = heads > 0 ? `<thead>${written(rows.slice(0, heads), "col")}</thead>` : "";
    return scrolling(`<table>${head}<tbody>${written(rows.slice(heads), "row")}</tbody></table>`);
  }

  #cell({ isHeader, colspan, rowspan, blocks }: Cell, scope: "col" | "row"): string {
    const [tag, of] = isHeader ? ["th", ` scope="${scope}"`] : ["td", ""];
    return `<${tag}${of}${span("colspan", colspan)}${span("rowspan", rowspan)}>${this.#blocks(blocks)}</${tag}>`;
  }

  #inlines(content: readonly Inline[]): string {
    return content
      .map((inline) => {
        if (inline.kind === "break") return "<br>";
        if (inline.kind === "note") return this.#note(inline.content);
        if (inline.kind === "place") return `<span id="${this.#place(inline.quoted)}"></span>`;
        const { text, strong, em, superscript, lang, href } = inline;
        let html = escape(text);
        if (lang) html = `<span lang="${escape(lang)}">${html}</span>`;
        if (superscript) html = `<sup>${html}</sup>`;
        if (em) html = `<em>${html}</em>`;
        if (strong) html = `<strong>${html}</strong>`;
        return href ? `<a href="${escape(href)}" rel="noopener noreferrer">${html}</a>` : html;
      })
      .join("");
  }

  #note(content: readonly Inline[]): string {
    const number = this.#notes.length + 1;
    const id = `${this.#prefix}n${number}`;
    // Its place is taken before its words are written, which can hold no note of their own.
    this.#notes.push("");
    this.#notes[number - 1] =
      `<li id="${id}">${this.#inlines(content)} <a href="#${id}-ref" role="doc-backlink" aria-label="${number} ↩">↩</a></li>`;
    return `<sup id="${id}-ref"><a href="#${id}" role="doc-noteref">${number}</a></sup>`;
  }
}

/** What stands left of the text where the window has room for it. */
function beside(text: string, tag = "span"): string {
  return text && `<${tag} class="beside sans">${escape(text)}${tag === "span" ? " " : ""}</${tag}>`;
}

function span(name: "colspan" | "rowspan", value: number): string {
  return value > 1 ? ` ${name}="${value}"` : "";
}

/** A table wider than the screen moves by itself, by keys too, and not the page with it. */
function scrolling(table: string): string {
  return `<div class="table" tabindex="0">${table}</div>`;
}

function facts(rows: readonly (readonly [string, string])[]): string {
  return `<dl>${rows.map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`).join("")}</dl>`;
}

function escape(text: string): string {
  return xmlText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
