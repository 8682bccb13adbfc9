import { describe, expect, test } from 'vitest';
import { ConfigError, readChannelConfig, readConfig } from '../../../src/platform/config.js';

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).faults;
  }
}

const own = 'a secret of our own, with enough characters';
const url = 'https://praktijktest.example';
const answerKey = Buffer.alloc(32, 7).toString('base64');

describe('mailboxes on other servers', () => {
  test('are read from addresses, with their passwords apart', () => {
    const config = readConfig({
      PT_IMAP:
        'imaps://post%40own.example:p%40ss@imap.example imap://u:p@imap.example:1143/Archief%20x?address=Other@own.example imap://u:p@127.0.0.1?address=here@own.example',
    });
    expect(config.mailSources).toEqual([
      {
        address: 'post@own.example',
        host: 'imap.example',
        port: 993,
        tls: 'implicit',
        user: 'post@own.example',
        folder: 'INBOX',
      },
      {
        address: 'other@own.example',
        host: 'imap.example',
        port: 1143,
        tls: 'starttls',
        user: 'u',
        folder: 'Archief x',
      },
      { address: 'here@own.example', host: '127.0.0.1', port: 143, tls: 'none', user: 'u', folder: 'INBOX' },
    ]);
    expect(config.secrets.mailSources).toEqual(['p@ss', 'p', 'p']);
  });

  test.each([
    'http://u:p@host?address=a@own.example',
    'imaps://u:Xq7@host',
    'imaps://u@host?address=a@own.example',
    'imaps://a%40own.example:Xq7@host imaps://a%40own.example:Xq7@other',
    'Xq7',
  ])('are refused without a word of them: %s', (text) => {
    const faults = faultsOf({ PT_IMAP: text });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^PT_IMAP must /);
    expect(faults[0]).not.toContain('Xq7');
  });
});

describe('routes of outgoing mail', () => {
  test('are read from addresses, with their passwords apart', () => {
    const config = readConfig({
      PT_SMTP:
        'smtps://u%40x:p%40ss@mail.example?domain=Own.example&dkim=s1&key=/etc/keys/own.pem&hour=60&hour-to=5 smtp://mail.example?domain=other.example smtp://u:p@127.0.0.1:2500?domain=here.example',
    });
    expect(config.mailRoutes).toEqual([
      {
        domain: 'own.example',
        host: 'mail.example',
        port: 465,
        tls: 'implicit',
        user: 'u@x',
        dkim: { selector: 's1', keyFile: '/etc/keys/own.pem' },
        hourly: 60,
        hourlyTo: 5,
      },
      {
        domain: 'other.example',
        host: 'mail.example',
        port: 587,
        tls: 'starttls',
        user: undefined,
        dkim: undefined,
        hourly: undefined,
        hourlyTo: undefined,
      },
      {
        domain: 'here.example',
        host: '127.0.0.1',
        port: 2500,
        tls: 'none',
        user: 'u',
        dkim: undefined,
        hourly: undefined,
        hourlyTo: undefined,
      },
    ]);
    expect(config.secrets.mailRoutes).toEqual(['p@ss', undefined, 'p']);
  });

  test.each([
    'http://host?domain=own.example',
    'smtps://host',
    'smtps://u@host?domain=own.example',
    'smtps://u:Xq7@host?domain=own.example&dkim=s',
    'smtps://u:Xq7@host?domain=own.example&dkim=s&key=here.pem',
    'smtps://u:Xq7@host?domain=own.example&hour=0',
    'smtps://u:Xq7@host?domain=own.example&hours=5',
    'smtps://u:Xq7@host?domain=own.example smtp://other?domain=own.example',
    'Xq7',
  ])('are refused without a word of them: %s', (text) => {
    const faults = faultsOf({ PT_SMTP: text });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^PT_SMTP must /);
    expect(faults[0]).not.toContain('Xq7');
  });
});

