import { Alert, Button } from '@digdir/designsystemet-react';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TracingState } from '../../../shared/api/tracing.ts';
import { useProblem } from '../../components/staff/problem.ts';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';
import { nothingAsked, wishFrom, type Asked } from './asked.ts';
import type { Prefilled, Tracing } from './use-tracing.ts';
import { WhenFields } from './when-fields.tsx';
import { WhoFields } from './who-fields.tsx';
import { WhyFields } from './why-fields.tsx';

interface Props {
  readonly page: StaffPage;
  readonly tracing: Tracing;
  readonly state: TracingState;
  readonly from: Prefilled | null;
}

/** Why, who, when: three questions, the last of them answered already for most. */
export function AskForm({ page, tracing, state, from }: Props) {
  const { t } = useTranslation('staff');
  const wordsOf = useProblem();
  const [asked, setAsked] = useState<Asked>(() => nothingAsked(from));
  const [wrong, setWrong] = useState<string | null>(null);
  const set = (changes: Partial<Asked>) => setAsked((before) => ({ ...before, ...changes }));

  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const wish = wishFrom(asked, page.zone);
    setWrong(typeof wish === 'string' ? t(`tracing.${wish}`) : null);
    if (typeof wish !== 'string') void tracing.search(wish, from?.taskId ?? null);
  };
  const problem = wrong ?? (tracing.problem === null ? null : wordsOf(tracing.problem));

  return (
    <form className="staff-form tracing-form" onSubmit={send}>
      <div className="tracing-questions">
        <WhyFields
          name="tracing-why"
          legend={t('tracing.why')}
          value={asked.purpose}
          set={(purpose) => set({ purpose })}
        />
        <div className="staff-form">
          <WhoFields page={page} state={state} asked={asked} set={set} />
        </div>
      </div>
      <WhenFields asked={asked} set={set} now={state.now} zone={page.zone} />
      <div aria-live="assertive">{problem !== null && <Alert data-color="danger">{problem}</Alert>}</div>
      <div className="staff-actions">
        <Button type="submit" disabled={tracing.busy}>
          {t(tracing.busy ? 'tracing.searching' : 'tracing.search')}
        </Button>
      </div>
    </form>
  );
}
