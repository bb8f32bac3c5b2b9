import { expect, test } from "vitest";
import { TeacherprintError } from "../../src/errors.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { studyTemplate } from "../../src/study/study-template.js";

/** The example of the house design, word for word. */
const example = `title: Was acme-chat trained on GPT-4o answers?
suspect:  { id: acme, endpoint: openai-compatible, model: acme-chat-7b, baseUrl: http://localhost:8000/v1, apiKey: env:ACME_KEY }
teachers:
  - { id: gpt-4o, group: openai-gpt-4o, endpoint: openai, model: gpt-4o-2024-08-06 }
controls:
  - { id: llama, family: meta-llama-3, endpoint: openai-compatible, model: llama-3-8b-instruct, baseUrl: http://localhost:8001/v1 }
references: [ ../panels/alpaca-eval ]      # answers already collected can serve as teachers and controls
packs: [ everyday-requests, random-choices ]
sampling: { suspect: 2, references: 4, temperatures: [0.7], systemPrompts: [null] }
limits:   { usd: 25, requestsPerMinute: 120, concurrency: 8 }
authorisation: { basis: own-model, approvedBy: "...", note: "..." }
seed: 20261121
`;

const small = `title: A small study
suspect: { id: suspect, endpoint: "compatible:mine@http://localhost:8000/v1" }
teachers: [{ id: teacher, endpoint: "anthropic:some-model" }]
controls: [{ id: control, family: other, endpoint: "compatible:other@http://localhost:8001/v1" }]
authorisation: { basis: own-model, approvedBy: me }
seed: 1
`;

function faultOf(text: string, file = "study.yaml"): TeacherprintError {
  try {
    parseStudy(text, file);
  } catch (error) {
    if (error instanceof TeacherprintError) return error;
    throw error;
  }
  throw new Error("the study was accepted");
}

test("the example of the design is read in full", () => {
  const study = parseStudy(example, "studies/study.yaml");
  expect(study).toEqual({
    file: "studies/study.yaml",
    id: "was-acme-chat-trained-on-gpt-4o-answers",
    title: "Was acme-chat trained on GPT-4o answers?",
    suspect: {
      id: "acme",
      role: "suspect",
      group: null,
      vendor: null,
      family: "acme",
      base: null,
      released: null,
      address: {
        provider: "openai-compatible",
        model: "acme-chat-7b",
        baseUrl: "http://localhost:8000/v1",
        apiKeyVariable: "ACME_KEY",
      },
    },
    teachers: [
      {
        id: "gpt-4o",
        role: "teacher",
        group: "openai-gpt-4o",
        vendor: "openai",
        family: "gpt-4o",
        base: null,
        released: null,
        address: { provider: "openai", model: "gpt-4o-2024-08-06", baseUrl: null, apiKeyVariable: "OPENAI_API_KEY" },
      },
    ],
    controls: [
      {
        id: "llama",
        role: "control",
        group: null,
        vendor: null,
        family: "meta-llama-3",
        base: null,
        released: null,
        address: {
          provider: "openai-compatible",
          model: "llama-3-8b-instruct",
          baseUrl: "http://localhost:8001/v1",
          apiKeyVariable: null,
        },
      },
    ],
    references: ["panels/alpaca-eval"],
    packs: ["everyday-requests", "random-choices"],
    sampling: { suspectSamples: 2, referenceSamples: 4, temperatures: [0.7], systemPrompts: [null] },
    limits: { usd: 25, requests: null, requestsPerMinute: 120, tokensPerMinute: null, concurrency: 8 },
    stopping: { rule: "fixed" },
    authorisation: {
      basis: "own-model",
      approvedBy: "...",
      note: "...",
      scope: { endpoints: ["acme", "gpt-4o", "llama"], purposes: ["this study"], from: null, until: null },
      terms: null,
      counselSignoff: null,
      limits: { requests: null, tokens: null, requestsPerMinute: null },
      conflictsOfInterest: null,
      dataProtectionNote: null,
      expiry: null,
      documents: [],
    },
    authorisationFiles: { termsSnapshot: null, documents: [] },
    seed: "20261121",
    synthetic: false,
    notices: [],
  });
});

