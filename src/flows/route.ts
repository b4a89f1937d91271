import type { Person } from '../directory/directory.ts';
import { answerCaseInput } from './case-conversation.ts';
import { caseList, staffList } from './case-list.ts';
import { readChatCommand } from './chat-command.ts';
import type { Account, ChatInput } from './chat-input.ts';
import type { Message, Reply } from './chat-message.ts';
import { farewell, farewellToSpaces, welcome } from './come-and-go.ts';
import { helpPage } from './help.ts';
import { homeOf } from './home.ts';
import { askHowReached, chooseHowReached } from './how-reached.ts';
import { identify } from './identify.ts';
import { askWhatIsInPlace, sayWhatIsInPlace } from './immediate-risk/answer-alert.ts';
import { askReferral, recordReferral } from './immediate-risk/record-referral.ts';
import { immediateRisk, immediateRiskInCase, tellThemNow } from './immediate-risk/report.ts';
import { openCasePage } from './limited-page.ts';
import { isOpening, showPage, text } from './page.ts';
import { answerPeople, isAboutPeople } from './people/people.ts';
import { answerReports, isAboutReports } from './reports/answer-reports.ts';
import { keepPlace } from './keep-place.ts';
import { putAway } from './put-away.ts';
import { answerRaise } from './raise/raise.ts';
import { raiseBesideAlert } from './raise/start-raise.ts';
import type { Services } from './services.ts';
import { strangerPage } from './stranger.ts';
import { answerTriage, openTriage } from './triage/triage.ts';

type Pressed = Extract<ChatInput, { kind: 'pressed' }>;
type Submitted = Extract<ChatInput, { kind: 'submitted' }>;
type Command = Extract<ChatInput, { kind: 'command' }>;
type PutAway = Extract<ChatInput, { kind: 'put-away' }>;
const title = 'Concordat';

/**
 * The one way in: whatever somebody did in chat, and what they are shown for it. Who they are is found out at every
 * input, and what they may see is asked again every time. Only the risk question is put to anybody, from memory.
 */
export async function route(services: Services, input: ChatInput): Promise<Reply> {
  const reply = await answer(services, input);
  if ('of' in input) await keepPlace(services, input.of, reply);
  return reply;
}

async function answer(services: Services, input: ChatInput): Promise<Reply> {
  switch (input.kind) {
    case 'unsupported':
      return { kind: 'nothing' };
    case 'home-opened':
      return openHome(services, input.account);
    case 'put-away':
      return closeFor(services, input);
    case 'bot-added':
      return welcome(services, input.account);
    case 'bot-removed':
      return farewell(services, input.account, input.id);
    case 'space-left':
      return farewellToSpaces(services, input);
    case 'command':
      return answerCommand(services, input);
    case 'pressed':
      return answerPress(services, input);
    case 'submitted':
      return answerForm(services, input);
  }
}

/** What a stranger closes gives way to what they were told first: a page with a way to close it would only come back. */
async function closeFor(services: Services, { account, of }: PutAway): Promise<Reply> {
  const who = await identify(services, account);
  return who.kind === 'stranger' ? welcome(services, account) : putAway(services, who.person, of);
}

async function openHome(services: Services, account: Account): Promise<Reply> {
  const who = await identify(services, account);
  if (who.kind === 'stranger') return { kind: 'home', home: { blocks: strangerPage(services, account) } };
  return { kind: 'home', home: await homeOf(services, who.person) };
}

async function answerCommand(services: Services, input: Command): Promise<Reply> {
  const { account, text: said, typed } = input;
  const command = readChatCommand(said);
  // Nothing slow may stand before the risk question: it is asked before it is known who asks.
  if (command.kind === 'raise') return openTriage(services, account);
  return withPerson(services, account, async (person) => {
    switch (command.kind) {
      case 'list':
        return writeTo(services, account, person, await listOf(services, person), typed);
      case 'staff':
        return writeTo(services, account, person, await staffListOf(services, person), typed);
      case 'help':
        return { kind: 'form', form: helpPage(services, person, { do: 'help' }) };
      case 'people':
        return answerPeople(services, person, { act: { do: 'people' } });
      case 'away':
        return answerPeople(services, person, { act: { do: 'set-away', on: person.id } });
      case 'report':
        return answerReports(services, person, { act: { do: 'report' }, arrived: input });
      case 'case':
        return showCase(
          services,
          account,
          person,
          await services.cases.idOfReference(command.reference),
          typed,
          command.reference,
        );
      case 'unclear':
        return { kind: 'form', form: helpPage(services, person, { do: 'help' }, command.text) };
    }
  });
}