describe('the settings', () => {
  test('are complete without any environment', () => {
    expect(readConfig({})).toMatchObject({
      production: false,
      databaseUrl: undefined,
      dataDir: './data',
      http: { host: '127.0.0.1', port: 8080 },
      smtp: { host: '127.0.0.1', port: 2525 },
      mailIn: { host: '127.0.0.1', port: 2526, domains: ['post.example'] },
      logLevel: 'info',
    });
  });

  test('take an empty text for not set', () => {
    expect(readConfig({ PT_PORT: '', DATABASE_URL: '' })).toEqual(readConfig({}));
  });

  test('name every fault at once, by name and cure', () => {
    const faults = faultsOf({
      NODE_ENV: 'staging',
      DATABASE_URL: 'mysql://x',
      PT_SECRET: 'short',
      PT_HOST: 'a b',
      PT_PORT: '70000',
      PT_SMTP_PORT: 'x',
      PT_MAIL_DOMAINS: 'a b',
      PT_LOG_LEVEL: 'loud',
    });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'NODE_ENV',
      'DATABASE_URL',
      'PT_SECRET',
      'PT_HOST',
      'PT_PORT',
      'PT_SMTP_PORT',
      'PT_MAIL_DOMAINS',
      'PT_LOG_LEVEL',
    ]);
    expect(faults.every((fault) => / must /.test(fault))).toBe(true);
  });

  test('never say a value that is wrong', () => {
    const secret = 'Xq7';
    const faults = faultsOf({
      NODE_ENV: `Xq7env`,
      DATABASE_URL: `mysql://user:${secret}@host`,
      PT_SECRET: secret,
      PT_HOST: `${secret} `,
      PT_PORT: secret,
      PT_MAIL_DOMAINS: `${secret} `,
      PT_LOG_LEVEL: secret,
    });
    expect(faults).toHaveLength(7);
    expect(new ConfigError(faults).message).not.toContain(secret);
  });

  test.each([['0.0.0.0'], ['192.168.1.5'], ['example.org'], ['::']])(
    'let the server listen on %s only behind a TLS proxy',
    (host) => {
      expect(faultsOf({ PT_HOST: host })).toEqual([
        expect.stringMatching(/^PT_HOST must be 127\.0\.0\.1, localhost or ::1, unless PT_PUBLIC_URL/),
      ]);
      expect(faultsOf({ PT_HOST: host, PT_PUBLIC_URL: url })).toEqual([]);
    },
  );

  test.each(['http://praktijktest.example', 'praktijktest.example', 'https://praktijktest.example/pad'])(
    'refuse the public address %s',
    (address) => {
      expect(faultsOf({ PT_PUBLIC_URL: address })).toEqual([expect.stringMatching(/^PT_PUBLIC_URL must/)]);
    },
  );

  test('name an identity provider whole or not at all', () => {
    expect(faultsOf({ PT_OIDC_ISSUER: 'https://idp.example' })).toEqual([
      expect.stringMatching(/^PT_OIDC_ISSUER must be set together/),
    ]);
  });

  test('map the roles of the provider to ours', () => {
    const { oidc } = readConfig({
      PT_OIDC_ISSUER: 'https://idp.example',
      PT_OIDC_CLIENT_ID: 'praktijktest',
      PT_OIDC_CLIENT_SECRET: 'x',
      PT_OIDC_ROLES: 'VSI-inspecteur=inspector,VSI-codeur=coder',
    });
    expect([...(oidc?.roles ?? [])]).toEqual([
      ['VSI-inspecteur', 'inspector'],
      ['VSI-codeur', 'coder'],
    ]);
  });

  test.each(['-1', '65536', '80.5', 'eighty'])('refuse the port %s', (port) => {
    expect(faultsOf({ PT_PORT: port })).toEqual([expect.stringMatching(/^PT_PORT must be/)]);
  });
});

describe('in production', () => {
  test('a secret must be set', () => {
    expect(faultsOf({ NODE_ENV: 'production', PT_PUBLIC_URL: url, PT_ANSWER_KEYS: answerKey })).toEqual([
      expect.stringMatching(/^PT_SECRET must be set to a secret of your own/),
    ]);
  });

  test('the development secret is refused, also when it is set in so many words', () => {
    const development = readConfig({}).secrets.key.toString('utf8');
    expect(
      faultsOf({
        NODE_ENV: 'production',
        PT_PUBLIC_URL: url,
        PT_ANSWER_KEYS: answerKey,
        PT_SECRET: development,
      }),
    ).toEqual([expect.stringMatching(/development secret is public/)]);
  });

  test('a missing secret is named beside every other fault', () => {
    expect(faultsOf({ NODE_ENV: 'production', PT_PORT: 'x' }).map((fault) => fault.split(' ')[0])).toEqual([
      'PT_PORT',
      'PT_SECRET',
    ]);
  });

  test('a secret of our own is taken', () => {
    expect(
      readConfig({
        NODE_ENV: 'production',
        PT_PUBLIC_URL: url,
        PT_ANSWER_KEYS: answerKey,
        PT_SECRET: own,
      }).secrets.key.toString('utf8'),
    ).toBe(own);
  });

  test('the https address under which people come in must be set', () => {
    expect(faultsOf({ NODE_ENV: 'production', PT_ANSWER_KEYS: answerKey, PT_SECRET: own })).toEqual([
      expect.stringMatching(/^PT_PUBLIC_URL must be set in production/),
    ]);
  });

  test('an identity provider without TLS is refused', () => {
    expect(
      faultsOf({
        NODE_ENV: 'production',
        PT_SECRET: own,
        PT_ANSWER_KEYS: answerKey,
        PT_PUBLIC_URL: url,
        PT_OIDC_ISSUER: 'http://idp.example',
        PT_OIDC_CLIENT_ID: 'praktijktest',
        PT_OIDC_CLIENT_SECRET: 'x',
      }),
    ).toEqual([expect.stringMatching(/^PT_OIDC_ISSUER must be an https address/)]);
  });
});

