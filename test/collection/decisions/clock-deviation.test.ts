import { expect, test } from "vitest";
import {
  comparedWithLedger,
  comparedWithServer,
  isAboutClock,
} from "../../../src/collection/decisions/clock-deviation.js";

const noon = Date.parse("2026-11-22T12:00:00Z");
const hour = 3_600_000;
const dated = (ours: number, took = 1000) => ({
  host: "api.example.com",
  date: "Sun, 22 Nov 2026 12:00:00 GMT",
  sentAt: ours,
  endedAt: ours + took,
});

test("clocks that are up to three hours apart may both be kept by people", () => {
  for (const ours of [noon, noon - 3 * hour, noon + 3 * hour]) expect(comparedWithServer(dated(ours))).toBe(null);
});

test("a clock that is further off is named with how far, in which direction, and what both said", () => {
  expect(comparedWithServer(dated(Date.parse("2023-11-23T12:00:00Z"), 0))).toEqual({
    fields: {
      what: "clock of the collecting computer 1095 days behind that of api.example.com",
      host: "api.example.com",
      ours: "2023-11-23T12:00:00.000Z",
      theirs: "2026-11-22T12:00:00.000Z",
      date: "Sun, 22 Nov 2026 12:00:00 GMT",
    },
    notice: expect.stringMatching(
      /^The clock of this computer is 1095 days behind that of api\.example\.com\. .*set it/,
    ),
  });
  expect(comparedWithServer(dated(noon + 5 * hour))?.fields.what).toBe(
    "clock of the collecting computer 5 hours ahead of that of api.example.com",
  );
});

test("a computer that slept while the reply was on its way is not wrong", () => {
  expect(comparedWithServer(dated(noon - 1000, 9 * hour))).toBe(null);
  expect(comparedWithServer(dated(noon - 9 * hour, 9 * hour))).toBe(null);
});

test("what is no HTTP date is not read", () => {
  for (const date of ["", "-1", "1999", "2023-11-23T12:00:00Z", "Sun, 99 Nov 2026 12:00:00 GMT", "yesterday"])
    expect(comparedWithServer({ ...dated(0), date })).toBe(null);
});

test("a run that begins before the last entry is named, but for a clock that is being put right", () => {
  expect(comparedWithLedger("2026-11-22T12:00:00.000Z", noon)).toBe(null);
  expect(comparedWithLedger("2026-11-22T12:00:59.000Z", noon)).toBe(null);
  expect(comparedWithLedger("2026-11-22T12:45:00.000Z", noon)).toEqual({
    fields: {
      what: "clock of the collecting computer: a run begins 45 minutes before the last entry of the ledger",
      ours: "2026-11-22T12:00:00.000Z",
      last: "2026-11-22T12:45:00.000Z",
    },
    notice: expect.stringMatching(/^By the clock of this computer this run began 45 minutes before the last entry/),
  });
  expect(comparedWithLedger("no time", noon)).toBe(null);
});

test("they are known again by their words", () => {
  const found = [comparedWithServer(dated(0)), comparedWithLedger("2026-11-22T12:00:00.000Z", 0)];
  for (const one of found) expect(isAboutClock(one!.fields.what)).toBe(true);
  expect(isAboutClock("returned model")).toBe(false);
});
