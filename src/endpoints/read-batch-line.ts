import { readBatchLine as readAnthropic } from "./anthropic/batch-line.js";
import type { BatchLine } from "./batches.js";
import type { Provider } from "./endpoint.js";
import { readBatchLine as readGoogle } from "./google/batch-line.js";
import { readBatchLine as readOpenAi } from "./openai/batch-line.js";

const readers: Readonly<Record<Provider, ((line: string) => BatchLine) | null>> = {
  openai: readOpenAi,
  "openai-responses": readOpenAi,
  anthropic: readAnthropic,
  google: readGoogle,
  "openai-compatible": null,
};

/**
 * Reads a stored line of a batch's results again, without loading an SDK. The body of a reply is for `readReply` of the
 * same provider. Throws RangeError for a provider without batches.
 */
export function readBatchLine(provider: Provider, line: string): BatchLine {
  const read = readers[provider];
  if (read === null) throw new RangeError(`no batches are known for ${provider}`);
  return read(line);
}
