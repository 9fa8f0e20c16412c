import { Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Board, VisitRow } from '../../shared/api/staff.ts';

export const placeName = (board: Board, id: string): string =>
  board.places.find((place) => place.id === id)?.name ?? id;

export function Party({ size }: { readonly size: number }) {
  const { t } = useTranslation('staff');
  return <>{size === 1 ? t('board.alone') : t('board.party', { count: size })}</>;
}

/** Why the rules said what they said, with where it stands. */
export function Reasons({ visit }: { readonly visit: VisitRow }) {
  const { t } = useTranslation('staff');
  return (
    <ul className="staff-reasons">
      {visit.rules.map((rule) => (
        <li key={rule.id}>
          <Paragraph data-size="sm">{rule.staffText}</Paragraph>
          <Paragraph data-size="xs">{t('visit.citation', rule.citation)}</Paragraph>
        </li>
      ))}
    </ul>
  );
}
