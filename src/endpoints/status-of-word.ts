/** HTTP statuses that providers' error words stand for, so that an item of a batch is judged like a live reply. */
const statuses: Readonly<Record<string, number>> = {
  // Anthropic
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
  // Google, as words
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  OUT_OF_RANGE: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ABORTED: 409,
  ALREADY_EXISTS: 409,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNKNOWN: 500,
  UNIMPLEMENTED: 501,
  UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
};

/** Google's numbers for the same, as in google.rpc.Code. */
const words: readonly (string | null)[] = [
  null,
  null, // CANCELLED, which is no fault of the question
  "UNKNOWN",
  "INVALID_ARGUMENT",
  "DEADLINE_EXCEEDED",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "PERMISSION_DENIED",
  "RESOURCE_EXHAUSTED",
  "FAILED_PRECONDITION",
  "ABORTED",
  "OUT_OF_RANGE",
  "UNIMPLEMENTED",
  "INTERNAL",
  "UNAVAILABLE",
  null,
  "UNAUTHENTICATED",
];

/** The status for a word or number; 500 for what is not known, since another try does no harm. */
export function statusOfWord(word: unknown): number {
  if (typeof word === "string") return statuses[word] ?? 500;
  if (typeof word !== "number") return 500;
  if (word >= 300 && word <= 599) return word;
  return statuses[words[word] ?? ""] ?? 500;
}
