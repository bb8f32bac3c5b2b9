import { figureRules, figureVariables, fontStack } from "../figures/figure-style.js";

/**
 * The report's only stylesheet. System fonts, one column for reading, wide figures, tables in scroll boxes of their own;
 * paper gets the same content without what can only be clicked.
 */
const colours = {
  light:
    "--paper:#ffffff;--wash:#f6f7f8;--ink:#1c2126;--muted:#58616a;--rule:#dde1e4;--strong-rule:#aab2b9;--accent:#b3400e;--link:#0a5a8f;--mark:#ffe9a8;--mark-line:#a87800;--warning:#fdf3e6;--warning-line:#b3700e;--shade:#1c21261c",
  dark: "--paper:#15191d;--wash:#1d2328;--ink:#e7eaed;--muted:#a3adb6;--rule:#30383f;--strong-rule:#5c6771;--accent:#ff9c63;--link:#7cc0ef;--mark:#4d3f10;--mark-line:#e0b84a;--warning:#2b2318;--warning-line:#dba552;--shade:#e7eaed24",
} as const;

const base = `
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%;scroll-padding-top:4rem}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 ${fontStack};font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-200vw;top:0;z-index:3;background:var(--paper);padding:.6rem 1rem}
.skip:focus{left:.5rem;top:.5rem}
.synthetic{position:sticky;top:0;z-index:2;background:var(--ink);color:var(--paper);text-align:center;font-weight:650;font-size:.9rem;letter-spacing:.02em;padding:.5rem 1rem}
.page{max-width:74rem;margin:0 auto;padding:0 1.25rem 4rem}
header.top{padding:2.5rem 0 1.5rem}
.eyebrow{margin:0 0 .6rem;color:var(--muted);font-size:.85rem;letter-spacing:.04em}
h1{font-size:1.75rem;line-height:1.25;font-weight:650;letter-spacing:-.01em;margin:0;max-width:54rem;text-wrap:pretty}
h2{font-size:1.3rem;line-height:1.3;font-weight:650;letter-spacing:-.005em;margin:0 0 1.25rem}
h2 .number{color:var(--muted);font-weight:400;margin-right:.35em}
h3{font-size:1rem;line-height:1.4;font-weight:650;margin:2rem 0 .6rem}
section{padding:2.75rem 0;border-top:1px solid var(--rule)}
section#answer{border-top:0;padding-top:.5rem}
section>:last-child,.answer>:last-child,.exhibit>:last-child,.split>div>:last-child,details.more>:last-child{margin-bottom:0}
p{margin:0 0 1rem;max-width:44rem}
p.note{color:var(--muted);font-size:.925rem}
p.warning{border-left:4px solid var(--warning-line);background:var(--warning);padding:.7rem 1rem;margin:0 0 .75rem}
p.warning strong{display:block;font-size:.85rem}
ul{margin:0 0 1rem;padding-left:1.2rem;max-width:44rem}
li{margin:0 0 .55rem}
bdi.name{font-weight:600}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;font-size:.875em}
code{overflow-wrap:anywhere}
pre code{font-size:1em}
td code{font-size:.8em}
pre{margin:0 0 1rem;padding:.9rem 1rem;background:var(--wash);border:1px solid var(--rule);border-radius:6px;white-space:pre-wrap}
.answer{background:var(--wash);border:1px solid var(--rule);border-radius:10px;padding:1.75rem 1.75rem 1.5rem}
.answer h2{font-size:.95rem;color:var(--muted);font-weight:600;letter-spacing:0;margin-bottom:.9rem}
.answer p.headline{font-size:1.4rem;line-height:1.45;font-weight:400;letter-spacing:-.005em;max-width:48rem;margin-bottom:1.25rem;text-wrap:pretty}
.answer p.badge{display:inline-block;color:var(--ink);font-size:.925rem;border:1px solid var(--strong-rule);border-radius:2rem;padding:.2rem .9rem;margin-bottom:1rem}
.answer p.warning{background:var(--paper)}
.state{white-space:nowrap}
.state svg{width:.8em;height:.8em;margin-right:.4em;vertical-align:-.04em}
dl.facts{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:1rem 1.75rem;margin:1.5rem 0}
dl.facts dt{color:var(--muted);font-size:.85rem}
dl.facts dd{margin:.1rem 0 0;font-size:.975rem;line-height:1.45}
dl.terms{display:grid;grid-template-columns:minmax(6rem,11rem) minmax(0,1fr);gap:.7rem 1.5rem;margin:0 0 1.5rem;max-width:56rem}
dl.terms dt{font-weight:600}
dl.terms dd{margin:0}
#method dl.terms{grid-template-columns:2.75rem minmax(0,1fr);max-width:47rem}
.split{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 3rem}
.split h3{margin-top:0}
figure{margin:1.5rem 0}
figure svg.fig{width:100%;height:auto}
figure .wide svg.fig{max-width:60rem}
figure .narrow svg.fig{max-width:26rem}
figure .narrow{display:none}
figcaption{color:var(--muted);font-size:.9rem;line-height:1.5;max-width:47.5rem;margin-top:.75rem}
.table{margin:1.5rem 0 1.75rem}
.scroll{overflow-x:auto;border-bottom:1px solid var(--strong-rule);background:linear-gradient(90deg,var(--paper) 40%,transparent) 0 0/2.5rem 100%,linear-gradient(270deg,var(--paper) 40%,transparent) 100% 0/2.5rem 100%,linear-gradient(90deg,var(--shade),transparent) 0 0/.8rem 100%,linear-gradient(270deg,var(--shade),transparent) 100% 0/.8rem 100%;background-repeat:no-repeat;background-attachment:local,local,scroll,scroll}
caption span{display:inline-block;position:sticky;left:0;max-width:calc(100vw - 2.5rem)}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.4;overflow-wrap:normal}
caption{caption-side:top;text-align:left;font-weight:650;padding:0 0 .6rem;font-size:.95rem}
th,td{padding:.5rem .6rem;text-align:left;vertical-align:top;border-top:1px solid var(--rule)}
th:first-child{padding-left:.25rem}
thead th{font-weight:600;color:var(--muted);font-size:.825rem;vertical-align:bottom;border-top:0;border-bottom:1px solid var(--strong-rule);min-width:4.2rem}
tbody th{font-weight:400;min-width:6.5rem}
tbody th bdi.name{font-weight:inherit}
td bdi.name{font-weight:inherit}
table bdi.name:not(.long){white-space:nowrap}
table bdi.long{overflow-wrap:anywhere;display:inline-block;min-width:12rem}
td.right,th.right{text-align:right}
tbody td.right{white-space:nowrap}
tr.emphasised{background:var(--wash)}
tr.emphasised th,tr.emphasised td.right:nth-child(2){font-weight:650}
td q,th q{quotes:none;display:block;min-width:14rem;white-space:pre-line;unicode-bidi:isolate}
td,th{overflow-wrap:break-word}
details{margin:1.25rem 0}
summary{cursor:pointer;color:var(--link);font-weight:600;width:fit-content;max-width:100%}
details[open]>summary{margin-bottom:1rem}
nav{font-size:.9rem}
nav h2{font-size:.85rem;color:var(--muted);margin:0 0 .6rem;font-weight:600;letter-spacing:0}
nav ol{list-style:none;margin:0;padding:0}
nav li{margin:0}
nav a{display:grid;grid-template-columns:1.9em 1fr;padding:.28rem 0;color:var(--ink);text-decoration:none}
nav a:hover{text-decoration:underline}
nav .number{color:var(--muted)}
.exhibit{border:1px solid var(--rule);border-radius:10px;margin:0 0 1.75rem;padding:1.25rem 1.4rem}
.exhibit h3{margin:0 0 .8rem}
.exhibit h3 .of{color:var(--muted);font-weight:400}
.exhibit .prompt{color:var(--ink);background:var(--wash);border-radius:6px;padding:.7rem 1rem;margin:0 0 1.1rem}
.exhibit .label{display:block;color:var(--muted);font-size:.825rem;font-weight:600;margin-bottom:.25rem}
.quoted{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate;margin:0;font-size:.95rem}
.side{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.5rem 2rem}
.side article{border-top:3px solid var(--strong-rule);padding-top:.7rem;min-width:0}
.side article.suspect{border-top-color:var(--accent)}
.side h4{margin:0 0 .6rem;font-size:.925rem;line-height:1.4;font-weight:650}
.side h4 .role{color:var(--muted);font-weight:400}
mark{background:var(--mark);color:inherit;border-bottom:2px solid var(--mark-line);padding:0 .1em;border-radius:2px;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.phrases{margin:1.25rem 0 0}
.phrases ul{list-style:none;padding:0;margin:.4rem 0 0;max-width:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:.4rem 1.75rem;font-size:.9rem}
.phrases li{margin:0}
.phrases .count{color:var(--muted)}
.rest{color:var(--muted);font-size:.875rem}
.paper-only,h2 .tag{display:none}
footer{border-top:1px solid var(--rule);color:var(--muted);font-size:.875rem;padding-top:1.5rem}
`;

