import { Alert, Button, Field, Input, Label, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { packFile } from '../../shared/api/policy.ts';
import { useSay } from '../components/staff/language.ts';
import { useProblem } from '../components/staff/problem.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import type { Policy } from './use-policy.ts';
import './take-in-pack.css';

interface Props {
  readonly page: StaffPage;
  readonly policy: Policy;
}

/** A pack's file as the lead has it: kept as ready, or refused with the sentences its author needs. */
export function TakeInPack({ page, policy }: Props) {
  const { t } = useTranslation('staff');
  const { say } = useSay();
  const wordsOf = useProblem();
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ words: string; problems: readonly string[] } | null>(null);

  const takeIn = async (chosen: File) => {
    const read = packFile.safeParse({ text: await chosen.text() });
    if (!read.success) {
      setRefused({ words: t('policy.uploadTooLarge'), problems: [] });
      return;
    }
    setBusy(true);
    const reply = page.heard(await page.client.takeInPack(read.data.text));
    setBusy(false);
    if (!reply.ok) setRefused({ words: wordsOf(reply.error), problems: [] });
    else if (reply.value.kind === 'refused')
      setRefused({ words: t('policy.uploadRefused'), problems: reply.value.problems });
    else {
      setRefused(null);
      policy.changed(t('policy.uploaded', { title: say(reply.value.pack.title) }));
    }
  };

  return (
    <>
      <Paragraph>{t('policy.uploadHelp')}</Paragraph>
      <form
        className="staff-tools"
        onSubmit={(event) => {
          event.preventDefault();
          if (file !== null) void takeIn(file);
        }}
      >
        <Field>
          <Label>{t('policy.uploadFile')}</Label>
          <div className="staff-file">
            <Input
              type="file"
              accept=".json,.jws,.txt"
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
            {/* The browser's own words are in the language of the browser. */}
            <span aria-hidden="true">
              <span className="staff-file-button">{t('policy.uploadChoose')}</span>
              {file?.name ?? t('policy.uploadNone')}
            </span>
          </div>
        </Field>
        <Button type="submit" variant="secondary" disabled={busy || file === null}>
          {t('policy.uploadSubmit')}
        </Button>
      </form>
      <div aria-live="assertive">
        {refused !== null && (
          <Alert data-color="danger">
            {refused.words}
            {refused.problems.length > 0 && (
              // For whoever wrote the pack: in English, as they are.
              <ul className="staff-reasons" lang="en">
                {refused.problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            )}
          </Alert>
        )}
      </div>
    </>
  );
}
