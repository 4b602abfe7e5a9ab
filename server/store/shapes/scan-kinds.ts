/** Formats whose text is read from pictures. */
export const SCAN_KINDS = ["pdf", "png", "jpeg", "tiff"] as const;
export type ScanKind = (typeof SCAN_KINDS)[number];

/** Whether a format is one of them. */
export function isScanKind(format: string): format is ScanKind {
  return SCAN_KINDS.some((kind) => kind === format);
}
