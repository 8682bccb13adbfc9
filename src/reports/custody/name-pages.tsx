import type { FieldFault } from '../../platform/problems.js';
import {
  ErrorSummary,
  faultOf,
  SubmitButton,
  TextInput,
  useFormat,
  useLang,
  type Lang,
} from '../../web/index.js';
import type { Told } from '../intake/answered.js';
import type { Entered } from '../intake/entered.js';
import { ChannelForm } from '../listener/page.js';
import type { OwnIdentity } from './identity.js';
import { nameTranslator } from './name-words.js';
import type { Identity } from './schema.js';

const MOST = 300;
const useT = () => nameTranslator(useLang());

type Fields = Readonly<Record<string, string>>;

/** What a reporter does with the own name. */
export interface NameMeans {
  readonly readIdentity: (entered: Entered) => Promise<OwnIdentity>;
  readonly giveIdentity: (entered: Entered, identity: Identity) => Promise<void>;
  readonly takeIdentity: (entered: Entered) => Promise<void>;
}

/** Whether a form asks for the step of the name, or comes from it. */
export const isAboutName = (fields: Fields): boolean =>
  fields['stap'] === 'naam' || fields['actie'] === 'ga:naam';

interface NameTurn {
  readonly lang: Lang;
  readonly fields: Fields;
  readonly entered: Entered;
  /** The flow it stands in. */
  readonly action: string;
  /** Where it goes on. */
  readonly back: () => Promise<Told>;
}

/** The step of the name, in a draft or beside a thread: shown, kept, or taken away. */
export async function takeName(means: NameMeans, turn: NameTurn): Promise<Told> {
  const { fields, entered, back } = turn;
  if (fields['taal'] !== undefined || fields['stap'] !== 'naam') return show(means, turn, []);
  const { possible } = await means.readIdentity(entered);
  if (fields['actie'] === 'bewaar-naam' && possible) {
    const faults = faultsOf(fields, turn.lang);
    if (faults.length > 0) return show(means, turn, faults);
    await means.giveIdentity(entered, { name: textOf(fields, 'naam'), contact: textOf(fields, 'contact') });
  } else if (fields['actie'] === 'weg-naam') await means.takeIdentity(entered);
  else if (fields['actie'] === 'toon') return show(means, turn, []);
  return back();
}

const textOf = (fields: Fields, name: string): string => (fields[name] ?? '').trim();

function faultsOf(fields: Fields, lang: Lang): FieldFault[] {
  const t = nameTranslator(lang);
  if (textOf(fields, 'naam') === '' && textOf(fields, 'contact') === '')
    return [{ field: 'naam', message: t('name.bad') }];
  return ['naam', 'contact']
    .filter((field) => textOf(fields, field).length > MOST)
    .map((field) => ({ field, message: t('name.long', { most: MOST }) }));
}

async function show(means: NameMeans, turn: NameTurn, faults: readonly FieldFault[]): Promise<Told> {
  const identity = await means.readIdentity(turn.entered);
  return {
    status: faults.length > 0 ? 422 : 200,
    title: nameTranslator(turn.lang)('name.title'),
    content: <NameView identity={identity} turn={turn} faults={faults} />,
    faults,
  };
}

interface NameProps {
  readonly identity: OwnIdentity;
  readonly turn: NameTurn;
  readonly faults: readonly FieldFault[];
}

function NameView({ identity, turn, faults }: NameProps) {
  const t = useT();
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('name.lead')}</p>
      <p>{t('name.closed')}</p>
      <p>{t('name.when')}</p>
      <p>
        <strong>{useStanding(identity)}</strong>
      </p>
      {identity.givenOn === null ? null : <p class="soft">{t('name.again')}</p>}
      <ChannelForm action={turn.action} step="naam">
        <TextInput
          name="naam"
          label={t('name.name')}
          optional
          value={turn.fields['naam']}
          error={faultOf(faults, 'naam')}
        />
        <TextInput
          name="contact"
          label={t('name.contact')}
          hint={t('name.contact.hint')}
          optional
          value={turn.fields['contact']}
          error={faultOf(faults, 'contact')}
        />
        <div class="confirm-acts">
          <SubmitButton name="actie" value="bewaar-naam">
            {t('name.keep')}
          </SubmitButton>
          <SubmitButton tone="secondary" name="actie" value="terug">
            {t('name.back')}
          </SubmitButton>
          {identity.givenOn === null ? null : (
            <SubmitButton tone="secondary" name="actie" value="weg-naam">
              {t('name.take')}
            </SubmitButton>
          )}
        </div>
      </ChannelForm>
      {identity.givenOn === null ? null : <p class="soft">{t('name.take.hint')}</p>}
    </>
  );
}

function useStanding({ givenOn }: OwnIdentity): string {
  const t = useT();
  const f = useFormat();
  return givenOn === null ? t('name.anonymous') : t('name.given', { day: f.date(givenOn) });
}

/** Beside a thread: whether a name was given, and the way to its step. */
export function NameSection({
  identity,
  action,
}: {
  readonly identity: OwnIdentity;
  readonly action: string;
}) {
  const t = useT();
  const standing = useStanding(identity);
  if (!identity.possible) return null;
  return (
    <section>
      <h2>{t('name.title')}</h2>
      <p>{standing}</p>
      <ChannelForm id="naam-stap" action={action} step="naam">
        <SubmitButton tone="secondary" name="actie" value="toon">
          {t(identity.givenOn === null ? 'name.open' : 'name.change')}
        </SubmitButton>
      </ChannelForm>
    </section>
  );
}

/** In the check of a draft: the same, as a button of that form. */
export function NameLine({ identity }: { readonly identity: OwnIdentity }) {
  const t = useT();
  const standing = useStanding(identity);
  if (!identity.possible) return null;
  return (
    <section>
      <h2>{t('name.title')}</h2>
      <p>{standing}</p>
      <p>
        <button type="submit" class="button button-secondary" name="actie" value="ga:naam">
          {t(identity.givenOn === null ? 'name.open' : 'name.change')}
        </button>
      </p>
    </section>
  );
}
