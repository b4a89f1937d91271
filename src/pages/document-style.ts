import { Html } from './markup.ts';

/** What a document needs beside the style of all pages: tables, drawings, and how it is printed. */
export const documentStyle = new Html(`<style>
table{width:100%;margin:1rem 0 2rem;border-collapse:collapse;font-size:1rem;line-height:1.35}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{padding:.4rem .6rem .4rem 0;text-align:left;vertical-align:top;border-bottom:1px solid #b1b4b6;overflow-wrap:normal}
thead th{vertical-align:bottom;border-bottom:2px solid #0b0c0c}
tbody th{font-weight:normal}
.number{text-align:right;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}
.facts>div{display:flex;gap:1rem;justify-content:space-between;margin:0;padding:.4rem 0;border-bottom:1px solid #b1b4b6}
.facts dt{font-weight:normal}
.facts dd{font-weight:bold;text-align:right}
.chart{margin:1rem 0;padding:0;border:0;background:none}
.chart svg{width:100%;height:auto}
.marking{margin:.5rem 0;font-weight:bold;text-align:center}
@media print{
body{max-width:none;padding:0;font-size:11pt}
.skip{display:none}
h1,h2{break-after:avoid}
.chart,tr,.facts>div{break-inside:avoid}
thead{display:table-header-group}
.wide{overflow:visible}
}
@page{margin:18mm}
</style>`);
