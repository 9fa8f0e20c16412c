import { useState } from 'react';
import type { KeysState } from '../../shared/api/keys.ts';
import type { ReplyError } from '../components/staff/client.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { useProblem } from '../components/staff/problem.ts';
import { KeysSheet } from './keys-sheet.tsx';
import { DoneStep, PhraseStep, RecoverStep, TryStep, WhyStep } from './keys-steps.tsx';
import { useStillHere } from './use-still-here.ts';

interface Props {
  readonly page: StaffPage;
  readonly state: KeysState;
  /** `recover`: with the sheet in place of a forgotten passphrase. */
  readonly how: 'own' | 'recover';
  readonly changed: (state: KeysState) => void;
  readonly close: () => void;
}

type Step = 'why' | 'recover' | 'phrase' | 'sheet' | 'try' | 'done';

/** What is wrong with the sheet's key is said where it is typed. */
const isOfSheet = (error: ReplyError): boolean =>
  'reason' in error && (error.reason === 'bad-recovery-key' || error.reason === 'wrong-recovery-key');

/** The steps to a key of one's own, one question each: why, the passphrase, the sheet on paper, and the sheet tried out. */
export function KeysSetUp({ page, state, how, changed, close }: Props) {
  const wordsOf = useProblem();
  useStillHere(page);
  const [step, setStep] = useState<Step>(
    how === 'recover' ? 'recover' : state.own === 'open' ? 'phrase' : 'why',
  );
  const [typed, setTyped] = useState<string | null>(null);
  const [recoveryKey, setRecoveryKey] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const go = (next: Step) => {
    setProblem(null);
    setStep(next);
  };

  const begin = async (passphrase: string) => {
    setBusy(true);
    setProblem(null);
    const reply = page.heard(await page.client.setUpKey(passphrase, typed));
    setBusy(false);
    if (reply.ok) {
      setRecoveryKey(reply.value.recoveryKey);
      go('sheet');
      return;
    }
    if (isOfSheet(reply.error)) setStep('recover');
    setProblem(wordsOf(reply.error));
  };
  const finish = async (key: string) => {
    setBusy(true);
    setProblem(null);
    const reply = page.heard(await page.client.finishKey(key));
    setBusy(false);
    if (!reply.ok) {
      setProblem(wordsOf(reply.error));
      return;
    }
    changed(reply.value);
    go('done');
  };

  const ways = { problem, busy, close };
  switch (step) {
    case 'why':
      return <WhyStep {...ways} isUnderPin={state.own === 'under-pin'} next={() => go('phrase')} />;
    case 'recover':
      return (
        <RecoverStep
          {...ways}
          next={(key) => {
            setTyped(key);
            go('phrase');
          }}
        />
      );
    case 'phrase':
      return <PhraseStep {...ways} page={page} next={(passphrase) => void begin(passphrase)} />;
    case 'sheet':
      return (
        <KeysSheet
          name={state.leads.find(({ isYou }) => isYou)?.name ?? ''}
          recoveryKey={recoveryKey ?? ''}
          back={() => go('phrase')}
          next={() => go('try')}
        />
      );
    case 'try':
      return <TryStep {...ways} back={() => go('sheet')} next={(key) => void finish(key)} />;
    case 'done':
      return <DoneStep close={close} />;
  }
}
