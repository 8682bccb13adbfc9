import { csvOf, DataTable, Link, SubmitButton, useFormat, withQuery, type Lang } from '../../web/index.js';
import type { Answer } from '../intake/answered.js';
import { intakeTranslator } from '../intake/words.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import { isOutcome, KINDS } from '../schema.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import type { Shown, ShownCount } from './figures.js';
import type { Figures } from './figures-service.js';
import { DeskFrame, useDeskT } from './frame.js';
import type { Visitor } from './session.js';
import { deskTranslator } from './words.js';

/** One figure as it is shown and exported: which table, what of it, how many; null is hidden. */
interface Line {
  readonly group: string;
  readonly name: string;
  readonly value: Shown;
  readonly unit: 'count' | 'days' | 'percent';
}

/** GET /dienst/cijfers: the figures of a year. */
export async function figuresPage(means: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const figures = await means.desk.figures(visitor, yearIn(asked.query('jaar')));
  return {
    status: 200,
    title: deskTranslator(asked.lang)('figures.title', { year: String(figures.year) }),
    content: <FiguresView figures={figures} lines={linesOf(figures, means, asked.lang)} />,
    languages: false,
  };
}

/** POST /dienst/cijfers: the same figures as a file. */
export async function figuresFile(means: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const t = deskTranslator(asked.lang);
  const figures = await means.desk.figures(visitor, yearIn(asked.form.fields['jaar'] ?? ''));
  const columns = [
    { head: t('figures.group'), cell: ({ group }: Line) => group },
    { head: t('figures.name'), cell: ({ name }: Line) => name },
    { head: t('figures.value'), cell: ({ value }: Line) => value ?? t('figures.hidden') },
    { head: t('figures.unit'), cell: ({ unit }: Line) => t(`figures.unit.${unit}`) },
  ];
  let text = '';
  for await (const piece of csvOf(columns, each(linesOf(figures, means, asked.lang)))) text += piece;
  return { name: `meldpunt-${figures.year}.csv`, bytes: Buffer.from(text, 'utf8') };
}

const yearIn = (text: string): number | null => (/^20\d\d$/.test(text) ? Number(text) : null);

async function* each(lines: readonly Line[]): AsyncGenerator<Line> {
  for (const line of lines) yield await Promise.resolve(line);
}

/** Every figure, in the order in which it is shown. */
function linesOf(figures: Figures, means: DeskMeans, lang: Lang): Line[] {
  const t = deskTranslator(lang);
  const say = intakeTranslator(lang);
  const named = (list: readonly { code: string; name: string }[], code: string): string =>
    list.find((one) => one.code === code)?.name ?? code;
  const group = (title: string, counts: readonly ShownCount[], name: (code: string) => string): Line[] =>
    counts.map(({ code, count }) => ({ group: title, name: name(code), value: count, unit: 'count' }));
  const total = (key: 'received' | 'closed' | 'forwarded' | 'released' | 'confirmed' | 'paused'): Line => ({
    group: t('figures.all'),
    name: t(`figures.${key}`),
    value: figures[key],
    unit: 'count',
  });
  const term = (
    key: 'acknowledgeDays' | 'acknowledgedInTime' | 'feedbackDays' | 'feedbackOwnDays' | 'feedbackInTime',
    unit: 'days' | 'percent',
  ): Line => ({ group: t('figures.terms'), name: t(`figures.${key}`), value: figures[key], unit });
  const kindName = (code: string): string => {
    const known = KINDS.find((kind) => kind === code);
    return known === undefined ? code : say(`who.${known}`);
  };
  return [
    total('received'),
    total('closed'),
    total('forwarded'),
    total('released'),
    total('confirmed'),
    total('paused'),
    term('acknowledgeDays', 'days'),
    term('acknowledgedInTime', 'percent'),
    term('feedbackDays', 'days'),
    term('feedbackOwnDays', 'days'),
    term('feedbackInTime', 'percent'),
    ...group(t('act.outcome'), figures.outcomes, (code) =>
      isOutcome(code) ? t(`outcome.${code}`) : t('figures.open'),
    ),
    ...group(t('figures.kinds'), figures.kinds, kindName),
    ...group(t('test.sector'), figures.sectors, (code) =>
      code === '' ? t('figures.unknown') : named(means.sectors(lang), code),
    ),
    ...group(t('test.grounds'), figures.grounds, (code) => named(means.grounds(lang), code)),
  ];
}

function FiguresView({ figures, lines }: { readonly figures: Figures; readonly lines: readonly Line[] }) {
  const t = useDeskT();
  const groups = [...new Set(lines.map(({ group }) => group))];
  return (
    <DeskFrame current="figures">
      <p class="lead">{t('figures.lead')}</p>
      <nav class="confirm-acts" aria-label={t('figures.years')}>
        {figures.years.map((year) => (
          <Link
            key={year}
            href={withQuery(channelPaths.deskFigures, { jaar: String(year) })}
            current={year === figures.year}
          >
            {String(year)}
          </Link>
        ))}
      </nav>
      {groups.map((group) => (
        <GroupTable key={group} group={group} lines={lines.filter((line) => line.group === group)} />
      ))}
      <ChannelForm id="bewaar" action={channelPaths.deskFigures} step="figures">
        <input type="hidden" name="jaar" value={String(figures.year)} />
        <SubmitButton tone="secondary">{t('figures.save')}</SubmitButton>
      </ChannelForm>
    </DeskFrame>
  );
}

function GroupTable({ group, lines }: { readonly group: string; readonly lines: readonly Line[] }) {
  const t = useDeskT();
  const f = useFormat();
  const shown = ({ value, unit }: Line): string =>
    value === null
      ? t('figures.hidden')
      : unit === 'count'
        ? f.number(value)
        : t(unit === 'days' ? 'figures.days' : 'figures.percent', { count: value });
  return (
    <DataTable<Line>
      caption={group}
      narrow="stack"
      rows={lines}
      keyOf={({ name }) => name}
      columns={[
        { head: t('figures.name'), names: true, cell: ({ name }) => name },
        { head: t('figures.value'), cell: shown, align: 'right' },
      ]}
    />
  );
}
