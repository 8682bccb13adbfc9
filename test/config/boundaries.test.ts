import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A small house of its own: files by path, with this repository's packages. */
function plant(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'praktijktest-planted-'));
  made.push(folder);
  cpSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Runs the check that `npm run boundaries` runs, over a planted house. */
function check(folder: string): { code: number | null; stdout: string; faults: string[] } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'test/config/check-boundaries.mjs')],
    { cwd: folder, encoding: 'utf8' },
  );
  return { code: status, stdout, faults: stderr.trim().split('\n') };
}

const imports = (...paths: string[]): string =>
  `${paths.map((path, index) => `import * as i${index} from '${path}';`).join('\n')}\nexport const used = [${paths.map((_, index) => `i${index}`).join(', ')}];\n`;
const leaf = 'export const leaf = 1;\n';

// Two floors and a roof that keep every rule.
const HOUSE = {
  'src/main.ts': imports(
    './campaigns/index.js',
    './findings/index.js',
    './fieldwork/index.js',
    './register/index.js',
    './statistics/index.js',
  ),
  'src/cli.ts': imports('./main.js', './simulator-command.js', './findings/commands.js'),
  'src/simulator-command.ts': imports('./simulator/index.js'),
  'src/findings/commands.ts': leaf,
  'src/simulator/index.ts': imports('../platform/clock.js'),
  'src/platform/clock.ts': leaf,
  'src/platform/crypto.ts': imports('node:crypto'),
  'src/platform/db/index.ts': imports('pg'),
  'src/statistics/index.ts': leaf,
  'src/register/index.ts': imports(
    '../platform/clock.js',
    '../platform/db/index.js',
    '../platform/crypto.js',
    './rules.js',
  ),
  'src/register/rules.ts': "import type { z } from 'zod';\nexport type Rule = z.ZodType;\n",
  'src/materials/index.ts': leaf,
  'src/campaigns/index.ts': imports('./store.js', '../register/index.js', '../materials/index.js'),
  'src/campaigns/store.ts': leaf,
  'src/fieldwork/index.ts': imports('./scheduling/index.js', './dispatch/index.js', './responses/index.js'),
  'src/fieldwork/scheduling/index.ts': imports('../../materials/index.js', '../../campaigns/index.js'),
  'src/fieldwork/dispatch/index.ts': imports('../scheduling/index.js'),
  'src/fieldwork/responses/index.ts': imports('../../register/index.js'),
  'src/findings/index.ts': imports(
    '../fieldwork/index.js',
    '../statistics/index.js',
    '../campaigns/index.js',
  ),
};

test('a house that keeps the import rules passes, and says how many files were looked at', () => {
  const { code, stdout, faults } = check(plant(HOUSE));
  expect([code, faults, stdout]).toEqual([
    0,
    [''],
    `${Object.keys(HOUSE).length} files keep the import rules.\n`,
  ]);
});

