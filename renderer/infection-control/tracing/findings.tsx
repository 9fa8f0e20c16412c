import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { TracingState } from '../../../shared/api/tracing.ts';
import { useSay } from '../../components/staff/language.ts';
import { momentOf } from '../../components/staff/times.ts';
import { contactsOf, usePersonName, type Traced } from './names.ts';
import { PeopleList } from './people-list.tsx';
import { TimeLine } from './time-line.tsx';

interface Props {
  readonly traced: Traced;
  readonly state: TracingState;
  readonly zone: string;
}

/** Who met whom: one sentence, a line to look at, and the list to ring by. */
export function Findings({ traced, state, zone }: Props) {
  const { t, i18n } = useTranslation('staff');
  const { say } = useSay();
  const nameOf = usePersonName(traced);
  const ward = (id: string): string => state.wards.find((one) => one.id === id)?.name ?? id;
  const place = (id: string): string => {
    const found = state.places.find((one) => one.id === id);
    return found === undefined ? id : say(found.name);
  };
  const [first, second] = [contactsOf(traced, 1), contactsOf(traced, 2)];
  const all = [...first, ...second];
  const certain = all.filter(({ exposures }) =>
    exposures.some(({ certainty }) => certainty === 'certain'),
  ).length;
  const count = (people: number): string => t('tracing.people', { count: people });
  const isStaff = traced.people.some(({ key, kind }) => key === traced.index && kind === 'staff');
  return (
    <>
      <p className="tracing-summary">
        {t(all.length === 0 ? 'tracing.summaryNobody' : 'tracing.summary', {
          name: nameOf(traced.index),
          first: count(first.length),
          second: count(second.length),
          from: momentOf(traced.window.from, i18n.language, zone),
          to: momentOf(traced.window.to, i18n.language, zone),
        })}
      </p>
      {all.length > 0 && (
        <p className="tracing-counts">
          <strong>{t('tracing.certainCount', { count: certain })}</strong>
          <strong>{t('tracing.possibleCount', { count: all.length - certain })}</strong>
        </p>
      )}
      {traced.unopened > 0 && (
        <Alert data-color="warning">{t('tracing.unopened', { count: traced.unopened })}</Alert>
      )}
      {isStaff && <Paragraph>{t('tracing.staffLimits')}</Paragraph>}
      <TimeLine traced={traced} zone={zone} now={state.now} place={place} />
      <PeopleList traced={traced} zone={zone} ward={ward} place={place} />
    </>
  );
}
