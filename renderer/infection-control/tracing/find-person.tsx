import { Alert, Button, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeopleAnswer, TracingState } from '../../../shared/api/tracing.ts';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';
import { useProblem } from '../../components/staff/problem.ts';
import { momentOf } from '../../components/staff/times.ts';
import type { Asked } from './asked.ts';

interface Props {
  readonly page: StaffPage;
  readonly state: TracingState;
  readonly asked: Asked;
  readonly set: (changes: Partial<Asked>) => void;
}

/** Looks for somebody by name, and lets staff say which of the namesakes it is. */
export function FindPerson({ page, state, asked, set }: Props) {
  const { t, i18n } = useTranslation('staff');
  const wordsOf = useProblem();
  const [name, setName] = useState('');
  const [found, setFound] = useState<PeopleAnswer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const kind = asked.kind === 'resident' ? 'resident' : 'visitor';

  const find = async () => {
    if (asked.purpose === null || name.trim().length < 2) {
      setProblem(t(asked.purpose === null ? 'tracing.badPurpose' : 'tracing.badName'));
      return;
    }
    setBusy(true);
    const reply = page.heard(await page.client.findPeople(asked.purpose, kind, name.trim()));
    setBusy(false);
    setProblem(reply.ok ? null : wordsOf(reply.error));
    if (reply.ok) setFound(reply.value);
  };
  const ward = (id: string): string => state.wards.find((one) => one.id === id)?.name ?? id;

  if (asked.person !== null)
    return (
      <div className="staff-actions">
        <strong>{t('tracing.chosen', { name: asked.person.name })}</strong>
        <Button type="button" variant="secondary" onClick={() => set({ person: null })}>
          {t('tracing.other')}
        </Button>
      </div>
    );
  return (
    <>
      <div className="staff-tools">
        <Textfield
          label={t('tracing.name')}
          description={t('tracing.nameHelp')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void find();
          }}
        />
        <Button type="button" variant="secondary" disabled={busy} onClick={() => void find()}>
          {t('tracing.findPeople')}
        </Button>
      </div>
      <div aria-live="polite">
        {problem !== null && <Alert data-color="danger">{problem}</Alert>}
        {found?.people.length === 0 && <Paragraph>{t('tracing.nobody')}</Paragraph>}
      </div>
      {found !== null && found.people.length > 0 && (
        <ul className="staff-cards">
          {found.people.map((one) => (
            <li key={JSON.stringify(one.index)}>
              <button
                type="button"
                className="tracing-choice"
                aria-label={t('tracing.pick', { name: one.name })}
                onClick={() => set({ person: { index: one.index, name: one.name } })}
              >
                <strong>{one.name}</strong>
                <span>
                  {ward(one.ward)}
                  {one.phone === null ? '' : `, ${one.phone}`}
                </span>
                <span>
                  {one.lastSeen === null
                    ? t('tracing.notSeen')
                    : t('tracing.seen', {
                        count: one.visits,
                        when: momentOf(one.lastSeen, i18n.language, page.zone),
                      })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {found?.more === true && <Paragraph>{t('tracing.more')}</Paragraph>}
    </>
  );
}
