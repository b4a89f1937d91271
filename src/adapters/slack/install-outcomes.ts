import { ErrorCode } from '@slack/oauth';
import type { Installed } from '../../flows/installations.ts';
import type { InstallPage } from './install-page.ts';

/* What the pages of an install say. Somebody reads them who may never have seen a Slack app before. */

const listIt = (place: string): string =>
  `Ask the board’s office to list the workspace id ${place} for your agency in Concordat’s directory. Until then everybody in the workspace is a stranger to Concordat.`;
const tryIt = (command: string): string =>
  `In Slack open Apps, then Concordat: its Home tab shows your cases. Or type ${command} help in any conversation.`;

/** Before anything happened. @param authorizeUrl Slack's own page, which asks for the permissions */
export function askPage(authorizeUrl: string): InstallPage {
  return {
    status: 200,
    title: 'Add Concordat to your Slack workspace',
    says: [
      'Concordat takes a disagreement between agencies about an adult at risk through the Safeguarding Adults Board’s own escalation procedure.',
      'On the next page Slack asks in which workspace, and for five permissions: to answer its command, to write to people in their own conversation with it, and to see who an account belongs to. It cannot read messages or channels.',
      'If your workspace does not let you add apps, Slack sends a request to its owners instead.',
    ],
    go: { label: 'Go to Slack', to: authorizeUrl },
  };
}

/**
 * @param listed whether an agency of the directory lists the workspace
 * @param command what people type, such as `/escalate`
 */
export function installedPage(
  { place, wide, name }: Installed,
  listed: boolean,
  command: string,
): InstallPage {
  const where = name === '' ? place : `${name} (${place})`;
  if (wide) {
    return {
      status: 200,
      title: `Concordat is installed for ${where}`,
      says: ['It is installed for the organisation, and is not in any of its workspaces yet.'],
      then: [
        'An owner of the organisation adds Concordat to each workspace in which people need it: in Slack’s organisation settings under Integrations, Installed apps, Concordat, Add to more workspaces.',
        'Ask the board’s office to list the id of each of these workspaces (it begins with T) for your agency in Concordat’s directory. Until then everybody in them is a stranger to Concordat.',
        tryIt(command),
      ],
    };
  }
  return {
    status: 200,
    title: `Concordat is installed in ${where}`,
    says: [
      listed
        ? 'The directory lists this workspace, so people of its agency are recognised by the e-mail address of their Slack profile.'
        : 'No agency of the directory lists this workspace yet.',
    ],
    then: [...(listed ? [] : [listIt(place)]), tryIt(command)],
  };
}

const nothingHappened = 'Nothing was installed, and nothing was changed.';

/**
 * @param code of the error that ended it
 * @param says what Slack's own code was, where Slack refused
 */
export function failedPage(code: string | undefined, again: string, says?: string): InstallPage {
  const go = { label: 'Begin again', to: again };
  switch (code) {
    case ErrorCode.AuthorizationError:
      return {
        status: 403,
        title: 'The install was cancelled',
        says: [`Slack says that it was not allowed. ${nothingHappened}`],
        then: [
          'If you chose Cancel by mistake, begin again.',
          'If your workspace needs an owner to approve apps, ask one to approve Concordat, and begin again then.',
        ],
        go,
      };
    case ErrorCode.MissingStateError:
    case ErrorCode.InvalidStateError:
      return {
        status: 400,
        title: 'This install was not begun here, or too long ago',
        says: [
          `An install must be finished within ten minutes, in the browser and the tab in which it was begun, and only once. ${nothingHappened}`,
        ],
        then: ['Begin again, and go on to Slack from the page that opens.'],
        go,
      };
    case ErrorCode.MissingCodeError:
      return {
        status: 400,
        title: 'Slack did not finish the install',
        says: [`Slack sent you back without what is needed to go on. ${nothingHappened}`],
        then: ['Begin again. If it happens again, ask whoever runs Concordat to run: concordat doctor'],
        go,
      };
    default:
      return {
        status: 502,
        title: 'The install could not be finished',
        says: [
          `${says === undefined ? 'Something went wrong on our side or on the way to Slack.' : `Slack refused it (${says}).`} Concordat does not work in your workspace with this install.`,
        ],
        then: [
          'Begin again: installing twice does no harm.',
          'If it happens again, ask whoever runs Concordat to run: concordat doctor',
        ],
        go,
      };
  }
}
