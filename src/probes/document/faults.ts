import { z } from "zod";
import { TeacherprintError } from "../../errors.js";
import { nearestWord } from "./nearest-word.js";
import { looksLikeSecret, quoteForUser } from "./secrets.js";
import type { Place, UserDocument } from "./user-document.js";

/** One thing wrong in a user's document: where, what, and what to do. */
export interface DocumentFault {
  readonly place: Place;
  readonly found: string;
  readonly fix: string;
}

/** A place as users read it: `probes[3].prompt`. */
export function placeName(place: Place): string {
  const name = place.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  return name === "" ? "the document" : name.replace(/^\./, "");
}

/** All faults in one error: the first ten in full, each with file, line, place and fix. */
export function documentError(
  code: Uppercase<string>,
  document: UserDocument,
  faults: readonly DocumentFault[],
): TeacherprintError {
  const where = (fault: DocumentFault) => {
    const line = document.lineOf(fault.place);
    return `${line === null ? "" : `line ${line}, `}${placeName(fault.place)}: ${fault.found}`;
  };
  if (faults.length === 1) return new TeacherprintError(code, `${document.file}, ${where(faults[0]!)}`, faults[0]!.fix);
  const shown = faults.slice(0, 10).map((fault) => `\n  ${where(fault)} ${fault.fix}`);
  const rest = faults.length > 10 ? `\n  and ${faults.length - 10} more.` : "";
  return new TeacherprintError(
    code,
    `${document.file} has ${faults.length} faults:${shown.join("")}${rest}\n`,
    "Correct these places and run the command again.",
  );
}

/**
 * Checks a document against its schema. Gives the checked value, or the faults in plain words: one a place, values quoted
 * only when they cannot be a secret.
 */
export function checkAgainst<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): { value: z.output<Schema>; faults: null } | { value: null; faults: DocumentFault[] } {
  const checked = schema.safeParse(value);
  if (checked.success) return { value: checked.data, faults: null };
  let published: JsonSchemaNode | null = null;
  const knownFields = (place: Place) => {
    published ??= z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchemaNode;
    return fieldsAt(published, place);
  };
  const explained = explainIssues(checked.error.issues, value, knownFields);
  const misspelt = new Set(explained.flatMap(({ meant }) => (meant === undefined ? [] : [placeName(meant)])));
  const faults = new Map<string, DocumentFault>();
  for (const { place, found, fix } of explained) {
    const name = placeName(place);
    // A field that is there under another name is one fault, not two.
    const told = faults.has(name) || (misspelt.has(name) && valueAt(value, place) === undefined);
    if (!told) faults.set(name, { place, found, fix });
  }
  return { value: null, faults: [...faults.values()] };
}

interface Explained extends DocumentFault {
  /** The field for which this one was probably meant. */
  readonly meant?: Place;
}

interface JsonSchemaNode {
  readonly properties?: Readonly<Record<string, JsonSchemaNode>>;
  readonly items?: JsonSchemaNode;
  readonly anyOf?: readonly JsonSchemaNode[];
  readonly oneOf?: readonly JsonSchemaNode[];
}

/** Names of the fields that an object at this place may have. */
function fieldsAt(schema: JsonSchemaNode, place: Place): readonly string[] {
  let nodes: readonly JsonSchemaNode[] = branches(schema);
  for (const step of place) {
    nodes = nodes
      .map((node) => (typeof step === "number" ? node.items : node.properties?.[String(step)]))
      .flatMap((node) => (node === undefined ? [] : branches(node)));
  }
  return [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))];
}

function branches(node: JsonSchemaNode): readonly JsonSchemaNode[] {
  return [node, ...(node.anyOf ?? []).flatMap(branches), ...(node.oneOf ?? []).flatMap(branches)];
}

type KnownFields = (place: Place) => readonly string[];

function explainIssues(issues: readonly z.core.$ZodIssue[], root: unknown, knownFields: KnownFields): Explained[] {
  return issues.flatMap((issue) => explainIssue(issue, root, knownFields));
}

