import { faultOf, Select, SubmitButton, TextInput, useLang } from '../../web/index.js';
import { formatKbo } from '../../register/index.js';
import type { CompanySearch } from './companies.js';
import { companyTranslator } from './company-words.js';
import { StepForm, useT, type StepProps } from './step-form.js';

/** Where it happened: an employer by name or from the list of companies, and what else is known. */
export function WhereStep(props: StepProps) {
  const t = useT();
  const { given, faults, sectors, companies } = props;
  const line = (name: 'employer' | 'place' | 'committee' | 'vacancy', hint?: string) => (
    <TextInput
      name={name}
      label={t(`where.${name}`)}
      optional
      hint={hint}
      value={given[name]}
      error={faultOf(faults, name)}
    />
  );
  return (
    <StepForm step="where" props={props}>
      {companies === undefined ? null : <EnterGoesOn />}
      {line('employer', t('where.employer.hint'))}
      {companies === undefined ? null : <Companies {...companies} />}
      <TextInput
        name="kbo"
        label={t('where.kbo')}
        optional
        inputMode="numeric"
        width="medium"
        value={given['kbo']}
        error={faultOf(faults, 'kbo')}
      />
      {line('place')}
      <Select
        name="sector"
        label={t('where.sector')}
        optional
        choices={sectors.map(({ code, name }) => ({ value: code, label: name }))}
        value={given['sector']}
      />
      {line('committee')}
      {line('vacancy', t('where.vacancy.hint'))}
    </StepForm>
  );
}

/** Enter in a field presses the first button of a form: that one goes on, and is for the keyboard's Enter alone. */
function EnterGoesOn() {
  return (
    <button
      class="visually-hidden"
      type="submit"
      name="actie"
      value="verder"
      tabIndex={-1}
      aria-hidden="true"
    >
      →
    </button>
  );
}

function Companies({ found }: CompanySearch) {
  const t = companyTranslator(useLang());
  return (
    <>
      <p>
        <SubmitButton tone="secondary" name="actie" value="zoek">
          {t('company.search')}
        </SubmitButton>
      </p>
      <p class="soft">{t('company.hint')}</p>
      {found === null ? null : found.length === 0 ? (
        <p role="status">{t('company.none')}</p>
      ) : (
        <section>
          <h2>{t('company.found')}</h2>
          <ul>
            {found.map(({ kbo, name }) => (
              <li key={kbo}>
                {name} ({formatKbo(kbo)}){' '}
                <button type="submit" class="button button-secondary" name="actie" value={`kies:${kbo}`}>
                  {t('company.choose')}
                  <span class="visually-hidden"> {name}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
