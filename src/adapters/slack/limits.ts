/*
 * What Slack accepts, in one table. Lengths are UTF-16 units counted after `&`, `<` and `>` have been escaped, which
 * is the strictest way that Slack could count. Source: docs.slack.dev/reference/block-kit and /reference/views,
 * unless a line says otherwise.
 */
export const limits = {
  blocksInMessage: 50,
  /** Modals and the home view alike. */
  blocksInView: 100,
  /**
   * Undocumented: chat.postMessage refuses about 13,200 characters of blocks as `msg_blocks_too_long`, counted as
   * "12,000 of text with a buffer for the containers" (slackapi/bolt-js #2509, #2867). We count bytes of JSON.
   */
  bytesInMessage: 12_000,
  /** `view_too_large` comes at 250 kB; the rest is room for what Slack adds. */
  bytesInView: 200_000,
  header: 150,
  section: 3000,
  fields: 10,
  field: 2000,
  /** A context element has no documented length of its own; this is the smallest of its relatives. */
  context: 2000,
  buttonsInBlock: 25,
  button: 75,
  spoken: 75,
  buttonValue: 2000,
  actionId: 255,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3000,
  label: 2000,
  hint: 2000,
  placeholder: 150,
  /** The longest text that a person can type into one field. */
  typed: 3000,
  radioButtons: 10,
  checkboxes: 10,
  optionsInGroup: 100,
  optionText: 75,
  optionHint: 75,
  /** The types say 75, older pages 150. */
  optionValue: 75,
  groupLabel: 75,
  /** The notification text. Slack cuts `text` after 40,000 and advises 4,000; a lock screen shows far less. */
  summary: 300,
  fieldError: 1000,
} as const;
