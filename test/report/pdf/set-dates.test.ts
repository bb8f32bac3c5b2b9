import { expect, test } from "vitest";
import { setDates } from "../../../src/report/pdf/set-dates.js";

const pdf = Buffer.from(
  "%PDF-1.4\n<</Creator (Chromium)\n/CreationDate (D:20261122035414+00'00')\n/ModDate (D:20261122035414+00'00')>>\n\xff\xfe",
  "latin1",
);

test("both dates become the given one, and not a byte moves", () => {
  const set = Buffer.from(setDates(pdf, new Date("2025-03-04T05:06:07.890Z")));
  expect(set.length).toBe(pdf.length);
  expect(set.toString("latin1")).toBe(pdf.toString("latin1").replaceAll("20261122035414", "20250304050607"));
});

test("without a date there is blank space of the same length", () => {
  const set = Buffer.from(setDates(pdf, null));
  expect(set.length).toBe(pdf.length);
  expect(set.toString("latin1")).not.toContain("Date");
  expect(set.toString("latin1")).toContain("/Creator (Chromium)");
});

test("the given bytes stay as they are, and a file without dates too", () => {
  const before = Buffer.from(pdf);
  setDates(pdf, null);
  expect(pdf.equals(before)).toBe(true);
  expect(Buffer.from(setDates(Buffer.from("nothing"), null)).toString()).toBe("nothing");
});
