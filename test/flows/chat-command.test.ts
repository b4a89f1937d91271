import { describe, expect, test } from 'vitest';
import { readChatCommand } from '../../src/flows/chat-command.ts';

describe('what is typed after the command', () => {
  test.each(['', '   ', '\n', 'new', 'Raise'])('%j begins a raise', (typed) => {
    expect(readChatCommand(typed)).toEqual({ kind: 'raise' });
  });

  test.each(['list', ' LIST ', 'List.'])('%j asks for the list', (typed) => {
    expect(readChatCommand(typed)).toEqual({ kind: 'list' });
  });

  test.each(['list staff', ' Staff ', 'list my staff.', 'my staff'])(
    '%j asks for the cases of one’s staff',
    (typed) => {
      expect(readChatCommand(typed)).toEqual({ kind: 'staff' });
    },
  );

  test.each(['help', 'HELP!', '?'])('%j asks for help', (typed) => {
    expect(readChatCommand(typed)).toEqual({ kind: 'help' });
  });

  test.each(['RED-4F7K2', 'red-4f7k2', ' red 4f7k2 ', 'RED4F7K2', 'red–4f7k2', 'Red - 4F7K2.'])(
    '%j is the case RED-4F7K2',
    (typed) => {
      expect(readChatCommand(typed)).toEqual({ kind: 'case', reference: 'RED-4F7K2' });
    },
  );

  test('letters that no reference has are read as the figures they look like', () => {
    expect(readChatCommand('red-iolo1')).toEqual({ kind: 'case', reference: 'RED-10101' });
  });

  test.each(['lsit', 'RED-4F7K', 'RED-4F7K22', 'what do I owe?'])(
    '%j is said back as not understood',
    (typed) => {
      expect(readChatCommand(typed)).toEqual({ kind: 'unclear', text: typed });
    },
  );

  test('a text without end is cut before anything else is done with it', () => {
    expect(readChatCommand(`${'…'.repeat(10_000)}x`)).toEqual({ kind: 'unclear', text: '...'.repeat(200) });
  });
});
