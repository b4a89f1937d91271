import { createHash } from 'node:crypto';
import { Html } from './markup.ts';

/* One small style for all pages, in the page itself: nothing is fetched. Colours have a contrast of at least 4.5 to 1. */
const style = `
*{box-sizing:border-box}
body{margin:0 auto;max-width:45rem;padding:0 1rem;font:1.125rem/1.5 Arial,sans-serif;color:#0b0c0c;background:#fff;overflow-wrap:anywhere}
header{border-bottom:.25rem solid #1d4f76}
header p{margin:.75rem 0;font-weight:bold}
footer,nav{margin-top:2rem;border-top:1px solid #505a5f}
h1{font-size:1.75rem;line-height:1.2}
h2{font-size:1.3rem;line-height:1.25}
a{color:#1d4f76}
.small,.hint,.optional{color:#484f54}
.small{font-size:1rem}
.hint{margin:0 0 .5rem}
dl>div,li{margin:.5rem 0}
dt{font-weight:bold}
dd{margin:0}
figure{margin:1rem 0;padding:.5rem 1rem;border-left:.3rem solid #505a5f;background:#f3f2f1}
figcaption{font-weight:bold}
blockquote{margin:.25rem 0}
fieldset{margin:0;padding:0;border:0;min-width:0}
.question{margin:1.5rem 0}
legend,.question>label,nav label{display:block;padding:0;font-weight:bold}
.choice{position:relative;margin:.5rem 0;padding-left:2.5rem}
.choice input{position:absolute;left:0;top:0;width:1.75rem;height:1.75rem;margin:0}
.choice .hint{display:block}
input[type=text],input[type=date],select,textarea{width:100%;max-width:100%;padding:.4rem;font:inherit;color:inherit;background:#fff;border:2px solid #0b0c0c;border-radius:0}
input[type=date]{max-width:14rem}
input.code{max-width:10rem;letter-spacing:.3rem}
.go,button,summary{display:inline-block;margin:.25rem .5rem .25rem 0;padding:.5rem 1rem;font:inherit;text-align:left;cursor:pointer;color:#fff;background:#1d4f76;border:2px solid #1d4f76;border-radius:0}
button.usual,summary{color:#0b0c0c;background:#f3f2f1;border-color:#505a5f}
a.go{color:#fff}
button.danger{background:#a3230f;border-color:#a3230f}
details{display:block}
.asks{padding:.5rem 1rem;border-left:.3rem solid #505a5f}
.problems{margin:1rem 0;padding:0 1rem;border:.3rem solid #a3230f}
.problems a,.wrong{color:#a3230f}
.aloud{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999rem}
.skip:focus{position:static}
:focus{outline:.2rem solid #0b0c0c;outline-offset:.15rem;box-shadow:0 0 0 .35rem #ffdd00}
`;

export const styleElement = new Html(`<style>${style}</style>`);

/** What the page's policy names it by, so that no other style is taken. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