const layouts = `
@media screen and (min-width:72rem){
main{display:grid;grid-template-columns:minmax(0,1fr) 13.5rem;column-gap:3.5rem}
main>section{grid-column:1;min-width:0}
nav{grid-column:2;grid-row:1/span 20}
nav .stay{position:sticky;top:3.5rem;padding-left:1.25rem;border-left:1px solid var(--rule)}
}
@media screen and (max-width:71.99rem){
.page{max-width:62rem}
nav{padding:1.75rem 0 .75rem}
nav ol{columns:2;column-gap:2rem}
nav li{break-inside:avoid}
}
@media screen and (max-width:44rem){
body{font-size:15.5px}
.page{padding:0 1rem 3rem}
header.top{padding:1.75rem 0 1rem}
h1{font-size:1.4rem}
section{padding:2rem 0}
.answer{padding:1.2rem 1.1rem 1rem;border-radius:8px}
.answer p.headline{font-size:1.2rem}
.answer p.badge{border-radius:.6rem}
dl.facts{grid-template-columns:repeat(2,minmax(0,1fr));gap:.9rem 1.25rem}
dl.terms{grid-template-columns:minmax(0,1fr);gap:.1rem}
dl.terms dd{margin-bottom:.8rem}
#method dl.terms{grid-template-columns:2.5rem minmax(0,1fr);gap:.6rem .5rem}
#method dl.terms dd{margin:0}
.split,.side{grid-template-columns:minmax(0,1fr)}
.split>div+div{margin-top:1.25rem}
figure .wide{display:none}
figure .narrow{display:block}
.exhibit{padding:1rem}
nav ol{columns:1}
}
`;

