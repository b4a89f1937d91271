import { drawForm as slackForm } from '../../src/adapters/slack/draw-form.ts';
import { drawHome as slackHome } from '../../src/adapters/slack/draw-home.ts';
import { drawMessage as slackMessage } from '../../src/adapters/slack/draw-message.ts';
import {
  drawForm as teamsForm,
  drawFormForMessage as teamsFormForMessage,
} from '../../src/adapters/teams/draw-form.ts';
import { drawHome as teamsHome } from '../../src/adapters/teams/draw-home.ts';
import { drawMessage as teamsMessage } from '../../src/adapters/teams/draw-message.ts';
import { drawSaid as teamsSaid } from '../../src/adapters/teams/draw-said.ts';
import { problemsOfCard } from '../../test/support/card-rules.ts';
import { formAsSaid, homeAsSaid, messageAsSaid } from '../../test/support/platforms/as-said.ts';
import { readMessage, readView, viewOf } from '../../test/support/platforms/read-blocks.ts';
import { readCard } from '../../test/support/platforms/read-card.ts';
import type { Seen } from '../../test/support/platforms/seen.ts';
import { shownOn, unlike } from '../../test/support/platforms/unlike.ts';
import { problemsOfMessage, problemsOfView } from '../../test/support/slack-rules.ts';
import type { Example } from './hear.ts';

/** A step as one platform draws it. */
export type Drawn = {
  /** Where it is seen: a window, a message, a card in place of a message. */
  readonly surface: string;
  readonly questions: number;
  readonly buttons: number;
  /** Named differences from what was said. */
  readonly differences: readonly string[];
  /** What the platform would refuse, and what is not as it was said. */
  readonly problems: readonly string[];
};

export function drawInSlack(example: Example): Drawn {
  switch (example.kind) {
    case 'form':
    case 'typed-form': {
      const view = slackForm(example.form);
      // What is wrong is sent beside the form, which Slack keeps on the screen.
      return drawn(
        'window',
        'Slack',
        said(example, {}),
        readView('form', viewOf(view)),
        problemsOfView(view),
      );
    }
    case 'message':
    case 'said': {
      const message = slackMessage(example.message);
      const surface = example.kind === 'said' ? 'seen by them alone' : 'message';
      const seen = readMessage('message', message.blocks, message.text);
      return drawn(surface, 'Slack', said(example), seen, problemsOfMessage(message));
    }
    case 'home':
    case 'typed-home': {
      const view = slackHome(example.home);
      return drawn('Home tab', 'Slack', said(example), readView('home', viewOf(view)), problemsOfView(view));
    }
  }
}

export function drawInTeams(example: Example): Drawn {
  switch (example.kind) {
    case 'form':
      return card('card in place', example, teamsForm(example.form, example.errors));
    case 'typed-form':
      return card('message', example, teamsFormForMessage(example.form), example.form.title);
    case 'message': {
      const { card: drawn, summary } = teamsMessage(example.message);
      return card('message', example, drawn, summary);
    }
    case 'said':
      return card('card in place', example, teamsSaid(example.message));
    case 'home':
      return card('card in place', example, teamsHome(example.home));
    case 'typed-home':
      return card('message', example, teamsHome(example.home), 'Your cases');
  }
}

function card(surface: string, example: Example, value: unknown, summary?: string): Drawn {
  return drawn(surface, 'Teams', said(example), readCard('card', value, summary).seen, problemsOfCard(value));
}

function drawn(
  surface: string,
  platform: 'Slack' | 'Teams',
  wanted: Seen,
  seen: Seen,
  problems: readonly string[],
): Drawn {
  return {
    surface,
    questions: seen.fields.length,
    buttons: seen.buttons.length + [seen.submit, seen.close].filter((label) => label !== undefined).length,
    differences: shownOn(wanted, platform).because,
    problems: [...problems, ...unlike(wanted, seen, platform)].map((problem) => `${platform}: ${problem}`),
  };
}

function said(example: Example, errors = 'errors' in example ? example.errors : undefined): Seen {
  switch (example.kind) {
    case 'form':
    case 'typed-form': {
      const form = formAsSaid(example.form);
      const fields = form.fields.map((field) => {
        const wrong = errors?.[field.id];
        return wrong === undefined ? field : { ...field, wrong };
      });
      return { ...form, fields, id: example.kind };
    }
    case 'message':
    case 'said':
      return { ...messageAsSaid(example.message), id: example.kind };
    case 'home':
    case 'typed-home':
      return { ...homeAsSaid(example.home), id: example.kind };
  }
}