test("JSON says the same as YAML", () => {
  const json = JSON.stringify({
    title: "A small study",
    suspect: { id: "suspect", endpoint: "compatible:mine@http://localhost:8000/v1" },
    teachers: [{ id: "teacher", endpoint: "anthropic", model: "some-model" }],
    controls: [
      {
        id: "control",
        family: "other",
        endpoint: "openai-compatible",
        model: "other",
        baseUrl: "http://localhost:8001/v1/",
      },
    ],
    authorisation: { basis: "own-model", approvedBy: "me" },
    seed: 1,
  });
  expect({ ...parseStudy(json, "study.json"), file: "" }).toEqual({ ...parseStudy(small, "study.yaml"), file: "" });
});

test("a silent file gets the stated defaults, and says which seed it takes", () => {
  const study = parseStudy(small.replace("seed: 1\n", ""), "study.yaml");
  expect(study.packs).toEqual(["everyday-requests", "random-choices"]);
  expect(study.sampling).toEqual({
    suspectSamples: null,
    referenceSamples: null,
    temperatures: null,
    systemPrompts: [null],
  });
  expect(study.limits).toEqual({
    usd: null,
    requests: null,
    requestsPerMinute: 60,
    tokensPerMinute: null,
    concurrency: 2,
  });
  expect(study.seed).toBe("1");
  expect(study.teachers[0]).toMatchObject({ group: "teacher", vendor: "anthropic", family: "teacher" });
  expect(study.notices).toEqual(['No seed is given; "1" is used.']);
});

