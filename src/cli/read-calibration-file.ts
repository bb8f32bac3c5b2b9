import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { TeacherprintError } from "../errors.js";
import type { CalibrationFile } from "../likeness/calibration-schema.js";
import { readCalibration } from "../likeness/read-calibration.js";
import { decodeText } from "../panel/decode-text.js";
import { traits } from "../traits/index.js";

/** Where a calibration that ships with the package lies. */
export const shippedCalibrationFile = fileURLToPath(new URL("../../calibrations/default.json", import.meta.url));

/** Reads and checks a calibration file. Throws CALIBRATION_NOT_FOUND, FILE_NOT_UTF8, and what `readCalibration` throws. */
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
  return readCalibration(decodeText(bytes, file), file, traits);
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