describe('the keys of answers', () => {
  test('must be set in production', () => {
    expect(faultsOf({ NODE_ENV: 'production', PT_SECRET: own, PT_PUBLIC_URL: url })).toEqual([
      expect.stringMatching(/^PT_ANSWER_KEYS must be set in production/),
    ]);
  });

  test('are 32 bytes each, the one that seals in front, in either way of writing base64', () => {
    const [first, second] = [Buffer.alloc(32, 0xfb), Buffer.alloc(32, 9)];
    const list = `${first.toString('base64url')},${second.toString('base64')}`;
    expect(readConfig({ PT_ANSWER_KEYS: list }).secrets.answerKeys).toEqual([first, second]);
  });

  test.each(['x', Buffer.alloc(16).toString('base64'), `${answerKey},`, `${answerKey} ${answerKey}`])(
    'are refused as %s, without saying what was given',
    (list) => {
      const [fault, ...more] = faultsOf({ PT_ANSWER_KEYS: list });
      expect([/^PT_ANSWER_KEYS must be keys of 32 bytes/.test(fault ?? ''), more]).toEqual([true, []]);
      if (list.length > 1) expect(fault).not.toContain(list);
    },
  );
});

describe("the channel's settings", () => {
  const keys = (letter: string) => `${letter.repeat(43)}.${letter.repeat(43)}`;
  const faults = (environment: Record<string, string>): readonly string[] => {
    try {
      readChannelConfig(environment);
      return [];
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      return (error as ConfigError).faults;
    }
  };
  const whole = {
    NODE_ENV: 'production',
    PT_CHANNEL_DATABASE_URL: 'postgres://channel@127.0.0.1/pt',
    PT_CHANNEL_URL: 'https://melden.example',
    PT_CHANNEL_CERT: '/etc/cert.pem',
    PT_CHANNEL_CERT_KEY: '/etc/key.pem',
    PT_CHANNEL_HOST: '0.0.0.0',
    PT_CHANNEL_POOL: '/var/lib/pool',
    PT_CHANNEL_RECEIPT_KEYS: Buffer.alloc(32, 5).toString('base64'),
    PT_CHANNEL_SECRET: own,
    PT_CHANNEL_CUSTODIANS: `an=${keys('A')},bo=${keys('B')},cas=${keys('C')}`,
  };

  test('are complete without any environment, on loopback and without custodians', () => {
    expect(readChannelConfig({})).toMatchObject({
      http: { host: '127.0.0.1', port: 8090 },
      certificate: undefined,
      onion: undefined,
      poolFile: './data/channel/shred-keys',
      custodians: [],
    });
  });

  test('need no setting of the pages, and read custodians with both their keys', () => {
    const config = readChannelConfig(whole);
    expect(config.custodians.map(({ name }) => name)).toEqual(['an', 'bo', 'cas']);
    expect(config.custodians[1]!.boxKey).toHaveLength(32);
  });

  test('name all that production lacks', () => {
    expect(faults({ NODE_ENV: 'production' }).map((fault) => fault.split(' ')[0])).toEqual([
      'PT_CHANNEL_SECRET',
      'PT_CHANNEL_DATABASE_URL',
      'PT_CHANNEL_URL',
      'PT_CHANNEL_POOL',
      'PT_CHANNEL_RECEIPT_KEYS',
      'PT_CHANNEL_CUSTODIANS',
    ]);
  });

  test('refuse TLS that a proxy would end, one custodian twice, half an onion, and an open listener', () => {
    expect(faults({ PT_CHANNEL_URL: 'https://melden.example' })).toHaveLength(1);
    expect(faults({ PT_CHANNEL_CUSTODIANS: `an=${keys('A')},bo=${keys('A')}` })).toHaveLength(1);
    expect(faults({ PT_CHANNEL_ONION: `${'a'.repeat(56)}.onion` })).toHaveLength(1);
    expect(faults({ PT_CHANNEL_HOST: '0.0.0.0' })).toHaveLength(1);
  });
});
