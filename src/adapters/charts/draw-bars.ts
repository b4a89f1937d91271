import { createHash } from 'node:crypto';
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Bars, Drawing } from '../../flows/documents/bars.ts';

echarts.use([AriaComponent, BarChart, GridComponent, LegendComponent, SVGRenderer]);

/** As wide as the page's text. */
const width = 680;
/** A blue, an orange and a grey that are told apart in grey too and by those who see few colours; each with a pattern of its own. */
const colours = ['#1d4f76', '#e8a33d', '#8a9299'];
const ink = '#0b0c0c';
const font = 'Arial, sans-serif';

/** Draws bars from left to right, the first label at the top, each with its number. The same bars are drawn the same. */
export function drawBars({ says, labels, series, stacked }: Bars): Drawing {
  const many = series.length > 1;
  const perLabel = stacked ? 34 : 12 + 22 * series.length;
  const height = labels.length * Math.max(perLabel, 44) + (many ? 48 : 16);
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({
    animation: false,
    color: colours,
    textStyle: { fontFamily: font, color: ink },
    aria: { enabled: true, label: { enabled: false }, decal: { show: many } },
    legend: {
      show: many,
      top: 0,
      left: 0,
      itemGap: 24,
      selectedMode: false,
      textStyle: { color: ink, fontSize: 14 },
    },
    grid: { left: 250, right: 48, top: many ? 40 : 8, bottom: 8 },
    xAxis: { type: 'value', minInterval: 1, axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: [...labels],
      axisTick: { show: false },
      axisLabel: { interval: 0, width: 236, overflow: 'break', color: ink, fontSize: 13, lineHeight: 16 },
    },
    series: series.map(({ name, values }) => ({
      type: 'bar',
      name,
      silent: true,
      barMaxWidth: 22,
      ...(stacked ? { stack: 'all' } : {}),
      itemStyle: { borderColor: '#fff', borderWidth: stacked ? 1 : 0 },
      label: numbers(stacked),
      // Nothing is written into a part that is not there.
      data: values.map((value) => (stacked && value === 0 ? null : value)),
    })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return { svg: standingAlone(svg, says), width, height };
}

function numbers(stacked: boolean) {
  return stacked
    ? { show: true, position: 'inside', color: ink, backgroundColor: '#fff', padding: [1, 3], fontSize: 13 }
    : { show: true, position: 'right', color: ink, fontSize: 13 };
}

/** Several stand on one page: each has names of its own. It is said in words to those who do not see it. */
function standingAlone(svg: string, says: string): string {
  const name = createHash('sha256').update(svg).digest('hex').slice(0, 8);
  const named = svg.replaceAll(/\bzr\d+-/gu, `chart-${name}-`);
  const title = `<title>${escaped(says)}</title>`;
  return named.replace(
    /^<svg ([^>]*)>/u,
    (_all, attributes: string) => `<svg ${attributes} role="img">${title}`,
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