test("the template that init writes is valid, before and after its comments are removed", () => {
  const study = parseStudy(studyTemplate(), "study.yaml");
  expect(study.controls.map((control) => control.family)).toEqual(["family-a", "family-b"]);
  expect(study.notices).toEqual([]);
  const bare = studyTemplate().replace(/(^|\s)#.*$/gm, "");
  expect(parseStudy(bare, "study.yaml")).toEqual(study);
});

test("paths are read from the folder of the study file; ids of packs are left alone", () => {
  const study = parseStudy(
    `${small}packs: [random-choices, packs/mine.json, /somewhere/theirs.json]\nreferences: [../panel, /panels/other]\n`,
    "a/b/study.yaml",
  );
  expect(study.packs).toEqual(["random-choices", "a/b/packs/mine.json", "/somewhere/theirs.json"]);
  expect(study.references).toEqual(["a/panel", "/panels/other"]);
});

test("a study on simulated models needs no approval, and is marked", () => {
  const study = parseStudy(small.replace(/authorisation.*\n/, "synthetic: true\n"), "study.yaml");
  expect(study.synthetic).toBe(true);
  const simulated = { basis: "own-model", approvedBy: "simulation", note: "Simulated models only." };
  expect(study.authorisation).toMatchObject(simulated);
});

test("an explicit empty list of controls is accepted, with a notice of what that costs", () => {
  const study = parseStudy(small.replace(/controls: .*\n/, "controls: []\n"), "study.yaml");
  expect(study.controls).toEqual([]);
  expect(study.notices.join()).toContain("say nothing of its strength");
});

test("references can stand in for teachers and controls", () => {
  const study = parseStudy(
    small.replace(/teachers: .*\n/, "").replace(/controls: .*\n/, "references: [panel]\n"),
    "study.yaml",
  );
  expect([study.teachers, study.controls, study.references]).toEqual([[], [], ["panel"]]);
});

test("what a reader should know before paying is said", () => {
  const text = small
    .replace("family: other, ", "")
    .replace(
      "basis: own-model",
      "basis: public-api-under-terms, terms: { name: T, version: '1', date: '2026-01-01', snapshot: t.html }, counselSignoff: { name: C, date: '2026-01-02' }",
    )
    .replace(
      '"compatible:mine@http://localhost:8000/v1"',
      '"compatible:mine@http://models.example/v1", apiKey: env:MINE',
    );
  expect(parseStudy(text, "study.yaml").notices).toEqual([
    'Controls without a family each count as independent: control. Give models that share an origin the same "family".',
    "The terms of a public service may forbid comparing its answers with a competitor's; counsel decides.",
    'The key of "suspect" would travel unencrypted to models.example; use https.',
  ]);
});

const change = (from: string | RegExp, to: string) => {
  const changed = small.replace(from, to);
  if (changed === small) throw new Error(`nothing to change: ${from}`);
  return changed;
};

test.each<[string, string, string, string, string]>([
  // what, text, code, what happened (part), fix (part)
  ["no title", change(/title.*\n/, ""), "STUDY_INVALID", "title: this field is missing", 'Add "title"'],
  [
    "empty title",
    change("A small study", '""'),
    "STUDY_INVALID",
    "line 1, title: an empty text is too small",
    "at least 1 character",
  ],
  [
    "a list as title",
    change("A small study", "[a]"),
    "STUDY_INVALID",
    "line 1, title: expected a text, found a list",
    "Write a text",
  ],
  [
    "misspelt field",
    `${small}samplng: {}\n`,
    "STUDY_INVALID",
    'line 7, samplng: there is no such thing as a field named "samplng"',
    'Did you mean "sampling"?',
  ],
  // One fault: the field is not missing as well.
  [
    "misspelt field that must be there",
    change("title:", "titel:"),
    "STUDY_INVALID",
    'study.yaml, line 1, titel: there is no such thing as a field named "titel"',
    'Did you mean "title"?',
  ],
  ["a file of comments", "# nothing\n", "STUDY_INVALID", "study.yaml is empty.", '"teacherprint init"'],
  [
    "misspelt inner field",
    change("family: other", "famly: other"),
    "STUDY_INVALID",
    "line 4, controls[0].famly",
    'Did you mean "family"?',
  ],
  [
    "another name of a field",
    change('"compatible:mine@http://localhost:8000/v1"', "openai, model: m, apiKeyEnv: env:K"),
    "STUDY_INVALID",
    "suspect.apiKeyEnv",
    'Did you mean "apiKey"?',
  ],
  [
    "a group on a control",
    change("family: other", "group: other"),
    "STUDY_INVALID",
    "controls[0].group",
    'Remove "group"',
  ],
  [
    "unknown provider",
    change("anthropic:some-model", "antropic:some-model"),
    "STUDY_INVALID",
    "line 3, teachers[0].endpoint",
    "before the colon",
  ],
  [
    "provider without model",
    change('"anthropic:some-model"', "anthropic"),
    "STUDY_INVALID",
    "teachers[0].model: this field is missing",
    'Add "model"',
  ],
  [
    "misspelt provider without model",
    change('"anthropic:some-model"', "antropic"),
    "STUDY_INVALID",
    "teachers[0].model",
    'Add "model"',
  ],
  [
    "no provider at all",
    change('"anthropic:some-model"', "xyz"),
    "STUDY_INVALID",
    '"xyz" does not say which provider',
    "provider:model",
  ],
  [
    "model named twice",
    change('"anthropic:some-model"', '"anthropic:some-model", model: m'),
    "STUDY_INVALID",
    "teachers[0].model",
    'Remove "model"',
  ],
  [
    "address named twice",
    change('8000/v1"', '8000/v1", baseUrl: http://localhost:1/v1'),
    "STUDY_INVALID",
    "suspect.baseUrl",
    'Remove "baseUrl"',
  ],
  [
    "no base URL",
    change('"compatible:mine@http://localhost:8000/v1"', "openai-compatible, model: m"),
    "STUDY_INVALID",
    "suspect.baseUrl",
    'Give "baseUrl"',
  ],
  [
    "base URL without its beginning",
    change('"compatible:mine@http://localhost:8000/v1"', "openai-compatible, model: m, baseUrl: localhost:8000/v1"),
    "STUDY_INVALID",
    "suspect.baseUrl: this is not a whole address",
    "http://localhost:8000/v1",
  ],
  [
    "a provider's relay without its beginning, which must not be asked at the provider",
    change('"anthropic:some-model"', "anthropic, model: m, baseUrl: relay.example/v1"),
    "STUDY_INVALID",
    "teachers[0].baseUrl: this is not a whole address",
    "https://host.example",
  ],
  ["base URL with query", change("8000/v1", "8000/v1?x=1"), "STUDY_INVALID", "query or fragment", "Remove everything"],
  [
    "teacher without vendor",
    change('"anthropic:some-model"', '"compatible:t@http://localhost:1/v1"'),
    "STUDY_INVALID",
    'teachers[0].vendor: the teacher "teacher" names no vendor',
    'Add "vendor"',
  ],
  [
    "relay without vendor",
    change('"anthropic:some-model"', '"anthropic:m@https://relay.example"'),
    "STUDY_INVALID",
    "names no vendor",
    'Add "vendor"',
  ],
  [
    "two vendors in a group",
    change("teachers: [", "teachers: [{ id: t2, group: teacher, endpoint: openai, model: m }, "),
    "STUDY_INVALID",
    "share the lineage group",
    "correct the vendor",
  ],
  [
    "same id in two roles",
    change("id: control", "id: Teacher"),
    "STUDY_INVALID",
    'line 4, controls[0].id: the id "Teacher" is already used by teachers[0]',
    "its own id",
  ],
  [
    "id as a number",
    change("id: control", "id: 012"),
    "STUDY_INVALID",
    "controls[0].id: expected a text, found the number 12",
    "in quotes",
  ],
  [
    "id with a slash",
    change("id: control", "id: a/b"),
    "STUDY_INVALID",
    '"a/b" does not have the right form',
    "letters, digits, dots",
  ],
  [
    "no controls",
    change(/controls: .*\n/, ""),
    "STUDY_INVALID",
    "cannot be told from what all models share",
    "controls: []",
  ],
  [
    "no teachers",
    change(/teachers: .*\n/, ""),
    "STUDY_INVALID",
    "nothing to compare the suspect with",
    'under "teachers"',
  ],
  [
    "a public service without its terms",
    change("basis: own-model", "basis: public-api-under-terms, counselSignoff: { name: C, date: '2026-01-02' }"),
    "STUDY_INVALID",
    "authorisation.terms: the basis public-api-under-terms needs this field",
    '"snapshot"',
  ],
  [
    "a court order without counsel",
    change("basis: own-model", "basis: court-order"),
    "STUDY_INVALID",
    "authorisation.counselSignoff: the basis court-order needs this field",
    '"name" and "date"',
  ],
  [
    "an approval that leaves a model out",
    change("basis: own-model", "basis: own-model, scope: { endpoints: [suspect, teacher] }"),
    "STUDY_INVALID",
    "the study asks control, which the authorisation does not cover",
    "Have the approval extended",
  ],
  [
    "a day that is none",
    change("basis: own-model", "basis: own-model, expiry: tomorrow"),
    "STUDY_INVALID",
    "authorisation.expiry",
    'Write the day, such as "2026-11-22"',
  ],
  [
    "an approval that ends before it begins",
    change("basis: own-model", "basis: own-model, scope: { from: '2026-02-01', until: '2026-01-01' }"),
    "STUDY_INVALID",
    'it lies before "from"',
    "Correct one",
  ],
  [
    "a sequential rule for a group that is not there",
    `${small}stopping: { rule: sequential, group: nobody }\n`,
    "STUDY_INVALID",
    'no teacher of the study has the group "nobody"',
    "Use one of teacher",
  ],
  [
    "a bound without a sequential rule",
    `${small}stopping: { rule: fixed, alpha: 0.01 }\n`,
    "STUDY_INVALID",
    "stopping.alpha: the rule is fixed",
    "rule: sequential",
  ],
  ["no authorisation", change(/authorisation: .*\n/, ""), "STUDY_INVALID", "why the suspect may be asked", '"basis"'],
  [
    "unknown basis",
    change("own-model", "own-mode"),
    "STUDY_INVALID",
    '"own-mode" is not known here',
    'Did you mean "own-model"?',
  ],
  [
    "month of release",
    change("family: other", "released: May 2024"),
    "STUDY_INVALID",
    "controls[0].released",
    '"2024-05"',
  ],
  [
    "impossible temperature",
    `${small}sampling: { temperatures: [0.7, 3] }\n`,
    "STUDY_INVALID",
    "line 7, sampling.temperatures[1]",
    "at most 2",
  ],
  [
    "temperature as text",
    `${small}sampling: { temperatures: [warm] }\n`,
    "STUDY_INVALID",
    "sampling.temperatures[0]",
    "a number or null",
  ],
  [
    "a temperature twice",
    `${small}sampling: { temperatures: [1, 1.0] }\n`,
    "STUDY_INVALID",
    "sampling.temperatures[1]: this entry is written twice",
    "Remove one",
  ],
  [
    "half an answer",
    `${small}sampling: { suspect: 1.5 }\n`,
    "STUDY_INVALID",
    "sampling.suspect: expected a whole number",
    "whole number",
  ],
  ["no concurrency", `${small}limits: { concurrency: 0 }\n`, "STUDY_INVALID", "limits.concurrency", "at least 1"],
  ["negative budget", `${small}limits: { usd: -5 }\n`, "STUDY_INVALID", "limits.usd", "at least 0"],
  ["the same pack twice", `${small}packs: [identity, identity]\n`, "STUDY_INVALID", "packs[1]", "Remove one"],
  [
    "seed beyond exact numbers",
    small.replace("seed: 1", "seed: 12345678901234567890"),
    "STUDY_INVALID",
    "line 6, seed",
    "9007199254740991",
  ],
  ["seed with spaces", small.replace("seed: 1", "seed: a b"), "STUDY_INVALID", "seed", "without spaces"],
  ["not a mapping", "- one\n- two\n", "STUDY_INVALID", "the document: expected an object", "an object"],
  ["an empty file", "", "STUDY_INVALID", "study.yaml is empty.", '"teacherprint init"'],
  [
    "a tab as indentation",
    "title: x\nsuspect:\n\tid: y\n",
    "STUDY_UNREADABLE",
    "study.yaml, line 3, column 1",
    "indent with spaces",
  ],
  [
    "a field twice",
    `${small}title: again\n`,
    "STUDY_UNREADABLE",
    "line 7, column 1: this field is written twice",
    "Correct that line",
  ],
  ["two documents", `${small}---\n${small}`, "STUDY_UNREADABLE", "more than one document", "Correct that line"],
  ["an open quote", 'title: "x\nsuspect: 1\n', "STUDY_UNREADABLE", "study.yaml, line", "Correct that line"],
  ["an unknown tag", "title: !ruby x\n", "STUDY_UNREADABLE", "this tag", "Correct that line"],
])("refused with place and fix: %s", (_, text, code, happened, fix) => {
  const error = faultOf(text);
  expect(error.code).toBe(code);
  expect(error.message).toContain("study.yaml");
  expect(error.happened).toContain(happened);
  expect(error.message).toContain(fix);
  expect(error.exitCode).toBe(2);
});

test("several faults are told at once, each with its fix", () => {
  const error = faultOf(change("id: suspect", "id: a/b").replace("own-model", "none").concat("extra: 1\n"));
  expect(error.happened).toMatch(/^study\.yaml has 3 faults:/);
  for (const part of ["line 2, suspect.id", "line 5, authorisation.basis", "line 7, extra"])
    expect(error.happened).toContain(part);
});

test("broken JSON is told with line and column", () => {
  const error = faultOf('{\n  "title": "x",\n  "suspect": {,}\n}', "study.json");
  expect(error.code).toBe("STUDY_UNREADABLE");
  expect(error.happened).toContain("study.json, line 3");
  expect(faultOf("", "study.json").happened).toContain("the file is empty");
});

const secret = "sk-proj-abcdEFGH1234567890abcdEFGH1234567890";
test.each<[string, string]>([
  ["as the key of an endpoint", change('some-model"', `some-model", apiKey: ${secret}`)],
  ["as a short key that has no known shape", change('some-model"', 'some-model", apiKey: hunter2')],
  ["behind env:", change('some-model"', `some-model", apiKey: "env:${secret}"`)],
  ["under an invented field", change('some-model"', 'some-model", password: hunter2')],
  ["in a note", change("approvedBy: me", `approvedBy: me, note: "use ${secret}"`)],
  ["as a model name", change("some-model", secret)],
  ["in the title", change("A small study", secret)],
  ["as a header", change("A small study", "Bearer abcdefghijklmnop123456")],
  ["as the name of a field", `${small}${secret}: 1\n`],
  ["in the address", change("http://localhost:8000", `http://user:${secret}@localhost:8000`)],
  ["as a plain password in the address", change("http://localhost:8000", "http://user:hunter2@localhost:8000")],
  ["on a line that is broken besides", `title: "${secret}\n  x: [hunter2\n`],
  ["as an alias", `title: *${secret}\n`],
  ["as a tag", `title: !${secret} x\n`],
])("a secret is refused and never shown: %s", (_, text) => {
  const error = faultOf(text);
  expect(error.message).not.toContain(secret);
  expect(error.message).not.toContain("hunter2");
  expect(error.message).not.toContain("abcdefghijklmnop123456");
});

test("a literal key is refused with the way to name a variable", () => {
  const error = faultOf(change('some-model"', `some-model", apiKey: ${secret}`));
  expect(error.code).toBe("STUDY_SECRET");
  expect(error.happened).toContain("line 3, teachers[0].apiKey");
  expect(error.fix).toContain("apiKey: env:ACME_KEY");
});

test("names that only resemble keys are accepted", () => {
  const text = change("anthropic:some-model", "anthropic:risk-assessment-model-2024-instruct-v1.5")
    .replace("seed: 1", "seed: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
    .replace("approvedBy: me", "approvedBy: me, note: org-internal reference 2024-0815");
  expect(parseStudy(text, "study.yaml").seed).toHaveLength(64);
});

test("a model may be asked in batches where its provider has them; plans of live studies stay as they were", () => {
  const batched = small.replace('"anthropic:some-model"', '"anthropic:some-model", lane: batch');
  expect(parseStudy(batched, "study.yaml").teachers[0]).toHaveProperty("lane", "batch");
  const live = small.replace('"anthropic:some-model"', '"anthropic:some-model", lane: live');
  expect(parseStudy(live, "study.yaml")).toEqual(parseStudy(small, "study.yaml"));
  expect(parseStudy(small, "study.yaml").teachers[0]).not.toHaveProperty("lane");
  const elsewhere = faultOf(small.replace('http://localhost:8000/v1"', 'http://localhost:8000/v1", lane: batch'));
  expect(elsewhere).toMatchObject({ code: "STUDY_INVALID" });
  expect(elsewhere.message).toContain("compatible server");
  expect(faultOf(small.replace('"anthropic:some-model"', '"anthropic:some-model", lane: slow')).message).toContain(
    'Use one of "live", "batch".',
  );
});

test("the stricter of the study's limits and the approved ones holds, and the one teacher is the group of a sequential rule", () => {
  const study = parseStudy(
    `${small.replace(
      "basis: own-model",
      "basis: own-model, limits: { requests: 500, tokens: 9000, requestsPerMinute: 30 }",
    )}limits: { requests: 800, tokens: 4000, requestsPerMinute: 10 }\nstopping: { rule: sequential, alpha: 0.02 }\n`,
    "study.yaml",
  );
  expect(study.limits).toMatchObject({ requests: 500, tokens: 4000, requestsPerMinute: 10 });
  expect(study.stopping).toEqual({
    rule: "e-process",
    group: "teacher",
    alpha: 0.02,
    bound: 50,
    firstLook: 25,
    mostProbes: null,
  });
});
