import { Callout, createTranslator, defineWords, formatterFor, textIn, type Lang } from '../../web/index.js';
import type { Contrast } from '../contrasts.js';
import { nameOf, type Named } from '../names.js';
import { singleWordsIn } from '../single-words.js';
import type { PlannableScenario } from './schema.js';

const wordsIn = createTranslator(
  defineWords({
    nl: {
      'kind.client-call': 'klantoproep',
      'kind.client-mail': 'klantmail',
      'kind.candidate-call': 'telefonische sollicitatie',
      without: 'zonder vacature',
      'without.title': 'Dit scenario schrijft zonder vacature',
      'without.what':
        'Beide kandidaten sturen een spontane sollicitatie naar dezelfde werkgever. Het steekproefkader bestaat uit werkgevers van wie het register een mailadres voor sollicitaties kent. Niemand moet nagaan of er nog een vacature openstaat, en het plan wordt in één keer getrokken.',
      again: 'hertest',
      'in.fr': 'voor vacatures in het Frans',
      'in.en': 'voor vacatures in het Engels',
      many: '{{count}} vergelijkingen',
      each: 'Dit scenario maakt {{count}} vergelijkingen',
      what: 'Het aantal paren geldt voor elke vergelijking apart, want elke vergelijking krijgt haar eigen cijfer:',
    },
    en: {
      'kind.client-call': 'client call',
      'kind.client-mail': 'client mail',
      'kind.candidate-call': 'application by telephone',
      without: 'without a vacancy',
      'without.title': 'This scenario writes without a vacancy',
      'without.what':
        'Both candidates send a spontaneous application to the same employer. The sampling frame holds the employers of whom the register knows a mail address for applications. Nobody has to see whether a vacancy is still open, and the plan is drawn in one go.',
      again: 'follow-up test',
      'in.fr': 'for vacancies in French',
      'in.en': 'for vacancies in English',
      many: '{{count}} comparisons',
      each: 'This scenario makes {{count}} comparisons',
      what: 'The number of pairs holds for each comparison apart, for each gets a figure of its own:',
    },
    fr: {
      'kind.client-call': 'appel mystère',
      'kind.client-mail': 'courriel de client',
      'kind.candidate-call': 'candidature par téléphone',
      without: 'sans offre',
      'without.title': 'Ce scénario écrit sans offre d’emploi',
      'without.what':
        'Les deux candidats envoient une candidature spontanée au même employeur. La base de sondage contient les employeurs dont le registre connaît une adresse mail pour les candidatures. Personne ne doit vérifier qu’une offre est encore ouverte, et le plan est tiré en une fois.',
      again: 'test de suivi',
      'in.fr': 'pour des offres en français',
      'in.en': 'pour des offres en anglais',
      many: '{{count}} comparaisons',
      each: 'Ce scénario fait {{count}} comparaisons',
      what: 'Le nombre de paires vaut pour chaque comparaison séparément, car chacune a son propre chiffre :',
    },
  }),
);

/** What the choice of a scenario says of it: its ground, its design and kind, its language unless it is Dutch, and its contrasts. */
export function scenarioHint(one: PlannableScenario, grounds: readonly Named[], lang: Lang): string {
  const t = wordsIn(lang);
  const count = one.contrasts.length;
  return [
    nameOf(grounds, one.ground, lang),
    ...(one.design === 'single' ? [singleWordsIn(lang)('hint.single')] : []),
    ...(one.kind === 'correspondence' ? [] : [t(`kind.${one.kind}`)]),
    ...(one.withoutVacancy ? [t('without')] : []),
    ...(one.repeats === null ? [] : [t('again')]),
    ...(one.language === 'nl' ? [] : [t(`in.${one.language}`)]),
    ...(count === 0 ? [] : [t('many', { count: formatterFor(lang).number(count) })]),
  ].join(' · ');
}

/** What a plan without vacancies is drawn from. */
export function WithoutVacancy({ lang }: { readonly lang: Lang }) {
  const t = wordsIn(lang);
  return (
    <Callout tone="neutral" title={t('without.title')}>
      <p>{t('without.what')}</p>
    </Callout>
  );
}

/** What it is to send one application to each employer. */
export function SinglesAsked({ lang }: { readonly lang: Lang }) {
  const s = singleWordsIn(lang);
  return (
    <Callout tone="neutral" title={s('why.title')}>
      <p>{s('why')}</p>
    </Callout>
  );
}

/** The comparisons that a number of pairs holds for. */
export function ContrastsAsked({
  lang,
  contrasts,
}: {
  readonly lang: Lang;
  readonly contrasts: readonly Contrast[];
}) {
  const t = wordsIn(lang);
  if (contrasts.length === 0) return null;
  return (
    <Callout tone="neutral" title={t('each', { count: formatterFor(lang).number(contrasts.length) })}>
      <p>{t('what')}</p>
      <ul>
        {contrasts.map(({ key, title }) => (
          <li key={key}>{textIn(title, lang)}</li>
        ))}
      </ul>
    </Callout>
  );
}
