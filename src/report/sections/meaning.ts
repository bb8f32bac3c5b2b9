import type { Findings } from "../../findings/findings.js";
import { listOf, name, type Section, type Text, text, value } from "../document.js";
import { countText, scoreText, shareText } from "../numbers.js";
import { leadingGroup, pointerTo } from "../sentences.js";

/** In everyday words: what follows from the answer, and what does not. */
export function meaningSection(findings: Findings): Section {
  return {
    id: "meaning",
    number: 2,
    title: "What this means, and what it does not mean",
    blocks: [
      {
        kind: "columns",
        columns: [
          [
            { kind: "heading", text: "What it means" },
            { kind: "list", items: means(findings) },
          ],
          [
            { kind: "heading", text: "What it does not mean" },
            { kind: "list", items: meansNot(findings) },
          ],
        ],
      },
    ],
  };
}

function means(findings: Findings): Text[] {
  const suspect = name(findings.suspect.model);
  const group = leadingGroup(findings);
  const { threshold05, thresholdBasis } = findings.attribution;
  if (findings.attribution.kind === "descriptive-only")
    return [
      text`The tables and figures show how alike the answers of ${suspect} and of each listed teacher are.`,
      text`With so few control families nobody can say how often a model with other training would look like this.`,
      text`More control families, not more prompts, would change that.`,
    ];
  const threshold: Text[] =
    threshold05 === null
      ? []
      : [
          text`The threshold of ${value(scoreText(threshold05), "/attribution/threshold05")} is the level that the highest scores of at most 5 in 100 control models exceed, each family counted once.${thresholdBasis == null ? "" : estimated(thresholdBasis)}`,
        ];
  if (group === null)
    return [
      text`Towards every listed group the score of ${suspect} is below the threshold at which a group would be named.`,
      ...threshold,
      text`This is a normal result. It fits a model with other training, and also a teacher that is not listed, a weak dose, or traces that were removed.`,
    ];
  const at = pointerTo(findings, group);
  const vendor = findings.attribution.vendor;
  return [
    text`Towards ${name(group.group)} the answers of ${suspect} score ${value(scoreText(group.fused), `${at}/fused`)}, in standard deviations of control models that were scored in the same way.`,
    ...threshold,
    findings.attribution.groups.length > 1
      ? vendor === null
        ? text`More than one group is named, because groups this close to each other are not told apart.`
        : text`More than one group is named, because groups this close to each other are not told apart; all of them are of vendor ${name(vendor)}.`
      : text`One group is named. A group holds the versions of one teacher, and students and re-hosts of it look like it.`,
    ...alsoAbove(findings),
  ];
}

/** A quantile of few families is exceeded by others more often than by these. */
function estimated({ families, exceededBy }: NonNullable<Findings["attribution"]["thresholdBasis"]>): Text {
  const at = "/attribution/thresholdBasis";
  return text` It is estimated from ${value(countText(families), `${at}/families`)} families, so that an unrelated model of another family exceeds it with a probability of about ${value(shareText(exceededBy), `${at}/exceededBy`)}.`;
}

/** Groups above the threshold that the answer does not name would otherwise puzzle a reader of the figure. */
function alsoAbove({ teachers, attribution }: Findings): Text[] {
  const others = teachers.filter((teacher) => teacher.standsOut && !attribution.groups.includes(teacher.group));
  if (others.length === 0) return [];
  return [
    text`Also above the threshold, but too far below the first to be named with it: ${listOf(others.map((teacher) => name(teacher.group)))}. Teachers of one vendor or period resemble each other, so their scores rise together.`,
  ];
}

function meansNot(findings: Findings): Text[] {
  const shared: Text[] = [
    text`It does not say how probable it is that training on a teacher's outputs took place; that also depends on what is known outside this report.`,
    text`It does not say by which route outputs were obtained: direct use, somebody else's data set, public posts and a licence look alike.`,
    text`It does not tell who learned from whom, nor a shared ancestor from a teacher.`,
  ];
  const last = text`It gives no opinion on contract, copyright, trade secrets, intent or conduct.`;
  return findings.attribution.kind === "set"
    ? [...shared, text`It does not exclude a relative that is not listed.`, last]
    : [
        ...shared,
        text`It does not show absence: traces can be weak, removed, or point to a teacher that is not listed.`,
        last,
      ];
}
