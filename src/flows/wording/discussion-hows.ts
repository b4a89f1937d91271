/** The ways in which people speak with each other, as they stand in a sentence: "Rosa recorded a telephone call". */
export const discussionHows = {
  discussion: 'a conversation',
  meeting: 'a meeting',
  telephone: 'a telephone call',
  'e-mail': 'an e-mail',
  chat: 'a conversation in chat',
} as const;
