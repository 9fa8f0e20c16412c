import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../shared/api/overview.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import { Facts } from '../../components/staff/facts.tsx';
import { Paper } from '../../components/staff/paper.tsx';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';
import { dayOf } from '../../components/staff/times.ts';
import { useAboutWords } from './about-words.ts';
import type { Rights } from './use-rights.ts';

interface Props {
  readonly page: StaffPage;
  readonly rights: Rights;
  readonly overview: Overview | null;
}

/** What is kept about somebody, for themselves to take along. That it was made is written down. */
export function AboutPaper({ page, rights, overview }: Props) {
  const { t, i18n } = useTranslation('staff');
  const words = useAboutWords(overview, page.zone);
  const { wish, found } = rights;
  const { client, heard } = page;
  const idCheck = wish?.idCheck ?? null;
  const visits = found?.rows.length ?? 0;
  useEffect(() => {
    if (idCheck === null || visits === 0) return;
    void client.printedAbout(idCheck, visits).then(heard);
  }, [client, heard, idCheck, visits]);
  const now = overview?.now ?? new Date().toISOString();
  const today = dayIn(page.zone, Date.parse(now));
  return (
    <Paper heading={t('rights.paperHeading')} back={rights.back}>
      <h1>{t('rights.paperTitle')}</h1>
      <p>{dayOf(today, i18n.language, 'long')}</p>
      <p>{t('rights.paperWhy')}</p>
      {found?.rows.map((row) => (
        <section key={row.visitId}>
          <h2>{words.titleOf(row)}</h2>
          <Facts facts={words.factsOf(row, 'paper')} />
        </section>
      ))}
      <p>{t('rights.paperRights')}</p>
    </Paper>
  );
}
