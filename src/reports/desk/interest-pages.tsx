import type { FieldFault } from '../../platform/problems.js';
import { parseKbo } from '../../register/index.js';
import { EmptyState, faultOf, SubmitButton, TextInput, useFormat } from '../../web/index.js';
import type { Answer, Told } from '../intake/answered.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import { DeskFrame, useDeskT } from './frame.js';
import type { OwnInterest } from './interest-service.js';
import type { Visitor } from './session.js';
import { deskTranslator } from './words.js';

/** GET /dienst/belangen: the employers in which the officer has an interest. */
export function interestPage(means: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  return interestsTold(means, asked, visitor, []);
}

/** POST /dienst/belangen: declares an interest, or ends one. */
export async function takeInterest(means: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const { fields } = asked.form;
  if (fields['stap'] === 'end') await means.desk.endInterest(visitor, fields['belang'] ?? '');
  if (fields['stap'] !== 'declare' || fields['taal'] !== undefined) return { to: channelPaths.deskInterests };
  const t = deskTranslator(asked.lang);
  const name = (fields['naam'] ?? '').trim();
  const typed = (fields['kbo'] ?? '').trim();
  const kbo = parseKbo(typed);
  const faults: FieldFault[] = [];
  if (name.length < 2 || name.length > 300) faults.push({ field: 'naam', message: t('interest.name.bad') });
  if (typed !== '' && !kbo.ok) faults.push({ field: 'kbo', message: t('test.kbo.bad') });
  if (faults.length > 0) return interestsTold(means, asked, visitor, faults);
  await means.desk.declareInterest(visitor, { name, kbo: kbo.ok ? kbo.value : null });
  return { to: channelPaths.deskInterests };
}

async function interestsTold(
  means: DeskMeans,
  asked: DeskAsked,
  visitor: Visitor,
  faults: readonly FieldFault[],
): Promise<Told> {
  const interests = await means.desk.listInterests(visitor);
  return {
    status: faults.length > 0 ? 422 : 200,
    title: deskTranslator(asked.lang)('interest.title'),
    content: <InterestsView interests={interests} typed={asked.form.fields} faults={faults} />,
    faults,
  };
}

interface InterestsProps {
  readonly interests: readonly OwnInterest[];
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
}

function InterestsView({ interests, typed, faults }: InterestsProps) {
  const t = useDeskT();
  const f = useFormat();
  return (
    <DeskFrame current="interests" faults={faults}>
      <p class="lead">{t('interest.lead')}</p>
      {interests.length === 0 ? <EmptyState title={t('interest.none')} /> : null}
      {interests.map(({ id, name, kbo, declaredOn }) => (
        <section key={id} class="message">
          <h2>{name}</h2>
          <p>
            {t('interest.since', { day: f.date(declaredOn) })}
            {kbo === null ? '' : `, KBO ${kbo}`}
          </p>
          <ChannelForm id={`belang-${id}`} action={channelPaths.deskInterests} step="end">
            <input type="hidden" name="belang" value={id} />
            <SubmitButton tone="secondary">{t('interest.end', { name })}</SubmitButton>
          </ChannelForm>
        </section>
      ))}
      <h2>{t('interest.declare')}</h2>
      <ChannelForm id="verklaar" action={channelPaths.deskInterests} step="declare">
        <TextInput
          name="naam"
          label={t('interest.name')}
          value={typed['naam']}
          error={faultOf(faults, 'naam')}
        />
        <TextInput
          name="kbo"
          label={t('test.kbo')}
          optional
          width="medium"
          value={typed['kbo']}
          error={faultOf(faults, 'kbo')}
        />
        <SubmitButton>{t('interest.declare')}</SubmitButton>
      </ChannelForm>
    </DeskFrame>
  );
}
