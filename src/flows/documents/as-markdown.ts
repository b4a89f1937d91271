import type { Block, Document } from './document.ts';

/** A document as text that reads well as it stands, and as Markdown. What people typed stays plain: no mark of it means anything. */
export function asMarkdown({ title, of, marking, foot, blocks }: Document): string {
  const parts = [
    ...(marking === undefined ? [] : [`**${plain(marking)}**`]),
    `# ${plain(title)}`,
    ...(of === undefined ? [] : [plain(of)]),
    ...blocks.map(markdownOf),
  ];
  return `${[...parts, '---', ...foot.map(plain)].filter((part) => part !== '').join('\n\n')}\n`;
}

function markdownOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${plain(block.text)}`;
    case 'text':
      if (block.as === 'quote') return plain(block.text).replace(/^/gm, '> ');
      return block.as === 'note' ? `*${plain(block.text)}*` : plain(block.text);
    case 'facts':
      return block.rows.map(({ label, value }) => `- ${plain(label)}: ${plain(value)}`).join('\n');
    case 'box':
      return [
        `**${plain(block.label)}**`,
        ...block.texts.map(({ label, text }) =>
          plain(label === undefined ? text : `${label}: ${text}`).replace(/^/gm, '> '),
        ),
        ...(block.missing === true ? ['Not filled in'] : []),
        ...(block.note === undefined ? [] : [`*${plain(block.note)}*`]),
      ].join('\n\n');
    case 'table':
      return [
        plain(block.caption),
        '',
        row(block.columns.map(({ label }) => label)),
        row(block.columns.map(() => '---')),
        ...block.rows.map(row),
      ].join('\n');
    case 'list':
      return block.items.map((item) => `- ${plain(item)}`).join('\n');
    case 'checklist':
      return block.items
        .map(({ text, answer }) => `- [${answer === 'yes' ? 'x' : ' '}] ${plain(text)}${answers[answer]}`)
        .join('\n');
    case 'signature':
      return `${plain(block.label)}: ${block.signed === undefined ? 'not signed' : plain(`${block.signed.name}, ${block.signed.role}, ${block.signed.at}`)}`;
    case 'chart':
      return plain(block.says);
    case 'page-break':
      return '';
  }
}

const answers = { yes: '', no: ' (no)', 'not-applicable': ' (not applicable)', unanswered: '' } as const;

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => (cell === '---' ? cell : plain(cell).replaceAll('\n', ' '))).join(' | ')} |`;
}

/** Marks that Markdown obeys are written so that they stand for themselves. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]/g, (mark) => `\\${mark}`);
}
