/**
 * The study file that `init` writes: commented, valid as it stands once it is edited, and valid before too, so that a
 * newcomer can plan it unchanged. Without controls at hand it begins with references and placeholders on local servers.
 */
export function studyTemplate(): string {
  return `# yaml-language-server: $schema=./node_modules/teacherprint/schemas/study.schema.json
#
# A study: which suspect is compared with which teachers, among which controls, on which questions.
#   teacherprint plan study.yaml    what would be asked, what it costs, what it can show
#   teacherprint run study.yaml     ask, compare, report

# The question, in a sentence. Its words name the folder of the results.
title: Was acme-chat trained on the answers of example-teacher?

# The model in question. "endpoint" is one of
#   openai, openai-responses, anthropic, google, openai-compatible (any server that speaks the OpenAI protocol).
# Keys never stand in this file: apiKey names an environment variable. The hosted providers have a default variable
# (OPENAI_API_KEY, ANTHROPIC_API_KEY, GEMINI_API_KEY); a local server needs none.
suspect:
  id: acme-chat
  endpoint: openai-compatible
  model: acme-chat-7b
  baseUrl: http://localhost:8000/v1
  # apiKey: env:ACME_KEY
  # base: example-base-7b        # the model it was made from, if known
  # released: "2024-05"          # month it became public

# Models that the suspect may have been trained on. Versions of one teacher share a group.
teachers:
  - id: example-teacher
    group: example-teacher
    vendor: example-vendor
    endpoint: openai-compatible
    model: example-teacher-large
    baseUrl: https://teacher.example/v1
    apiKey: env:TEACHER_KEY
  # - { id: another-teacher, endpoint: "anthropic:model-name" }
  # - { id: by-the-batch, endpoint: "openai:model-name", lane: batch }   # half the price, within about a day

# Models with documented other training. They show how near any model comes to a teacher. With k families the best rank
# that a study can give is 1 in k + 1, so take 8 families or more, of the suspect's time and size if possible.
# Models that share an origin share a family.
controls:
  - { id: control-a, family: family-a, endpoint: openai-compatible, model: control-a-7b, baseUrl: http://localhost:8001/v1 }
  - { id: control-b, family: family-b, endpoint: openai-compatible, model: control-b-8b, baseUrl: http://localhost:8002/v1 }
  # In-run controls: models of known lineage, asked beside the suspect and judged like it, as a check of this very run. They
  # are in no cohort. If one is judged wrongly, the findings say no more than "descriptive only" until that is explained.
  #   negative: known to have learned from none of the teachers, of the suspect's time
  #   positive: a known student or variant of the group that it names
  # - { id: known-other, family: family-c, inRun: negative, endpoint: openai-compatible, model: other-7b, baseUrl: http://localhost:8003/v1 }
  # - { id: known-student, family: family-d, inRun: positive, group: example-teacher, endpoint: openai-compatible, model: student-7b, baseUrl: http://localhost:8004/v1 }

# Answers that were already collected (panel folders) can serve as teachers and controls, at no cost.
references: []

# Questions to ask: ids of packs that ship ("teacherprint packs list"), or paths of your own. A pack may have short forms:
# everyday-requests#openings asks for 24 tokens.
packs: [everyday-requests, random-choices]

# Answers to each text question, and the settings to ask under. Choice packs bring their own sampling.
sampling:
  suspect: 1
  references: 1
  temperatures: [0.7]
  systemPrompts: [null]          # null is none

# Nothing is asked beyond these. Rates and concurrency are per endpoint.
limits:
  usd: 25
  requestsPerMinute: 60
  concurrency: 2

# When collecting ends: "fixed" asks every question. "sequential" asks in waves (25, 50, 100 ... text questions) and ends early
# when one test of one group, named here, reaches its bound; not ending early means nothing.
# stopping: { rule: sequential, group: example-teacher, alpha: 0.01 }

# By whose leave the models are asked; without it nothing is sent.
#   basis: own-model, open-weights-local, written-consent, public-api-under-terms, court-order
authorisation:
  basis: own-model
  approvedBy: "name and role of the person who approved this"
  note: "reference of the approval"
  # expiry: "2027-12-31"         # last day on which it holds
  # scope: { endpoints: [acme-chat, example-teacher, control-a, control-b], purposes: [this study], from: "2026-12-01" }
  # limits: { requests: 20000, requestsPerMinute: 60 }
  # public-api-under-terms also needs the terms that were read, and counsel; court-order needs counsel:
  # terms: { name: "Example API terms", version: "3", date: "2026-10-01", snapshot: ./terms.html }
  # counselSignoff: { name: "name", date: "2026-11-01" }
  # conflictsOfInterest: "none known"
  # dataProtectionNote: "no personal data is asked for"
  # documents: [./approval.pdf]

# Every random decision follows from this number.
seed: 1
`;
}
