import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Slip } from '../../shared/api/staff.ts';
import { LANGUAGES } from '../../shared/domain/language.ts';
import { Choice } from '../components/staff/choice.tsx';
import { useSay } from '../components/staff/language.ts';
import { Paper } from '../components/staff/paper.tsx';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { SlipPaper } from './slip-paper.tsx';

interface Props {
  readonly page: StaffPage;
  readonly visitId: string;
  readonly back: () => void;
}

/** The slip of whoever was told no, in the language that they read (F1, F3, P14). */
export function SlipView({ page, visitId, back }: Props) {
  const { t } = useTranslation('staff');
  const { language: screen } = useSay();
  const [language, setLanguage] = useState(screen);
  const [slip, setSlip] = useState<Slip | 'failed' | null>(null);

  useEffect(() => {
    void page.client.slip(visitId).then((reply) => {
      const heard = page.heard(reply);
      setSlip(heard.ok ? heard.value : 'failed');
    });
  }, [page, visitId]);

  return (
    <Paper
      heading={t('slip.preview')}
      back={back}
      lang={language}
      tools={
        <Choice
          label={t('slip.language')}
          value={language}
          options={LANGUAGES.map((each) => ({ value: each, text: t(`languages.${each}`) }))}
          onChange={setLanguage}
        />
      }
      notice={
        <>
          {slip === null && <Paragraph>{t('common.loading')}</Paragraph>}
          {slip === 'failed' && <Alert data-color="danger">{t('slip.failed')}</Alert>}
        </>
      }
    >
      {slip === null || slip === 'failed' ? null : <SlipPaper slip={slip} language={language} />}
    </Paper>
  );
}
