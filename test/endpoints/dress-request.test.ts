import { expect, test } from "vitest";
import { requestDresser } from "../../src/endpoints/dress-request.js";

const dress = requestDresser({ authorization: "Bearer right" }, "teacherprint/test");

test("the SDK's own authorisation and time limits do not leave; ours and the user agent do", async () => {
  const headers = {
    authorization: "Bearer set-when-sent",
    "x-stainless-lang": "js",
    "x-stainless-timeout": "600",
    "X-Goog-Upload-Command": "start",
    "x-odd": "1",
  };
  const init = await dress({ method: "POST", headers, body: "{}" });
  expect(Object.fromEntries(init.headers as Headers)).toEqual({
    authorization: "Bearer right",
    "content-type": "application/json",
    "user-agent": "teacherprint/test",
    "x-goog-upload-command": "start",
    "x-stainless-lang": "js",
  });
  expect(init).toMatchObject({ method: "POST", body: "{}", redirect: "manual" });
});

test("a form becomes bytes under the type that names its boundary; a request without a body has no type", async () => {
  const form = new FormData();
  form.set("purpose", "batch");
  form.set("file", new File(["line 1\n"], "a.jsonl"));
  const init = await dress({ method: "POST", body: form });
  const type = (init.headers as Headers).get("content-type")!;
  const boundary = /boundary=(.+)$/.exec(type)![1]!;
  const text = Buffer.from(init.body as Uint8Array).toString();
  expect(text).toContain(`--${boundary}`);
  expect(text).toContain("line 1\n");
  const look = await dress(undefined);
  expect(look).toMatchObject({ method: "GET", body: null });
  expect((look.headers as Headers).get("content-type")).toBeNull();
});
