import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import type { Clock } from '../../platform/clock.js';
import { newUuid } from '../../platform/crypto.js';
import type { Log } from '../../platform/log.js';
import { joinProblems, platformProblems, Problem, problemOf } from '../../platform/problems.js';
import {
  cookieOf,
  formToken,
  formTokenOf,
  insistFormToken,
  isLang,
  languageOf,
  ownHostOnly,
  paths,
  securityHeaders,
  serveAssets,
  settle,
  textIn,
  type Lang,
} from '../../web/index.js';
import type { Answer, CookieSet, Told } from '../intake/answered.js';
import { intakeTranslator } from '../intake/words.js';
import { channelPaths } from '../paths.js';
import { reportConstraints, reportProblems } from '../problems.js';
import { formOf, readForm, workOn } from './body.js';
import { CHANNEL_LINES, isForMembers, type ChannelMeans, type DeskAsked, type Line } from './lines.js';
import { filingApi } from './filing-api.js';
import { ChannelPage, renderChannelPage } from './page.js';
import { wait, type Throttle } from './throttle.js';

export interface ChannelAppMeans {
  readonly flow: ChannelMeans;
  /** Under which form tokens are made: the channel's own. */
  readonly key: Uint8Array;
  /** True where the browser speaks TLS, or comes by an onion service. */
  readonly secure: boolean;
  /** The host under which browsers come in; without it this machine's own names. */
  readonly host?: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly throttle: Throttle;
}

const problems = joinProblems(
  { kinds: platformProblems },
  {
    kinds: reportProblems,
    constraints: reportConstraints,
  },
);

/** The channel's own web application: no script, no session of the other pages, no address in any log, nothing packed. */
export function createChannelApp(means: ChannelAppMeans): Express {
  const { key, secure } = means;
  const app = express();
  settle(app);
  app.get(paths.health, (_req, res) => void res.type('text').send('ok\n'));
  app.use(ownHostOnly(means.host));
  app.use(securityHeaders({ scripts: false, tls: secure }));
  app.get(paths.assets, serveAssets());
  app.get('/', (_req, res) => res.redirect(303, channelPaths.report));
  // Programs of organisations: no cookie and no form, so no form token; what they send is signed.
  app.post(channelPaths.organisationApi, filingApi(apiMeans(means)));
  app.use(readForm());
  app.use(formToken({ key, secure }));
  app.use(insistToken);
  for (const line of CHANNEL_LINES)
    app[line.method](line.path, (req, res, next) => {
      void workOn(req, () => answer(means, line, req, res)).catch(next);
    });
  app.use((_req, _res, next) => next(new Problem('not-found')));
  app.use(sayProblem(means));
  return app;
}

const apiMeans = (means: ChannelAppMeans) => ({
  organisations: means.flow.organisations,
  grounds: means.flow.grounds('nl').map(({ code }) => code),
  problems,
  throttle: means.throttle,
  tellBug: (thrown: unknown) => tellBug(means, thrown),
});

const insistToken: RequestHandler = (req, _res, next) => {
  insistFormToken(req);
  next();
};

async function answer(means: ChannelAppMeans, line: Line, req: Request, res: Response): Promise<void> {
  const form = formOf(req);
  const lang = askedLanguage(req, form.fields['taal']);
  // Codes, passphrases and addresses alone are slowed down, and before anything is known of them.
  if (SLOW.some((name) => form.fields[name] !== undefined))
    await wait(means.throttle(req.socket.remoteAddress));
  const told = await run(means, line, {
    lang,
    form,
    cookie: (name) => cookieOf(req, nameOf(means, name)),
    param: (name) => textOf(req.params[name]),
    query: (name) => textOf(req.query[name]),
  });
  if ('type' in told) return void res.status(200).set('Content-Type', told.type).end(told.bytes);
  if ('bytes' in told) return save(res, told.name, told.bytes);
  setCookies(means, res, told.cookies ?? []);
  const common = commonOf(means);
  if ('to' in told) {
    if (form.fields['taal'] !== undefined) res.cookie('taal', lang, { ...common, sameSite: 'lax' });
    return res.redirect(303, told.to);
  }
  if (told.leave === true) {
    res.clearCookie(nameOf(means, 'pt'), common);
    res.clearCookie('taal', { ...common, sameSite: 'lax' });
    res.setHeader('Clear-Site-Data', '"cache", "storage"');
  } else if (form.fields['taal'] !== undefined) {
    res.cookie('taal', lang, { ...common, sameSite: 'lax' });
  }
  send(res, told, lang, formTokenOf(req));
}

