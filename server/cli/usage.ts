import { EXPORT_FORMATS, LAYER_CHOICES } from "../../schema/protocol/export-choices.ts";

/** One clear line for the person at the terminal; `code` is the exit code. */
export class CliError extends Error {
  readonly code: number;
  constructor(message: string, code = 1) {
    super(message);
    this.code = code;
  }
}

export const USAGE = `Coram: lawyers read court verdicts together.

  coram serve   [--port 8080] [--host 127.0.0.1] [--data DIR] [--url https://…]
                [--tls-cert FILE --tls-key FILE | --behind-proxy]
                [--metrics-token-file FILE] [--verbose]
                /healthz: the process is there; /readyz: it takes people; /metrics: numbers for
                Prometheus, for this machine only, or for who sends "Authorization: Bearer TOKEN"
  coram demo    [--port 8080] [--url https://…] [--empty] [--make DIR]
                a network with three months of work, until it is stopped; --empty: only an organisation and its
                facilitator; --make: into a folder, for "coram serve --data DIR"
  coram import  FILE… [--ocr auto|srp_latn+srp] [--json]
                --ocr reads pictures of pages (scanned PDF, PNG, JPEG) with these models of Tesseract
  coram export  --verdict ID|--all --format ${EXPORT_FORMATS.join("|")}
                [--layer ${LAYER_CHOICES.join("|")}] [--group-by category|verdict] [--language en|sr-Latn|sr-Cyrl|mk|sq]
                [--with-ids] [--with-notes] [--with-internal] [--without-case-numbers] [-o FILE] [--data DIR] [--despite no-person|public|needed|agreed]
                --with-ids: a workbook with its columns of ids; --with-notes: Word, Excel and CSV with notes, reasons and names of
                coders; --with-internal: with internal comments, which guests do not read; --without-case-numbers: Excel, CSV and
                Word without case numbers, dates and courts
                a file with what looks like a person's data is written only with --despite
                --document ID --format docx|pdf|html [--both-languages] [--without-case-numbers]
                [-o FILE]: a document that was written here, by the id in its address
                --format qdc [--language …] [-o FILE]: the methodology in force as a codebook
  coram member  list | add | reset ADDRESS | role ADDRESS  [--data DIR]
                add --name NAME --email ADDRESS --role ROLE [--organisation NAME
                --country rs|mk|al] [--url https://…]
                reset ADDRESS [--url https://…]: prints a link for a new password, which that member and all
                facilitators are told of
                role ADDRESS --role ROLE: for an organisation that nobody leads any more
  coram pseudonyms FILE [--json]
                who and what would be proposed for pseudonyms; nothing is stored
  coram agreement FILE.json [--json]
                coefficients of a list of cases, {"cases": [{id, metric, variant?, data}]}; data as
                ratings, counts or a continuum. cohen_kappa takes weights, krippendorff_alpha
                distances, gamma alpha, beta and dissimilarities; what is not offered is refused
  coram backup  -o FILE [--data DIR]
  coram restore FILE [--ledger FILE] [--data DIR]
                what the erasure ledger says was erased since is erased in it again
  coram erase   term --verdict ID --token "[Victim A]" [--forms FILE] [--preview]
                [--passphrase-file FILE] | verdict --verdict ID --yes |
                member --member ID --yes  [--data DIR]
                forms one a line, from the file or standard input; no server may run
  coram verify  [--rebuild] [--data DIR]
  coram help

Every command takes --json. Without --data the folder is "data" in Coram's own folder.
`;
