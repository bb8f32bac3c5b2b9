export interface DocumentKind {
  /** The field that says it. */
  readonly place: "schemaVersion" | "schema";
  /** As the field has it: teacherprint.plan/v1. */
  readonly name: string;
  /** The word in it, such as plan. */
  readonly kind: string;
  readonly version: number;
}

/** What a file of this tool says of itself; null where it says nothing of the kind. */
export function documentKind(value: unknown): DocumentKind | null {
  if (typeof value !== "object" || value === null) return null;
  const fields = value as Readonly<Record<string, unknown>>;
  const place = "schemaVersion" in fields ? "schemaVersion" : "schema";
  const said = /^teacherprint\.([a-z-]+)\/v(\d+)$/u.exec(String(fields[place]));
  return said === null ? null : { place, name: said[0], kind: said[1]!, version: Number(said[2]) };
}