const SLOW = ['code', 'wachtzin', 'mailadres', 'stopadres'] as const;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const nameOf = ({ secure }: ChannelAppMeans, name: string): string => (secure ? `__Host-${name}` : name);
const commonOf = ({ secure }: ChannelAppMeans) =>
  ({ httpOnly: true, sameSite: 'strict', secure, path: '/' }) as const;

/** Lets in who may: the sign-in comes in place of a page that asks for an officer, the own key before reports. */
async function run({ flow: means }: ChannelAppMeans, line: Line, asked: DeskAsked): Promise<Answer> {
  if (line.can === 'public') return line.flow(means, asked);
  if (isForMembers(line)) {
    const member = await means.organisations.enter(asked.cookie('organisatie'));
    if (member === null)
      return { to: channelPaths.organisationIn, cookies: [{ name: 'organisatie', value: null }] };
    if (line.can === 'duty.file' && !member.whole) return { to: channelPaths.organisationStep };
    return line.flow(means, asked, member);
  }
  const visitor = await means.desk.enter(asked.cookie('dienst'));
  if (visitor === null) return { to: channelPaths.deskSignIn, cookies: [{ name: 'dienst', value: null }] };
  if (line.can !== 'own.step' && !visitor.whole) return { to: channelPaths.deskStep };
  if (line.can === 'report.handle' && !visitor.counts) return { to: channelPaths.deskKey };
  return line.flow(means, asked, visitor);
}

function setCookies(means: ChannelAppMeans, res: Response, cookies: readonly CookieSet[]): void {
  for (const { name, value } of cookies) {
    if (value === null) res.clearCookie(nameOf(means, name), commonOf(means));
    else res.cookie(nameOf(means, name), value, commonOf(means));
  }
}

/** A file leaves as bytes to keep, under a name of ours: no browser opens it by itself. */
function save(res: Response, name: string, bytes: Buffer): void {
  res
    .status(200)
    .set({
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename="${name}"`,
    })
    .end(bytes);
}

function askedLanguage(req: Request, asked: string | undefined): Lang {
  return isLang(asked) ? asked : languageOf(req);
}

function send(res: Response, told: Told, lang: Lang, csrf: string): void {
  res
    .status(told.status)
    .type('html')
    .send(
      renderChannelPage(
        <ChannelPage
          title={told.title}
          lang={lang}
          csrf={csrf}
          faulty={(told.faults ?? []).length > 0}
          languages={told.languages ?? true}
        >
          {told.content}
        </ChannelPage>,
      ),
    );
}

/** Tells the log of a bug by an id, its name and the day, and by nothing else; gives the id. */
function tellBug({ log, clock }: ChannelAppMeans, thrown: unknown): string {
  const id = newUuid();
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  log.error('channel.bug', { id, name, day: clock.today() });
  return id;
}

/** A problem as a page. */
function sayProblem(means: ChannelAppMeans) {
  return (thrown: unknown, req: Request, res: Response, next: (error: unknown) => void): void => {
    const problem = problemOf(thrown, problems);
    const id = problem.code === 'bug' ? tellBug(means, thrown) : '';
    if (res.headersSent) return next(thrown);
    const lang = languageOf(req);
    const t = intakeTranslator(lang);
    const kind = problems.kinds.get(problem.code);
    const [title = '', ...more] = (kind === undefined ? problem.code : textIn(kind, lang)).split('. ');
    const content = (
      <>
        {more.length === 0 ? null : <p class="lead">{`${more.join('. ')}.`}</p>}
        {problem.code === 'bug' ? <p class="soft">{t('problem.id', { id })}</p> : null}
        <p>
          <a href={channelPaths.report}>{t('page.home')}</a>
        </p>
      </>
    );
    send(res, { status: kind?.status ?? 500, title, content, languages: false }, lang, '');
  };
}