describe('the check of the import rules catches', () => {
  // Each plant changes the sound house in one or two files; `rule: from → to` is the line that must be printed.
  const plants: readonly [
    what: string,
    files: Record<string, string>,
    rule: string,
    from: string,
    to: RegExp,
  ][] = [
    [
      "a feature that reads another's store",
      { 'src/findings/index.ts': imports('../campaigns/store.js') },
      'not-past-the-face',
      'src/findings/index.ts',
      /^src\/campaigns\/store\.ts$/,
    ],
    [
      "a roof that reads a feature's store",
      { 'src/main.ts': imports('./campaigns/store.js') },
      'roof-past-the-face',
      'src/main.ts',
      /^src\/campaigns\/store\.ts$/,
    ],
    [
      'an import up the floors',
      { 'src/register/index.ts': imports('../findings/index.js') },
      'floor-register',
      'src/register/index.ts',
      /^src\/findings\//,
    ],
    [
      'the web that knows a feature',
      { 'src/web/index.ts': imports('../campaigns/index.js') },
      'floor-web',
      'src/web/index.ts',
      /^src\/campaigns\//,
    ],
    [
      'the log that knows accounts',
      { 'src/audit/index.ts': imports('../auth/index.js'), 'src/auth/index.ts': leaf },
      'floor-audit',
      'src/audit/index.ts',
      /^src\/auth\//,
    ],
    [
      'coding that reaches profiles, by two hops',
      { 'src/fieldwork/responses/index.ts': imports('../dispatch/index.js') },
      'coding-is-blind',
      'src/fieldwork/responses/index.ts',
      /^src\/materials\/index\.ts$/,
    ],
    [
      'statistics that import a package',
      { 'src/statistics/index.ts': imports('zod') },
      'statistics-stands-alone',
      'src/statistics/index.ts',
      /zod/,
    ],
    [
      'statistics that import a module of node',
      { 'src/statistics/index.ts': imports('node:fs') },
      'statistics-stands-alone',
      'src/statistics/index.ts',
      /fs/,
    ],
    [
      'statistics that import platform',
      { 'src/statistics/index.ts': imports('../platform/clock.js') },
      'floor-statistics',
      'src/statistics/index.ts',
      /clock/,
    ],
    [
      'pg outside platform/db',
      { 'src/campaigns/store.ts': imports('pg') },
      'node_modules-pg-electric-sql--only-there',
      'src/campaigns/store.ts',
      /pg/,
    ],
    [
      'PGlite outside platform/db',
      { 'src/findings/store.ts': imports('@electric-sql/pglite') },
      'node_modules-pg-electric-sql--only-there',
      'src/findings/store.ts',
      /pglite/,
    ],
    [
      'nodemailer outside platform/mail',
      { 'src/register/store.ts': imports('nodemailer') },
      'node_modules-nodemailer-smtp-server-imapflow-mailparser--only-there',
      'src/register/store.ts',
      /nodemailer/,
    ],
    [
      'node-cron outside platform/jobs',
      { 'src/fieldwork/store.ts': imports('node-cron') },
      'node_modules-node-cron--only-there',
      'src/fieldwork/store.ts',
      /node-cron/,
    ],
    [
      'a room that looks into the reporting channel',
      {
        'src/reports/index.ts': leaf,
        'src/inspections/index.ts': imports('../reports/index.js'),
        'src/main.ts': imports('./inspections/index.js', './reports/index.js'),
      },
      'reports-by-the-roof-alone',
      'src/inspections/index.ts',
      /^src\/reports\/index\.ts$/,
    ],
    [
      'an upload read outside the channel',
      { 'src/materials/store.ts': imports('busboy') },
      'node_modules-busboy--only-there',
      'src/materials/store.ts',
      /busboy/,
    ],
    [
      'passwords and tokens outside platform/crypto',
      { 'src/fieldwork/store.ts': imports('jsonwebtoken') },
      'node_modules-node-rs-argon2-jsonwebtoken-otplib--only-there',
      'src/fieldwork/store.ts',
      /jsonwebtoken/,
    ],
    [
      'an identity provider outside auth/oidc',
      { 'src/fieldwork/store.ts': imports('openid-client') },
      'node_modules-openid-client--only-there',
      'src/fieldwork/store.ts',
      /openid-client/,
    ],
    [
      'cryptography outside platform/crypto',
      { 'src/materials/store.ts': imports('node:crypto') },
      'crypto-in-few-hands',
      'src/materials/store.ts',
      /crypto/,
    ],
    [
      'a cycle',
      { 'src/campaigns/store.ts': imports('./index.js') },
      'no-cycles',
      'src/campaigns/index.ts',
      /^src\/campaigns\/store\.ts$/,
    ],
    [
      'a cycle of types alone',
      {
        'src/campaigns/store.ts':
          "import type { used } from './index.js';\nexport type Used = typeof used;\n",
      },
      'no-cycles',
      'src/campaigns/index.ts',
      /^src\/campaigns\/store\.ts$/,
    ],
    [
      'a room that takes the simulator',
      { 'src/findings/views.ts': imports('../simulator/index.js') },
      'only-the-roof-takes-the-simulator',
      'src/findings/views.ts',
      /^src\/simulator\//,
    ],
    [
      'a simulator that knows the product',
      { 'src/simulator/index.ts': imports('../register/index.js') },
      'floor-simulator',
      'src/simulator/index.ts',
      /^src\/register\//,
    ],
    [
      'a room without a floor',
      { 'src/utils/index.ts': leaf, 'src/main.ts': imports('./utils/index.js') },
      'no-new-room',
      'src/main.ts',
      /^src\/utils\//,
    ],
    [
      'rules that take more than types from a package',
      { 'src/register/rules.ts': imports('zod') },
      'rules-are-pure',
      'src/register/rules.ts',
      /zod/,
    ],
    [
      'rules that read',
      { 'src/register/rules.ts': imports('./store.js'), 'src/register/store.ts': leaf },
      'rules-read-nothing',
      'src/register/rules.ts',
      /store/,
    ],
    [
      'a store that knows the web',
      { 'src/register/views.ts': imports('../web/index.js'), 'src/web/index.ts': leaf },
      'use-cases-know-no-web',
      'src/register/views.ts',
      /^src\/web\//,
    ],
    [
      'a service that knows express',
      {
        'src/campaigns/index.ts': imports('./service.js', './store.js'),
        'src/campaigns/service.ts': imports('express'),
      },
      'use-cases-know-no-web',
      'src/campaigns/service.ts',
      /express/,
    ],
    [
      'a page that writes',
      { 'src/campaigns/index.ts': imports('./pages.js'), 'src/campaigns/pages.tsx': imports('./store.js') },
      'edges-know-no-sql',
      'src/campaigns/pages.tsx',
      /store/,
    ],
    [
      'a route with SQL',
      {
        'src/campaigns/index.ts': imports('./routes.js', './store.js'),
        'src/campaigns/routes.ts': imports('kysely'),
      },
      'edges-know-no-sql',
      'src/campaigns/routes.ts',
      /kysely/,
    ],
    [
      'sending that knows answers',
      { 'src/fieldwork/dispatch/index.ts': imports('../responses/index.js') },
      'fieldwork-order',
      'src/fieldwork/dispatch/index.ts',
      /responses/,
    ],
    [
      'coding that knows what was withdrawn',
      {
        'src/fieldwork/responses/index.ts': imports('../withdrawals/index.js'),
        'src/fieldwork/withdrawals/index.ts': leaf,
      },
      'withdrawing-is-not-seen',
      'src/fieldwork/responses/index.ts',
      /withdrawals/,
    ],
    [
      'planning that knows sending',
      {
        'src/fieldwork/scheduling/index.ts': imports('../dispatch/index.js'),
        'src/fieldwork/dispatch/index.ts': leaf,
      },
      'scheduling-first',
      'src/fieldwork/scheduling/index.ts',
      /dispatch/,
    ],
    [
      'a file that nothing uses',
      { 'src/register/lonely.ts': leaf },
      'no-orphans',
      'src/register/lonely.ts',
      /lonely/,
    ],
    [
      'src that imports test',
      { 'src/main.ts': imports('../test/support/world.js'), 'test/support/world.ts': leaf },
      'src-knows-no-test',
      'src/main.ts',
      /^test\//,
    ],
  ];
  // Plants that change different files share a house, so that the check runs a few times instead of once for each.
  // Rules about what can be reached stand alone: another plant may hide the way.
  const alone = /reaches|cycle/;
  const houses: { files: Record<string, string>; alone: boolean; faults?: string[] }[] = [];
  const houseOf = new Map(
    plants.map(([what, files]) => {
      let house = alone.test(what)
        ? undefined
        : houses.find((one) => !one.alone && Object.keys(files).every((name) => !(name in one.files)));
      if (house === undefined) houses.push((house = { files: {}, alone: alone.test(what) }));
      Object.assign(house.files, files);
      return [what, house];
    }),
  );

  test.each(plants)('%s', (what, _files, rule, from, to) => {
    const house = houseOf.get(what)!;
    house.faults ??= check(plant({ ...HOUSE, ...house.files })).faults;
    const found = house.faults
      .map((line) => /^(\S+): (\S+) → (\S+)$/.exec(line))
      .filter((hit) => hit !== null && hit[1] === rule && hit[2] === from && to.test(hit[3]!));
    expect(found, house.faults.join('\n')).not.toEqual([]);
  });

  test('a single fault: the command fails', () => {
    expect(check(plant({ ...HOUSE, 'src/register/lonely.ts': leaf })).code).toBe(1);
  });

  test('a cruise that did not see every file', () => {
    const { code, faults } = check(plant({ ...HOUSE, 'src/node_modules/hidden.ts': leaf }));
    const files = Object.keys(HOUSE).length;
    expect([code, faults.at(-1)]).toEqual([1, `Only ${files} of ${files + 1} files were looked at.`]);
  });
});

