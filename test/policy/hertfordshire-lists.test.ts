import { describe, expect, it } from 'vitest';
import { contactOf, roleOf, stageOf } from '../../src/policy/policy-lookup.ts';
import { shippedPolicy } from './policies.ts';

/* The contacts of section 5 of Hertfordshire's policy, and the monitoring form of its Appendix A. */

const policy = shippedPolicy('hertfordshire');

/** Section 5: whose office it is, which office, telephone, mailbox, web address. */
const offices = [
  ['Adult Care Services', 'Head of Safeguarding', '0300 123 40 42', '', ''],
  ['HPFT', 'Safeguarding Team, for professionals', '', 'hpft.safeguardingteam@nhs.net', ''],
  ['HPFT', 'General public enquiries', '', 'hpft.spa@nhs.net', ''],
  ['East and North Hertfordshire Hospitals NHS Trust', 'Lead Nurse for Safeguarding Adults', '01438 284994', 'adultsafeguarding.enh-tr@nhs.net', ''],
  ['West Hertfordshire Hospitals NHS Trust', 'Named Nurse for Safeguarding Adults', '01923 217009 or 01923 217294', 'westherts.safeguarding@nhs.net', ''],
  ['Central London Community Healthcare NHS Trust', 'Safeguarding Adults Specialist Nurse', '0208 102 4218', 'CLCHT.adultsafeguarding@nhs.net', ''],
  ['Hertfordshire and West Essex ICB', 'Named Nurse for Adult Safeguarding', '01707 685 000', 'hweicbhv.safa@nhs.net', ''],
  ['Hertfordshire Community NHS Trust', 'Safeguarding Adults Team', '01727 732075', 'hct.safa@nhs.net', ''],
  ['CGL', 'Senior Social Worker', '0800 652 3169', 'Herts@cgl.org.uk', ''],
  ['HCPA', 'Principal Business Development Manager', '01707 536 020', '', ''],
  ['East of England Ambulance Service', 'Safeguarding Lead', '01767 312573', 'safeguarding@eastamb.nhs.uk', ''],
  ['Hertfordshire Constabulary', 'Head of Serious Crime and Safeguarding Command', '01707 354 000', '', ''],
  ['Hertfordshire Constabulary', 'Head of Adult Safeguarding', '01707 354 000', '', ''],
  ['Probation Service', 'Head of Hertfordshire Local Delivery Unit', '01438 747074', '', ''],
  ['East Herts Council', 'Head of Housing and Health', '01279 655261', '', 'https://www.eastherts.gov.uk'],
  ['Watford Borough Council', 'Corporate Safeguarding Manager', '01923 226400', '', 'https://www.watford.gov.uk'],
  ['St Albans District Council', 'Emergency Planning and Principal Community Protection Officer', '01727 866100', '', 'https://www.stalbans.gov.uk'],
  ['Three Rivers District Council', 'Head of Community Partnerships', '01923 776611', '', 'https://www.threerivers.gov.uk'],
  ['North Herts District Council', 'Service Director, Legal and Community; or Policy and Communities Manager', '01462 474370 or 01462 744212', '', 'https://www.north-herts.gov.uk'],
  ['Welwyn Hatfield Borough Council', 'Neighbourhood and Enforcement Manager', '01707 357 000', '', 'https://www.welhat.gov.uk'],
  ['Hertsmere District Council', 'Child and Adult Lead', '020 8207 2277', '', 'https://www.hertsmere.gov.uk'],
  ['Broxbourne Borough Council', 'Community Safety Manager', '01992 785508', 'community.safety.inbox@broxbourne.gov.uk', 'https://www.broxbourne.gov.uk'],
  ['Dacorum Borough Council', 'Safeguarding Lead Officer', '01442 228000', '', 'https://www.dacorum.gov.uk'],
  ['Stevenage Borough Council', 'Community Safety Manager', '01438 242242', '', 'https://www.stevenage.gov.uk'],
]; // prettier-ignore

