/** What is of an adult at immediate risk is found without reading everything else that is due at the same time. */
export const urgentFirst = `
create index effects_urgent on effects (next_at, id)
  where state = 'waiting' and (body::jsonb ?| array['alertId', 'urgent']);
`;
