import { readFileSync } from "node:fs";
import { z } from "zod";
import { providers } from "../../endpoints/endpoint.js";
import { TeacherprintError } from "../../errors.js";
import { defaultPrices } from "./default-prices.js";
import type { PriceTable } from "./price-table.js";

const dollars = z.number().min(0).max(100_000);
const schema = z.strictObject({
  date: z.iso.date(),
  source: z.string().default("the user's own table"),
  batchShare: z.partialRecord(z.enum(providers), z.number().min(0).max(1)).optional(),
  prices: z.record(
    z.string().min(1),
    z.strictObject({ input: dollars, output: dollars, cachedInput: dollars.optional() }),
  ),
});

/**
 * The built-in prices, with those of a user's JSON file in their place:
 * `{"date": "2026-11-22", "prices": {"my-model": {"input": 1, "output": 2}}}`, US dollars for a million tokens. A name
 * may also be `provider:model`; `"batchShare": {"openai": 0.5}` says what part of that a batch costs. Throws PRICES_UNREADABLE naming the place.
 */
export function loadPrices(path: string | null): PriceTable {
  if (path === null) return defaultPrices;
  const own = readOwn(path);
  return {
    date: own.date,
    source: `${own.source}; others: ${defaultPrices.source} (${defaultPrices.date})`,
    batchShare: { ...defaultPrices.batchShare, ...own.batchShare },
    prices: { ...defaultPrices.prices, ...own.prices },
  };
}

function readOwn(path: string): PriceTable {
  const fix =
    'Write {"date": "2026-11-22", "prices": {"model": {"input": 1, "output": 2}}}, dollars for a million tokens.';
  let text: unknown;
  try {
    text = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const unreadable = (happened: string, remedy: string) =>
      new TeacherprintError("PRICES_UNREADABLE", happened, remedy, { cause });
    if (code === undefined) throw unreadable(`The price file ${path} is not JSON: ${message}.`, fix);
    if (code === "ENOENT") throw unreadable(`There is no price file ${path}.`, "Check the path.");
    throw unreadable(
      `The price file ${path} cannot be read (${code}).`,
      code === "EISDIR" ? "Name a file, not a folder." : "Check that you may read it.",
    );
  }
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data as PriceTable;
  const issue = parsed.error.issues[0]!;
  const place = issue.path.length === 0 ? "the file" : issue.path.join(".");
  throw new TeacherprintError("PRICES_UNREADABLE", `${path}, at ${place}: ${issue.message}.`, fix);
}
