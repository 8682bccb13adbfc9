const base = ['platform', 'web', 'audit', 'auth', 'statistics'];
const floors = {
  // folder: what it may import besides itself
  statistics: [],
  platform: [],
  web: ['platform'],
  audit: ['platform', 'web'],
  auth: ['platform', 'web', 'audit'],
  register: base,
  materials: base,
  signals: [...base, 'register'],
  campaigns: [...base, 'register', 'materials', 'signals'],
  fieldwork: [...base, 'register', 'materials', 'campaigns'],
  findings: [...base, 'register', 'campaigns', 'fieldwork'],
  reports: [...base, 'register'],
  inspections: [...base, 'register', 'signals', 'campaigns', 'findings', 'reports'],
  simulator: ['platform'],
};
const rooms = Object.keys(floors).join('|');
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const only = (what, where) =>
  rule(
    `${what.source.replace(/\W+/g, '-')}-only-there`,
    `Only ${where} may use it.`,
    { path: '^src/', pathNot: where },
    { path: what.source },
  );
const npm = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'unknown', 'core'];
module.exports = {
  forbidden: [
    ...Object.entries(floors).map(([folder, may]) =>
      rule(
        `floor-${folder}`,
        `${folder} may import only: ${may.join(', ') || 'nothing'}. Move the shared thing down a floor, or let services.ts pass it in.`,
        { path: `^src/${folder}/` },
        { path: '^src/', pathNot: `^src/(${[folder, ...may].join('|')})/` },
      ),
    ),
    rule(
      'no-new-room',
      'A folder without a floor is not part of the house.',
      {},
      { path: '^src/[^/]+/', pathNot: `^src/(${rooms})/` },
    ),
    rule(
      'statistics-stands-alone',
      'No package, no node module.',
      { path: '^src/statistics/' },
      { dependencyTypes: npm },
    ),
    rule(
      'rules-are-pure',
      'rules.ts: types only from packages.',
      { path: '/rules\\.ts$' },
      { dependencyTypes: npm, dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'rules-read-nothing',
      'rules.ts imports rules and schema types only.',
      { path: '/rules\\.ts$' },
      { path: '/(store|views|service|routes|pages|jobs)\\.tsx?$' },
    ),
    rule(
      'use-cases-know-no-web',
      'service, rules, store, views: no express, no web.',
      { path: '/(service|rules|store|views)\\.ts$' },
      { path: '(^src/web/|node_modules/express/)' },
    ),
    rule(
      'edges-know-no-sql',
      'routes and pages go through service and views.',
      { path: '/(routes|pages)\\.tsx?$' },
      { path: '(/store\\.ts$|node_modules/kysely/)' },
    ),
    rule(
      'not-past-the-face',
      'Import another feature by its index.ts; if it is not there, ask its owner for a view.',
      { path: '^src/([^/]+)/' },
      { path: '^src/(?!platform/|web/)[^/]+/.', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    ),
    rule(
      'roof-past-the-face',
      'The roof too; a command line that needs no house takes the commands of a room by its commands.ts.',
      { path: '^src/[^/]+\\.tsx?$' },
      {
        path: '^src/(?!platform/|web/)[^/]+/.',
        pathNot: '^src/[^/]+/(index|commands)\\.ts$',
      },
    ),
    rule(
      'coding-is-blind',
      'Nothing that coding can reach may know which profile an answer belongs to.',
      { path: '^src/fieldwork/responses/' },
      { path: '^src/materials/', reachable: true },
    ),
    rule(
      'fieldwork-order',
      'scheduling, then dispatch, then responses.',
      { path: '^src/fieldwork/(scheduling|dispatch)/' },
      { path: '^src/fieldwork/responses/' },
    ),
    rule(
      'withdrawing-is-not-seen',
      'Who withdraws knows the application; nothing that codes or sends can reach that.',
      { path: '^src/fieldwork/(scheduling|dispatch|responses)/' },
      { path: '^src/fieldwork/withdrawals/', reachable: true },
    ),
    rule(
      'scheduling-first',
      'dispatch may use scheduling, not the reverse.',
      { path: '^src/fieldwork/scheduling/' },
      { path: '^src/fieldwork/dispatch/' },
    ),
    rule(
      'only-the-roof-takes-the-simulator',
      'The simulator is for cli only.',
      { path: '^src/', pathNot: '^src/(simulator/|simulator-command\\.ts$)' },
      { path: '^src/simulator/' },
    ),
    rule(
      'reports-by-the-roof-alone',
      'The channel is apart: services.ts passes its counts and its shield to who needs them.',
      { path: '^src/', pathNot: '^src/(reports/|(services|main|cli|channel)\\.ts$)' },
      { path: '^src/reports/' },
    ),
    rule(
      'crypto-in-few-hands',
      'Use platform/crypto.',
      { path: '^src/', pathNot: '^src/(platform/crypto|audit/|reports/)' },
      { path: '(^(node:)?crypto$|node_modules/libsodium)' },
    ),
    only(/node_modules\/(@node-rs\/argon2|jsonwebtoken|@?otplib)\//, '^src/platform/crypto/'),
    only(/node_modules\/openid-client\//, '^src/auth/oidc/'),
    only(/node_modules\/uqr\//, '^src/auth/sign-in/'),
    only(/node_modules\/(pg|@electric-sql)\//, '^src/platform/db'),
    only(/node_modules\/(nodemailer|smtp-server|imapflow|mailparser)\//, '^src/platform/mail'),
    only(/node_modules\/node-cron\//, '^src/platform/jobs'),
    only(/node_modules\/busboy\//, '^src/reports/listener/'),
    rule('no-cycles', 'Two files that need each other are one file, or three.', {}, { circular: true }),
    rule(
      'no-orphans',
      'Nothing uses it: delete it.',
      { orphan: true, path: '^src/', pathNot: '^src/((main|cli)\\.ts$|web/assets/)' },
      {},
    ),
    rule('src-knows-no-test', 'src never imports test.', { path: '^src/' }, { path: '^test/' }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
