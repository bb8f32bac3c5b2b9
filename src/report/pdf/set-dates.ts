/**
 * Overwrites the dates that a browser puts into a PDF, so that the same report prints to the same bytes whenever it is
 * printed. With `date` null they are blanked: a date is not required. Lengths stay, so the offsets in the file stay right.
 *
 * @param pdf as Chromium writes it: both dates as `(D:20261122035414+00'00')` in plain text
 * @param date what both dates become, in UTC
 */
export function setDates(pdf: Uint8Array, date: Date | null): Uint8Array {
  const file = Buffer.from(pdf);
  const text = file.toString("latin1");
  const stamp = date === null ? null : `D:${date.toISOString().replace(/[-:T]/g, "").slice(0, 14)}+00'00'`;
  for (const found of text.matchAll(/\/(?:CreationDate|ModDate) ?\((D:\d{14}[+-]\d{2}'\d{2}')\)/g)) {
    const [entry, written] = found as unknown as [string, string];
    const replaced = stamp === null ? " ".repeat(entry.length) : entry.replace(written, stamp);
    file.write(replaced, found.index, "latin1");
  }
  return file;
}
