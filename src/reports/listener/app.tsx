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
import type { Told } from '../intake/answered.js';
import { showFollow, takeFollow } from '../intake/follow-pages.js';
import { showStart, takeStep, type Asked, type FlowMeans } from '../intake/pages.js';
import { intakeTranslator } from '../intake/words.js';
import { channelPaths } from '../paths.js';
import { reportConstraints, reportProblems } from '../problems.js';
import { formOf, readForm } from './body.js';
import { ChannelPage, renderChannelPage } from './page.js';
import type { Throttle } from './throttle.js';

export interface ChannelAppMeans {
  readonly flow: FlowMeans;
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

type Flow = (means: FlowMeans, asked: Asked) => Promise<Told>;

/** The lines of reporters: public by law, since nobody who reports has an account. */
const LINES: readonly { method: 'get' | 'post'; path: string; can: 'public'; flow: Flow }[] = [
  { method: 'get', path: channelPaths.report, can: 'public', flow: showStart },
  { method: 'post', path: channelPaths.report, can: 'public', flow: takeStep },
  { method: 'get', path: channelPaths.follow, can: 'public', flow: showFollow },
  { method: 'post', path: channelPaths.follow, can: 'public', flow: takeFollow },
];

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
  app.use(readForm());
  app.use(formToken({ key, secure }));
  app.use(insistToken);
  for (const line of LINES)
    app[line.method](line.path, (req, res, next) => {
      void answer(means, line.flow, req, res).catch(next);
    });
  app.use((_req, _res, next) => next(new Problem('not-found')));
  app.use(sayProblem(means));
  return app;
}

const insistToken: RequestHandler = (req, _res, next) => {
  insistFormToken(req);
  next();
};

async function answer(means: ChannelAppMeans, flow: Flow, req: Request, res: Response): Promise<void> {
  const form = formOf(req);
  const lang = askedLanguage(req, form.fields['taal']);
  const nameOf = (name: string): string => (means.secure ? `__Host-${name}` : name);
  // Codes alone are slowed down, and before anything is known of them.
  if (form.fields['code'] !== undefined) await wait(means.throttle(req.socket.remoteAddress));
  const told = await flow(means.flow, { lang, form, cookie: (name) => cookieOf(req, nameOf(name)) });
  const common = { httpOnly: true, sameSite: 'strict', secure: means.secure, path: '/' } as const;
  for (const { name, value } of told.cookies ?? []) {
    if (value === null) res.clearCookie(nameOf(name), common);
    else res.cookie(nameOf(name), value, common);
  }
  if (told.leave === true) {
    res.clearCookie(nameOf('pt'), common);
    res.clearCookie('taal', { ...common, sameSite: 'lax' });
    res.setHeader('Clear-Site-Data', '"cache", "storage"');
  } else if (form.fields['taal'] !== undefined) {
    res.cookie('taal', lang, { ...common, sameSite: 'lax' });
  }
  send(res, told, lang, formTokenOf(req));
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

const wait = (milliseconds: number): Promise<void> =>
  milliseconds === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A problem as a page. A bug is told to the log by an id, its name and the day, and by nothing else. */
function sayProblem({ log, clock }: ChannelAppMeans) {
  return (thrown: unknown, req: Request, res: Response, next: (error: unknown) => void): void => {
    const problem = problemOf(thrown, problems);
    const id = newUuid();
    if (problem.code === 'bug')
      log.error('channel.bug', {
        id,
        name: thrown instanceof Error ? thrown.name : typeof thrown,
        day: clock.today(),
      });
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
