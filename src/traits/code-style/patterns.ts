import type { StylePattern } from "../styles/pattern-features.js";

const of = (id: string, regex: RegExp): StylePattern => ({ id, regex });

/** Habits of writing code; read on the code alone, case kept. */
export const codePatterns: readonly StylePattern[] = [
  // Comments.
  of("commentLine", /^[ \t]*(?:#(?!!|include)|\/\/|--|\*|\/\*)/gm),
  of("trailingComment", /\S[ \t]+(?:#|\/\/) ?\S/g),
  of("capitalComment", /(?:#|\/\/) [A-Z]/g),
  of("commentStop", /(?:#|\/\/)[^\n]{0,300}\.$/gm),
  of("numberedComment", /(?:#|\/\/) ?(?:Step )?\d+[.:)]/gi),
  of("bannerComment", /(?:#|\/\/|\*) ?[-=*#]{3,}/g),
  // Docstrings and their parts.
  of("docstring", /"""|'''|\/\*\*/g),
  of(
    "docSections",
    /\b(?:Args|Arguments|Parameters|Returns|Return|Raises|Throws|Example|Examples|Usage)\b:?[ \t]*\n|@(?:param|returns?|throws)\b|:param\b|:return/g,
  ),
  of("doctest", /^[ \t]*>>> /gm),
  // Types.
  of("returnType", /\)\s*(?:->|:)\s*[\w[\]<>|.,]{1,80} ?[:{]/g),
  of("parameterType", /[(,]\s*\w+\??: ?[A-Za-z][\w[\]<>|]*/g),
  of("typingImport", /^from typing import|^import typing|\b(?:List|Dict|Optional|Tuple|Union)\[/gm),
  // Guards and returns.
  of("guard", /^[ \t]*if[ (][^\n]{0,200}(?::|\{|\))[ \t]?\n?[ \t]{0,40}(?:return|raise|throw|continue)\b/gm),
  of("ifNot", /\bif not \w|\bif ?\(!\w/g),
  of("raise", /\b(?:raise|throw)\b/g),
  of("tryBlock", /\b(?:try|except|catch|finally)\b/g),
  of("isInstance", /\bisinstance\(|\btypeof \w|\binstanceof\b|Array\.isArray/g),
  of("elseBranch", /\b(?:else|elif)\b/g),
  of("returnWord", /\breturn\b/g),
  of("earlyReturn", /\breturn (?:None|null|False|false|True|true|\[\]|""|''|0|-1|undefined)\b|\breturn;/g),
  // Forms of loops and expressions.
  of("comprehension", /[[({][^\n[\](){}]{1,80} for \w+(?:, ?\w+)* in /g),
  of("lambda", /\blambda\b|=>|\|\w+\| /g),
  of(
    "functional",
    /\.(?:map|filter|reduce|forEach|some|every|collect|each)\(|\b(?:map|filter|zip|enumerate|sum|any|all|sorted)\(/g,
  ),
  of("forLoop", /^[ \t]*for\b/gm),
  of("whileLoop", /^[ \t]*while\b/gm),
  of("indexLoop", /\brange\(len\(|for ?\((?:let|int|var) [ij] ?=/g),
  of("ternary", /\S if [^\n:]{1,200} else \S| \? [^\n:]{1,200} : /g),
  of("format", /\bf["']|\.format\(|`[^`\n]*\$\{/g),
  of("strictEquals", /[!=]==/g),
  of("compound", /[+*/-]=|\+\+/g),
  // Names.
  of("snakeName", /\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b/g),
  of("camelName", /\b[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+\b/g),
  of("oneLetterName", /\b[a-z]\b(?=\s*(?:=|,|\)| in |:))/g),
  of("resultName", /\b(?:result|results|res|output|ans|answer|total|count)\b/g),
  of("privateName", /\b_[a-z]\w*|#[a-z]\w*\(/g),
  of("constantName", /\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/g),
  // What stands around the function.
  of("importLine", /^(?:import|from|#include|use|using|require|const \w+ = require)\b/gm),
  of("mainGuard", /__main__|public static void main|func main\(|int main\(|fn main\(/g),
  of("printCall", /\bprint(?:ln|f)?!?\(|console\.log\(|\bputs\b|System\.out/g),
  of("assertion", /\bassert\b|\bexpect\(|\btest_/g),
  of("exampleComment", /(?:#|\/\/) ?(?:Example|Test|Usage|Output|Expected|->|=>|\u2192)/gi),
  // Marks.
  of("doubleQuote", /"/g),
  of("singleQuote", /'/g),
  of("semicolonEnd", /;[ \t]*$/gm),
  of("constLet", /\b(?:const|let)\b/g),
  of("blankLine", /\n[ \t]*\n/g),
  of("tabIndent", /^\t/gm),
  of("twoSpaceIndent", /^ {2}\S/gm),
  of("fourSpaceIndent", /^ {4}\S/gm),
];
