import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { TeacherprintError } from "../errors.js";
import type { CalibrationFile } from "../likeness/calibration-schema.js";
import { readCalibration } from "../likeness/read-calibration.js";
import { decodeText } from "../panel/decode-text.js";
import { documentKind } from "../probes/document/document-kind.js";
import { traits } from "../traits/index.js";
import { toolVersion } from "../version.js";

/** Where a calibration that ships with the package lies. */
export const shippedCalibrationFile = fileURLToPath(new URL("../../calibrations/default.json", import.meta.url));

/** Reads and checks a calibration file. Throws CALIBRATION_NOT_FOUND, FILE_NOT_UTF8, CALIBRATION_INVALID, and what `readCalibration` throws. */
export async function readCalibrationFile(file: string): Promise<CalibrationFile> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new TeacherprintError(
      "CALIBRATION_NOT_FOUND",
      `The calibration file ${file} cannot be read.`,
      "Make one with `teacherprint calibrate`, or check the path.",
      { cause },
    );
  }
  const text = decodeText(bytes, file);
  requireCalibration(text, file);
  return readCalibration(text, file, traits);
}

/** Another kind of document is told as such, and not by everything that it lacks. */
function requireCalibration(text: string, file: string): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Told by whoever reads it.
    return;
  }
  const said = documentKind(value);
  if (said?.kind === "calibration" && said.version === 1) return;
  const newer = said?.kind === "calibration";
  throw new TeacherprintError(
    "CALIBRATION_INVALID",
    said === null
      ? `${file} is JSON, and no calibration file.`
      : newer
        ? `${file} was written by another version of teacherprint: its form is ${said.name}, and this version (${toolVersion}) reads v1.`
        : `${file} holds no calibration; it is a document of the kind ${said.name}.`,
    newer
      ? "Update teacherprint, or make the calibration again with `teacherprint calibrate`."
      : "Name a file that `teacherprint calibrate` wrote.",
  );
}

/** The calibration that ships with the package; null where none does. */
export async function readShippedCalibration(file = shippedCalibrationFile): Promise<CalibrationFile | null> {
  try {
    return await readCalibrationFile(file);
  } catch (error) {
    if (error instanceof TeacherprintError && error.code === "CALIBRATION_NOT_FOUND") return null;
    throw error;
  }
}

/** The same for a preview, which can do without: what is wrong with the file is noted. */
export async function shippedCalibrationOrNull(
  note: (line: string) => void,
  file = shippedCalibrationFile,
): Promise<CalibrationFile | null> {
  try {
    return await readShippedCalibration(file);
  } catch (error) {
    if (!(error instanceof TeacherprintError)) throw error;
    note(`No chances are given: ${error.happened}`);
    return null;
  }
}
