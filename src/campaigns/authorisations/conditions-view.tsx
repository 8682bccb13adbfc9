import { holds } from '../../auth/index.js';
import {
  ConfirmForm,
  DataTable,
  Dialog,
  faultOf,
  fill,
  formatterFor,
  paths,
  TextArea,
} from '../../web/index.js';
import type { AuthorisationProps } from './facts.js';
import { stands } from './rules.js';
import type { Condition } from './schema.js';
import { wordsIn } from './words.js';

/** What must be met before anything leaves, and who saw to it. */
export function Conditions(props: AuthorisationProps) {
  const { lang, facts, reader } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { authorisation } = facts;
  const ticks =
    facts.member &&
    authorisation !== null &&
    stands(authorisation.state) &&
    holds(reader.roles, 'authorisation.check');
  return (
    <>
      <h2>{t('conditions.title')}</h2>
      <DataTable<Condition>
        caption={t('conditions.caption')}
        captionHidden
        narrow="stack"
        rows={facts.conditions}
        keyOf={({ position }) => String(position)}
        columns={[
          { head: t('conditions.what'), names: true, cell: ({ words }) => words[lang] },
          {
            head: t('conditions.from'),
            cell: ({ ofBasis }) => t(ofBasis ? 'conditions.of-basis' : 'conditions.of-decision'),
          },
          {
            head: t('conditions.met'),
            cell: (condition) => {
              const { metAt, metBy, note } = condition;
              if (metAt !== null)
                return t('conditions.met-words', {
                  who: metBy ?? '?',
                  when: f.dateTime(metAt),
                  note: note ?? '',
                });
              return ticks ? <Tick {...props} condition={condition} /> : t('conditions.not-met');
            },
          },
        ]}
      />
    </>
  );
}

function Tick({
  lang,
  facts,
  faults,
  kept,
  condition,
}: AuthorisationProps & { readonly condition: Condition }) {
  const t = wordsIn(lang);
  const position = String(condition.position);
  // Several forms stand on one page: each field has a name of its own for the error summary to point at.
  const name = `note${position}`;
  const error = faultOf(faults, name);
  return (
    <Dialog verb={t('conditions.tick')} open={error !== undefined}>
      <ConfirmForm
        action={fill(paths.authorisations.meet, { id: facts.campaign.id, position })}
        verb={t('conditions.tick')}
      >
        <TextArea
          name={name}
          label={t('conditions.how')}
          hint={t('act.ten')}
          rows={3}
          value={kept[name]}
          error={error}
        />
      </ConfirmForm>
    </Dialog>
  );
}
