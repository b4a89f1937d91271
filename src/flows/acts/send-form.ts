import { contactOf } from '../../policy/policy-lookup.ts';
import type { CaseConversation } from '../conversation.ts';
import { readFormPlace } from '../forms/content-of.ts';
import { saySource } from '../page.ts';
import { contactLines } from '../say-contact.ts';
import { commanded, textBlock, wrong } from './fields.ts';

/** Nobody of the board's office is here: whoever raised it sends the form to its contact, and says so. */
export const sendForm: CaseConversation = {
  does: 'send-form',
  title: 'I have sent the form',
  submit: 'It is sent',
  writes: 'FormSent',
  ask: ({ act, rules }) => {
    const form = readFormPlace(act.on, rules.policy)?.form;
    if (form?.send === undefined)
      return { intro: [textBlock('There is no such form here.')], fields: [], toRead: true };
    const contact = contactOf(rules.policy, form.send.to);
    return {
      intro: [
        textBlock(
          `“${form.title}” goes to ${contact.label} (${saySource(form.send)}). Nobody there is listed here, so please send it to them in the way that your agency uses for such papers.`,
        ),
        { kind: 'list', items: contactLines(rules, contact.id) },
      ],
      fields: [],
    };
  },
  command: ({ act, rules }, _answers, head) => {
    const place = readFormPlace(act.on, rules.policy);
    return place === undefined ? wrong({}) : commanded({ type: 'send-form', ...head, form: place.form.id });
  },
};