const paper = `
@page{size:A4;margin:18mm 16mm 18mm}
@media print{
:root{VARIABLES}
html{color-scheme:light;font-size:13px}
/* Without ligatures the words of a PDF can be searched and copied letter by letter. */
body{font-size:9.5pt;line-height:1.5;background:#fff;font-variant-ligatures:none}
.page{display:block;max-width:none;padding:0}
nav,.skip,.screen-only,footer{display:none}
header.top{padding:0 0 5mm}
h1{font-size:17pt}
h2{font-size:13pt;margin-bottom:3.5mm}
.answer h2{font-size:10pt;margin-bottom:2.5mm}
h1,h2,h3,h4{break-after:avoid;break-inside:avoid}
/* A margin may end at the foot of a sheet; padding that does not fit there takes what stands before it along. */
section{padding:6mm 0 0;margin-bottom:6mm}
section#answer{padding-top:0}
.answer{padding:5mm 6mm;background:none;break-inside:avoid}
p,ul,dl.terms,h1{max-width:none}
.table{margin:4mm 0 5mm}
.answer p.headline{font-size:13.5pt}
p,li{orphans:3;widows:3}
dl.facts{gap:3mm 6mm}
.scroll{overflow:visible;background:none}
caption span{position:static}
table{font-size:8pt}
td q,th q{overflow-wrap:anywhere}
thead th,td.right{overflow-wrap:normal}
th,td{padding:1.2mm 1.6mm}
table bdi.name:not(.long){white-space:normal}
table bdi.name{overflow-wrap:break-word}
table bdi.long{min-width:0;display:inline;overflow-wrap:anywhere}
thead th{min-width:0;font-size:7.6pt}
tbody th{min-width:0}
td q,th q{min-width:0}
tr,figure,.phrases li,.warning,dl.facts>div{break-inside:avoid}
thead{display:table-header-group}
.table.short{break-inside:avoid}
caption,thead,summary,.label,.command p{break-after:avoid}
h2+p,h3+p{break-after:avoid;break-inside:avoid}
p:has(+dl.facts){break-after:avoid;break-inside:avoid}
dl.facts{break-inside:avoid}
.exhibit .prompt,.command{break-inside:avoid}
tbody tr:nth-child(-n+3){break-before:avoid}
h2 .tag{display:inline;border:1pt solid #000;border-radius:2pt;padding:0 1.5mm;margin-left:3mm;font-size:8pt;font-weight:700;vertical-align:middle}
caption,figcaption{break-inside:avoid}
.exhibit{break-inside:auto;padding:4mm 5mm;-webkit-box-decoration-break:clone;box-decoration-break:clone}
details.more dl.terms,dl.terms:has(>:nth-child(-n+16):last-child){break-inside:avoid}
.exhibit h3,.exhibit .prompt{break-after:avoid}
.quoted{font-size:8.5pt}
details>summary{color:inherit;list-style:none}
details.more::details-content{content-visibility:visible;block-size:auto}
details.rest-of-answer{display:none}
.paper-only{display:block}
a{color:inherit;text-decoration:none}
.synthetic{position:static;background:none;color:#000;border:1.5pt solid #000;margin-bottom:5mm}
mark{-webkit-print-color-adjust:exact;print-color-adjust:exact}
figure svg.fig{max-height:205mm;print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;

/** Repeats on every sheet, in the margin, where nothing can cover it. */
const syntheticPaper = `
@page{@top-center{content:"SYNTHETIC DATA: not evidence about any real model.";font:700 9pt sans-serif;color:#000}}
`;
const pageNumbers = `
@page{@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#555}@bottom-left{content:"teacherprint report";font:8pt sans-serif;color:#555}}
`;

export function reportStyle(synthetic: boolean): string {
  const light = `${colours.light};${figureVariables.light}`;
  const dark = `${colours.dark};${figureVariables.dark}`;
  return [
    `:root{${light}}`,
    `@media screen and (prefers-color-scheme:dark){:root{${dark}}}`,
    base,
    figureRules,
    layouts,
    paper.replace("VARIABLES", light),
    pageNumbers,
    synthetic ? syntheticPaper : "",
  ].join("\n");
}
