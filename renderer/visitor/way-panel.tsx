import { useTranslation } from 'react-i18next';
import type { OkAnswer } from '../../shared/flow/index.ts';
import { PlaceIcon } from '../components/index.ts';
import { say } from '../text/index.ts';
import { useVisitor } from './visitor-context.ts';

interface WayPanelProps {
  where: OkAnswer['where'];
  /** Where to go after it, in that order, when one visit is to more residents. */
  also?: OkAnswer['also'];
}

/** Where to go, and how (V8). Places, never a resident's name (F5). */
export function WayPanel({ where, also = [] }: WayPanelProps) {
  const { state } = useVisitor();
  const { t } = useTranslation();
  const stops = [where, ...also];
  return (
    <div className="ways">
      {stops.map(({ place, directions }, index) => (
        <section key={`${index} ${place.nb}`} className="panel" data-color="info">
          <h2 className="panel-title">
            <PlaceIcon />
            <span>
              {stops.length === 1
                ? t('outcome.where')
                : index === 0
                  ? t('outcome.first')
                  : t('outcome.afterwards')}
              : {say(place, state.language)}
            </span>
          </h2>
          <p className="lead">{say(directions, state.language)}</p>
        </section>
      ))}
    </div>
  );
}