describe('The contacts of Hertfordshire', () => {
  it('are every office of section 5 with its telephone, mailbox and web address, and nobody’s own address', () => {
    const listed = policy.contacts.filter(({ source }) => source === '5');
    expect(
      listed.map(({ organisation, label, telephone, email, link }) => [
        organisation,
        label,
        telephone ?? '',
        email ?? '',
        link ?? '',
      ]),
    ).toEqual(offices);
    expect(new Set(listed.map(({ reading }) => reading))).toEqual(new Set(['HE-X11']));
  });

  it('say where the document gives only a person’s address that an office mailbox is to be asked for', () => {
    const asks = policy.contacts.filter(({ note }) => note === 'Ask for an office mailbox.');
    expect(asks.map(({ id, email }) => [id, email])).toEqual([
      ['hcpa', undefined],
      ['police-crime', undefined],
      ['police-adults', undefined],
      ['probation', undefined],
    ]);
  });

  it('have the board’s office with its mailbox, to which the monitoring form goes', () => {
    expect(policy.board_office).toBe('board-office');
    expect(contactOf(policy, 'board-office')).toMatchObject({
      email: 'adminHSCPHSAB@hertfordshire.gov.uk',
      source: '5; Appendix A',
    });
    expect(roleOf(policy, 'independent-chair').titles).toContain('HSAB Chair');
  });
});

describe('The monitoring form of Hertfordshire', () => {
  const [form] = policy.forms;
  const boxes = new Map((form?.fields ?? []).map((field) => [field.id, field]));

  it('is drafted from Stage 1 by the raising side, and carried on to each further stage', () => {
    expect(form).toMatchObject({
      id: 'monitoring',
      by: 'raising',
      from_stage: '1',
      carries_forward: true,
      reading: 'HE-X2',
    });
    expect(stageOf(policy, '1').needs_form).toBeUndefined();
    for (const id of ['2', '3']) expect(stageOf(policy, id).needs_form).toMatchObject({ form: 'monitoring' });
  });

  it('asks the five questions of the checklist, which can be answered “does not apply”', () => {
    const checklist = ['consulted', 'attempted', 'equivalent', 'senior-discussed', 'seeks-chair'];
    expect([...boxes.keys()].slice(0, 5)).toEqual(checklist);
    for (const id of checklist)
      expect(boxes.get(id)).toMatchObject({ type: 'yes-no-na', required: true, source: 'Appendix A' });
    expect(boxes.get('consulted')?.reading).toBe('HE-X1');
    expect(boxes.get('equivalent')?.reading).toBe('HE-X1');
    for (const [id, stage] of [
      ['attempted', '1'],
      ['senior-discussed', '2'],
    ] as const)
      expect(boxes.get(id)).toMatchObject({ prefill: 'discussions', of_stage: stage });
    for (const id of ['senior-discussed', 'seeks-chair']) expect(boxes.get(id)?.required_from).toBe('3');
  });

  it('asks for the adult’s name, which few may see, the view of each agency, and the outcome or next stage', () => {
    expect(boxes.get('adult-name')).toMatchObject({ required: true, restricted: true, reading: 'HE-X9' });
    expect(boxes.get('summary')).toMatchObject({ required: true, per_agency: true });
    expect(boxes.get('outcomes')).toMatchObject({
      required: true,
      required_from: 'closed',
      label: expect.stringContaining('or the next stage if it is still open') as string,
    });
  });

  it.each([
    ['referring', 'raising', '2'],
    ['receiving', 'receiving', '3'],
  ] as const)(
    'asks for the signature, name, designation, agency and date of the %s manager',
    (manager, side, from) => {
      expect(boxes.get(`${manager}-signature`)).toMatchObject({
        type: 'signature',
        from: side,
        required_from: from,
      });
      for (const [part, held] of [
        ['name', 'name'],
        ['designation', 'role'],
        ['agency', 'agency'],
      ] as const)
        expect(boxes.get(`${manager}-${part}`)).toMatchObject({
          required: true,
          required_from: from,
          prefill: `${side}-manager`,
          part: held,
        });
      expect(boxes.get(`${manager}-date`)).toMatchObject({
        type: 'date',
        required: true,
        required_from: from,
      });
    },
  );

  it('asks once it is closed at which stage it was resolved, how well that worked and how long it took', () => {
    expect(boxes.get('stage-resolved')).toMatchObject({ required_from: 'closed', prefill: 'stage-resolved' });
    expect(boxes.get('effectiveness')).toMatchObject({ required_from: 'closed', required: true });
    expect(boxes.get('effectiveness')?.prefill).toBeUndefined();
    expect(boxes.get('time-taken')).toMatchObject({ required_from: 'closed', prefill: 'time-taken' });
  });

  it('goes to the board’s office at each escalation and at the end', () => {
    expect(form?.send).toMatchObject({ to: 'board-office', on: ['escalated', 'closed'], reading: 'HE-X3' });
  });
});