function explainIssue(issue: z.core.$ZodIssue, root: unknown, knownFields: KnownFields): Explained[] {
  const place = issue.path;
  const present = valueAt(root, place);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownField(key, place, knownFields(place)));
    case "invalid_union": {
      // Only the branch whose outer type fits can say something useful.
      const wrongType = (inner: z.core.$ZodIssue) => inner.code === "invalid_type" && inner.path.length === 0;
      const branch = issue.errors.find((errors) => !errors.some(wrongType));
      if (branch !== undefined) {
        const placed = branch.map((inner) => ({ ...inner, path: [...place, ...inner.path] }));
        return explainIssues(placed as z.core.$ZodIssue[], root, knownFields);
      }
      if (present === undefined) return [missingField(place)];
      const expected = issue.errors.flat().flatMap((inner) => ("expected" in inner ? [article(inner.expected)] : []));
      const fix =
        expected.length === 0 ? sentence(issue.message) : `Write ${[...new Set(expected)].join(" or ")} there.`;
      return [{ place, found: `${describe(present)} cannot stand here.`, fix }];
    }
    case "invalid_type":
      if (present === undefined) return [missingField(place)];
      return [
        {
          place,
          found: `expected ${article(issue.expected)}, found ${describe(present)}.`,
          fix:
            issue.expected === "string" && typeof present === "number"
              ? "Put the value in quotes."
              : `Write ${article(issue.expected)} there.`,
        },
      ];
    case "invalid_value": {
      if (present === undefined) return [missingField(place)];
      const near = typeof present === "string" ? nearestWord(present, issue.values.map(String)) : null;
      const choices = issue.values.map((choice) => JSON.stringify(choice)).join(", ");
      return [
        {
          place,
          found: `${quoteForUser(present)} is not known here.`,
          fix: `${near === null ? "" : `Did you mean "${near}"? `}Use ${issue.values.length === 1 ? "" : "one of "}${choices}.`,
        },
      ];
    }
    case "invalid_key":
      return [
        {
          place,
          found: `${quoteForUser(place.at(-1))} cannot be a name here.`,
          fix: sentence(issue.issues[0]?.message ?? issue.message),
        },
      ];
    case "too_small":
      return [{ place, found: `${sizeOf(present)} is too small.`, fix: limitFix(issue, "at least", issue.minimum) }];
    case "too_big":
      return [{ place, found: `${sizeOf(present)} is too large.`, fix: limitFix(issue, "at most", issue.maximum) }];
    case "custom":
      return [
        {
          place,
          found: sentence(issue.message),
          fix: typeof issue.params?.fix === "string" ? issue.params.fix : "Correct this value.",
        },
      ];
    default:
      return [{ place, found: `${quoteForUser(present)} does not have the right form.`, fix: sentence(issue.message) }];
  }
}

function unknownField(key: string, place: Place, known: readonly string[]): Explained {
  const near = nearestWord(key, known);
  const shown = looksLikeSecret(key) ? "a field whose name looks like a secret" : `a field named "${key}"`;
  const list = known.length === 0 ? "" : ` Known fields here: ${known.join(", ")}.`;
  return {
    place: [...place, key],
    found: `there is no such thing as ${shown} here.`,
    fix: near === null ? `Remove it.${list}` : `Did you mean "${near}"?${list}`,
    ...(near === null ? {} : { meant: [...place, near] }),
  };
}

function missingField(place: Place): DocumentFault {
  const field = place.at(-1);
  return {
    place,
    found: "this field is missing.",
    fix: typeof field === "string" ? `Add "${field}" there.` : "Add it.",
  };
}

function valueAt(root: unknown, place: Place): unknown {
  let value: unknown = root;
  for (const step of place) {
    if (value === null || typeof value !== "object") return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

function describe(value: unknown): string {
  if (value === null) return "nothing (null)";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return `the ${typeof value === "boolean" ? "yes/no value" : typeof value} ${quoteForUser(value)}`;
}

function sizeOf(value: unknown): string {
  if (typeof value === "string") return value.trim() === "" ? "an empty text" : `a text of ${value.length} characters`;
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  return quoteForUser(value);
}

function limitFix(issue: z.core.$ZodIssue, word: string, limit: number | bigint): string {
  if (!("origin" in issue)) return sentence(issue.message);
  if (issue.origin === "string") return `Write ${word} ${limit} character${limit === 1 ? "" : "s"}.`;
  if (issue.origin === "array") return `Give ${word} ${limit} ${limit === 1 ? "entry" : "entries"}.`;
  const strict = "inclusive" in issue && issue.inclusive === false;
  return strict
    ? `Use a number ${word === "at least" ? "above" : "below"} ${limit}.`
    : `Use a number of ${word} ${limit}.`;
}

function article(type: string): string {
  const names: Record<string, string> = {
    string: "a text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "an object (fields with values)",
    null: "null",
  };
  return names[type] ?? `a value of type ${type}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
