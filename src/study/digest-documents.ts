import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { TeacherprintError } from "../errors.js";
import type { Authorisation } from "./plan.js";
import type { Study } from "./study.js";

/** Reads the files that the authorisation names and puts their digests into it. Throws DOCUMENT_NOT_FOUND naming field and path. */
export async function digestDocuments(study: Study): Promise<Study> {
  const { termsSnapshot, documents } = study.authorisationFiles;
  const { authorisation } = study;
  const terms: Authorisation["terms"] =
    authorisation.terms && termsSnapshot !== null
      ? { ...authorisation.terms, snapshot: await named(termsSnapshot, study.file, "authorisation.terms.snapshot") }
      : authorisation.terms;
  const digested = await Promise.all(
    documents.map((path, index) => named(path, study.file, `authorisation.documents[${index}]`)),
  );
  return { ...study, authorisation: { ...authorisation, terms, documents: digested } };
}

async function named(path: string, studyFile: string, field: string): Promise<{ name: string; sha256: string }> {
  try {
    const digest = createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
    return { name: basename(path), sha256: `sha256:${digest}` };
  } catch (cause) {
    throw new TeacherprintError(
      "DOCUMENT_NOT_FOUND",
      `${studyFile}, ${field}: ${path} cannot be read (${(cause as NodeJS.ErrnoException).code ?? "unknown fault"}).`,
      "Check the path; it is read from the folder of the study file.",
      { cause },
    );
  }
}
