import type { Policy } from '../policy/policy.ts';

/**
 * The common names of themes, by which boards are compared: each theme of a policy file has one of these as its `code`. A code that
 * a file brings along itself is shown as it is written.
 */
const names: Readonly<Record<string, string>> = {
  'threshold-eligibility': 'Thresholds, eligibility and access to services',
  'risk-assessment': 'Level of risk and how it is assessed',
  'information-sharing': 'Information sharing',
  'response-to-concern': 'Response to a safeguarding concern',
  'roles-responsibilities': 'Roles and responsibilities',
  communication: 'Communication',
  'practice-case-management': 'Practice or case management',
  'drift-or-closure': 'Drift, delay or closure',
  'action-not-done': 'An action, or a failure to act',
  'lead-agency-or-professional': 'Which agency or professional leads',
  'mental-health': 'Mental health',
  'decision-making-judgement': 'A decision, opinion or judgement',
  'referral-timeliness': 'A concern passed on too late',
  'referral-quality': 'How a concern was put together',
  's42-decision': 'Whether to make Section 42 enquiries',
  's42-who': 'Who carries out a Section 42 enquiry',
  'procedure-not-followed': 'Law or procedure not followed',
  'wishes-and-feelings': 'The adult’s wishes and feelings',
  other: 'Something else',
};

export function sayTheme(code: string): string {
  const spaced = code.replaceAll('-', ' ');
  return names[code] ?? `${spaced.charAt(0).toUpperCase()}${spaced.slice(1)}`;
}

/** For whoever writes a policy file: themes whose code is none of the common names, so that no other board's count with them. */
export function unknownThemes({ themes }: Pick<Policy, 'themes'>): readonly string[] {
  const known = Object.keys(names).join(', ');
  return themes
    .filter(({ code }) => !Object.hasOwn(names, code))
    .map(
      ({ id, code }) =>
        `The theme “${id}” has the code “${code}”, which no other board has: in reports it is counted by itself. Known codes: ${known}.`,
    );
}