describe('the repository', () => {
  let files: { name: string; text: string }[];
  beforeAll(() => {
    const names = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    }).split('\0');
    files = names
      .filter((name) => name !== '' && !/\.(png|woff2|ico)$/.test(name))
      .flatMap((name) => {
        try {
          return [{ name, text: readFileSync(join(root, name), 'utf8') }];
        } catch {
          return [];
        }
      });
  });
  const holding = (pattern: RegExp, except: (name: string) => boolean = () => false): string[] =>
    files
      .filter(({ name, text }) => !except(name) && pattern.test(text))
      .map(({ name, text }) => `${name}: ${pattern.exec(text)![0]}`);

  test('names no host of a package registry', () => {
    // In pieces, so that this file does not hold what it looks for.
    const hosts = [
      ['registry', 'npmjs', 'org'],
      ['registry', 'yarnpkg', 'com'],
      ['npm', 'pkg', 'github', 'com'],
      ['jfrog', 'io'],
    ].map((parts) => parts.join('\\.'));
    expect(files.length).toBeGreaterThan(200);
    expect(holding(new RegExp(hosts.join('|'), 'i'))).toEqual([]);
  });

  test('has a lock file without addresses', () => {
    const lock = files.find(({ name }) => name === 'package-lock.json')!;
    expect(/"resolved"/.exec(lock.text)).toBeNull();
  });

  test('names no path of the machine it was made on', () => {
    const places = [
      root.replace(/\/$/, ''),
      homedir(),
      ...['home', 'Users', 'workspace'].map((name) => `/${name}/[a-z]`),
    ]
      .filter((place) => place.length > 3)
      .map((place) => `(?<![\\w.~/-])${place}(?![\\w-])`);
    expect(holding(new RegExp(places.join('|')))).toEqual([]);
  });
});
