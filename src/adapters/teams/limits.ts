/*
 * What Teams takes in a card, and what we allow ourselves, in one table. Lengths of texts are UTF-16 units. Teams itself
 * says little about single texts (learn.microsoft.com/microsoftteams/platform, "Format your bot messages"), so most of
 * these are ours: what a person can still read, and what leaves room for everything else.
 */
export const limits = {
  /**
   * A message may have about 100 KB with everything around it, and Microsoft advises 80. Counted as UTF-16, two bytes a
   * character, which is the strictest reading; the rest of the 80 KB is room for the envelope of the activity.
   */
  bytesInCard: 76_000,
  /** The longest run of text in one element: what is too long for the card is cut at the end of one. */
  piece: 3000,
  /** What one frame around a quotation holds, as JSON; a longer quotation goes on in the next. */
  quote: 6000,
  /** Teams shows six buttons in a row at most. */
  buttonsInRow: 4,
  /** What a row holds on the narrowest telephone (320 points) before words on buttons are cut, in letters. */
  lettersInRow: 36,
  /** The room around the words on a button, in letters. */
  lettersAround: 4,
  button: 75,
  spoken: 200,
  confirm: 1000,
  label: 1000,
  hint: 2000,
  placeholder: 150,
  error: 1000,
  /** The longest text that a person can type into one field. */
  typed: 3000,
  /** As many choices are shown one below the other; more stand in a menu. */
  choicesShown: 10,
  /** A choice that is shown breaks over lines; one in a menu does not. */
  choiceShown: 200,
  choiceInMenu: 100,
  /** What a phone shows on its lock screen, and a client that shows no cards. */
  summary: 300,
} as const;
