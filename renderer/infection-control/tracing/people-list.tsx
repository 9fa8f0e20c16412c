import { Heading, Table } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Exposure, TracedPerson } from '../../../shared/domain/tracing.ts';
import { StaffTable } from '../../components/staff/staff-table.tsx';
import { clockOf, momentOf } from '../../components/staff/times.ts';
import { contactsOf, usePersonName, type Traced } from './names.ts';

interface Props {
  readonly traced: Traced;
  readonly zone: string;
  readonly ward: (id: string) => string;
  readonly place: (id: string) => string;
}

/** Whom to ring, closest first: those who met the index person, then those who met one of them. */
export function PeopleList({ traced, zone, ward, place }: Props) {
  const { t } = useTranslation('staff');
  return ([1, 2] as const).map((generation) => {
    const contacts = contactsOf(traced, generation);
    const id = `tracing-generation-${generation}`;
    return (
      contacts.length > 0 && (
        <section key={generation} aria-labelledby={id} className="tracing-people">
          <Heading level={3} data-size="xs" id={id}>
            {t(generation === 1 ? 'tracing.first' : 'tracing.secondHeading')} (
            {t('tracing.people', { count: contacts.length })})
          </Heading>
          <StaffTable
            aria-labelledby={id}
            columns={[
              t('tracing.person'),
              t('tracing.phone'),
              t('tracing.together'),
              t('tracing.howHeading'),
              t('tracing.metWhen'),
            ]}
          >
            {contacts.map(({ person, exposures: [closest, ...others] }) =>
              closest === undefined ? null : (
                <Row
                  key={person.key}
                  person={person}
                  exposure={closest}
                  through={generation === 1 ? [] : [closest, ...others].map(({ from }) => from)}
                  {...{ traced, zone, ward, place }}
                />
              ),
            )}
          </StaffTable>
        </section>
      )
    );
  });
}

interface RowProps extends Props {
  readonly person: TracedPerson;
  readonly exposure: Exposure;
  /** Keys of those through whom it came. */
  readonly through: readonly string[];
}

function Row({ traced, person, exposure, through, zone, ward, place }: RowProps) {
  const { t, i18n } = useTranslation('staff');
  const nameOf = usePersonName(traced);
  const { certainMinutes: certain, possibleMinutes: possible, how } = exposure;
  const minutes =
    certain === 0
      ? t('tracing.minutesPossible', { possible })
      : t(certain === possible ? 'tracing.minutesCertain' : 'tracing.minutesBoth', { certain, possible });
  const phone =
    person.phone ??
    t(person.kind === 'resident' || person.kind === 'staff' ? 'tracing.callStaff' : 'tracing.noPhone');
  return (
    <Table.Row>
      <Table.HeaderCell scope="row" className="tracing-name">
        {nameOf(person.key)}
        <span className="staff-line tracing-small">
          {t(`tracing.kindOf.${person.kind}`)}
          {person.child && `, ${t('tracing.child')}`}
        </span>
      </Table.HeaderCell>
      <Table.Cell className="staff-phone">{phone}</Table.Cell>
      <Table.Cell>
        <strong>{t(exposure.certainty === 'certain' ? 'tracing.certain' : 'tracing.possible')}</strong>
        <span className="staff-line tracing-small">{minutes}</span>
      </Table.Cell>
      <Table.Cell>
        {t(`tracing.how.${how}`)}
        <span className="staff-line tracing-small">
          {how === 'same-ward' ? ward(exposure.ward) : place(exposure.place)}
        </span>
        {through.length > 0 && (
          <span className="staff-line tracing-small">
            {t('tracing.via', { name: through.map(nameOf).join(', ') })}
          </span>
        )}
      </Table.Cell>
      <Table.Cell>
        {momentOf(exposure.start, i18n.language, zone)}–{clockOf(exposure.end, i18n.language, zone)}
      </Table.Cell>
    </Table.Row>
  );
}
