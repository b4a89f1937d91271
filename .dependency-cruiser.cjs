/** The order of the rooms: policy <- case <- flows <- adapters <- main. A line that points the other way is a defect. */
const only = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: ['src/main\\.ts$'] }, to: {} },
    only(
      'policy-is-pure',
      '^src/policy/',
      '^src/(directory|case|report|flows|adapters|compose|commands|main|config)',
      'the written rule knows nothing of cases, chat or databases',
    ),
    only(
      'case-is-pure',
      '^src/case/',
      '^src/(report|flows|adapters|compose|commands|main|config)',
      'one disagreement knows the rule and nothing of the world',
    ),
    only(
      'report-is-pure',
      '^src/report/',
      '^src/(flows|adapters|compose|commands|main|config)',
      'figures come from cases and the rule, and from nothing of the world',
    ),
    only(
      'flows-know-no-world',
      '^src/flows/',
      '^src/(adapters|compose|commands|main|config)',
      'conversations use ports, which adapters fill',
    ),
    only(
      'directory-is-pure',
      '^src/directory/',
      '^src/(case|report|flows|adapters|compose|commands|main|config)',
      'who is who; knows nothing of cases or chat',
    ),
    {
      name: 'no-adapter-imports-another',
      severity: 'error',
      comment: 'each adapter is one piece of the world',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/([^/]+)/', pathNot: '^src/adapters/$1/' },
    },
    only(
      'pages-import-nothing',
      '^src/pages/',
      '^src/(?!pages/)',
      'how a page looks and what goes with it; what it says is the adapters’',
    ),
    {
      name: 'pages-are-for-adapters',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(adapters|pages)/' },
      to: { path: '^src/pages/' },
    },
    only(
      'adapters-not-main',
      '^src/adapters/',
      '^src/(main|config|compose|commands)',
      'the composition root imports adapters, never the reverse',
    ),
    {
      name: 'pure-rooms-use-no-world',
      severity: 'error',
      comment: 'policy, case and report may not touch files, sockets or the environment',
      from: { path: '^src/(policy|directory|case|report)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'slack-in-one-folder',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/slack/' },
      to: { path: 'node_modules/@slack/' },
    },
    {
      name: 'teams-in-one-folder',
      severity: 'error',
      comment: 'the kit is retired: moving to its successor must be one folder’s work',
      from: { path: '^src/', pathNot: '^src/adapters/teams/' },
      to: { path: 'node_modules/(botbuilder|botframework|@azure/)' },
    },
    {
      name: 'mail-in-one-folder',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/email/' },
      to: { path: 'node_modules/(nodemailer|postal-mime)/' },
    },
    {
      name: 'charts-in-one-folder',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/charts/' },
      to: { path: 'node_modules/echarts/' },
    },
    {
      name: 'documents-in-one-folder',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/documents/' },
      to: { path: 'node_modules/(docx|pdfkit|svg-to-pdfkit|fontkit|bidi-js|@fontsource)/' },
    },
    {
      name: 'queue-in-one-folder',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/bullmq/' },
      to: { path: 'node_modules/(bullmq|ioredis)/' },
    },
    {
      name: 'database-in-one-folder',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/(postgres|bullmq)/' },
      to: { path: 'node_modules/pg/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: {
      path: 'node_modules/(?!(@slack|@azure|botbuilder[^/]*|botframework[^/]*|bullmq|ioredis|pg|nodemailer|postal-mime|echarts|docx|pdfkit|svg-to-pdfkit|fontkit|bidi-js)/)',
    },
  },
};