async function answerPress(services: Services, input: Pressed): Promise<Reply> {
  const { account, act } = input;
  const where = input.onPage === true ? 'on-page' : 'to-us';
  if ((act.do === 'raise' || act.do === 'triage') && act.caseId === undefined)
    return openTriage(services, account);
  if (act.do === 'report-immediate-risk' && act.caseId === undefined) {
    return immediateRisk(services, account, services.newId(), act.on ?? '');
  }
  return withPerson(services, account, async (person) => {
    switch (act.do) {
      case 'home':
      case 'home-case':
        return { kind: 'home', home: await homeOf(services, person, act) };
      case 'raise':
        return raiseBesideAlert(services, person, act);
      case 'report-immediate-risk':
        return immediateRiskInCase(services, person, act.caseId ?? '');
      case 'answer-alert':
        return askWhatIsInPlace(services, person, act);
      case 'record-referral':
        return askReferral(services, person, act);
      case 'case-page':
        return showCase(services, account, person, act.caseId, where);
      case 'list':
        return writeTo(services, account, person, await listOf(services, person), where);
      case 'help':
        return { kind: 'form', form: helpPage(services, person, act) };
      case 'how-reached':
        return askHowReached(services, person);
      default:
        if (isAboutPeople(act)) return answerPeople(services, person, { act });
        if (isAboutReports(act)) return answerReports(services, person, { act, arrived: input });
        return act.caseId === undefined ? unknownAct(services) : answerCaseInput(services, person, input);
    }
  });
}

async function answerForm(services: Services, input: Submitted): Promise<Reply> {
  const { account, form } = input;
  const { act, step } = form;
  if (act.do === 'triage') return answerTriage(services, input);
  const who = await identify(services, account);
  if (who.kind === 'stranger') {
    // Whoever is at the immediate risk form is shown what to do, known or not.
    if (act.do === 'report-immediate-risk')
      return immediateRisk(services, account, act.caseId ?? '', act.on ?? '');
    return showPage(title, strangerPage(services, account), act);
  }
  switch (act.do) {
    case 'raise':
      return step === 'begin'
        ? raiseBesideAlert(services, who.person, act)
        : answerRaise(services, who.person, input);
    case 'report-immediate-risk':
      return isOpening(form)
        ? immediateRisk(services, account, services.newId(), act.on ?? '')
        : tellThemNow(services, who.person, input);
    case 'answer-alert':
      return sayWhatIsInPlace(services, who.person, input);
    case 'record-referral':
      return recordReferral(services, who.person, input);
    case 'help':
      return { kind: 'form', form: helpPage(services, who.person, act) };
    case 'how-reached':
      return chooseHowReached(services, who.person, input.answers);
    default:
      if (isAboutPeople(act)) return answerPeople(services, who.person, { act, sent: input });
      if (isAboutReports(act))
        return answerReports(services, who.person, { act, sent: input, arrived: input });
      return act.caseId === undefined ? unknownAct(services) : answerCaseInput(services, who.person, input);
  }
}

async function withPerson(
  services: Services,
  account: Account,
  answer: (person: Person) => Promise<Reply>,
): Promise<Reply> {
  const who = await identify(services, account);
  if (who.kind === 'stranger') return showPage(title, strangerPage(services, account), { do: 'help' });
  return answer(who.person);
}

/** A case on one page, in a direct message. Whoever may not see it is told the same as if there were none. */
async function showCase(
  services: Services,
  account: Account,
  person: Person,
  caseId: string | undefined,
  where: Command['typed'],
  reference?: string,
): Promise<Reply> {
  const shown = caseId === undefined ? undefined : await openCasePage(services, person, caseId);
  if (shown === undefined) {
    const which = reference === undefined ? 'This case' : `A case ${reference}`;
    const says = `${which} is not one that you are part of, or there is none. Check the reference, or type ${services.slashCommand} list.`;
    return showPage(title, [text(says)], { do: 'help' });
  }
  return writeTo(services, account, person, shown, where);
}

async function listOf(services: Services, person: Person): Promise<Message> {
  return { summary: 'Your cases', blocks: await caseList(services, person) };
}

async function staffListOf(services: Services, person: Person): Promise<Message> {
  return { summary: 'Your staff’s cases', blocks: await staffList(services, person) };
}

/**
 * Answers in the person's own conversation with the bot, wherever they typed or pressed: only there may a case be
 * spoken of, and only in a message do buttons work on every client. A page of ours shows it at once.
 */
async function writeTo(
  services: Services,
  account: Account,
  person: Person,
  message: Message,
  where: Command['typed'],
): Promise<Reply> {
  if (where === 'on-page') return { kind: 'message', message };
  const delivery = await services.chat.send(account, message);
  if (delivery.kind === 'sent')
    await services.reaches.note(person.id, { kind: 'reachable' }, services.clock.now());
  // Whoever typed or pressed in that conversation sees it come.
  if (delivery.kind === 'sent' && where === 'to-us') return { kind: 'nothing' };
  const says =
    delivery.kind === 'sent'
      ? 'I have written to you. See your own chat with Concordat.'
      : 'I could not write to you just now. Nothing was changed. Please try again in a moment.';
  return { kind: 'say', message: { summary: says, blocks: [{ kind: 'text', text: says }] } };
}

function unknownAct(services: Services): Reply {
  const says = `This button is from an older message and does nothing any more. Nothing was changed. Type ${services.slashCommand} list to see your cases.`;
  return showPage(title, [text(says)], { do: 'help' });
}
