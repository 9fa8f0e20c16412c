import { useTranslation } from 'react-i18next';
import { BigButton, HelpIcon, PlaceIcon, ScreenHeading, WaitIcon } from '../../components/index.ts';
import { say } from '../../text/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';
import { useWhen } from '../use-when.ts';

/** The agreed place is taken (V7): honestly said, with where else they may be now, and never a no. */
export function Full() {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const { moment } = useWhen();
  const { visit, language } = state;
  const full = visit?.answer.full ?? null;
  if (visit === null || full === null) return null;
  const { offers, freeAt } = full;
  return (
    <Shell>
      <div className="outcome" data-color="info">
        <div className="big-sign">
          <WaitIcon large />
        </div>
        <div className="stack">
          <ScreenHeading screen="full">{t('full.title')}</ScreenHeading>
          <p className="lead">{t('full.text', { place: say(visit.answer.where.place, language) })}</p>
          {freeAt !== null && <p className="lead">{t('full.freeAt', { time: moment(freeAt) })}</p>}
        </div>
      </div>
      {offers.length > 0 && (
        <section className="stack">
          <h2 className="panel-title">{t('full.offer')}</h2>
          <div className="offers">
            {offers.map(({ place, where }) => (
              <BigButton
                key={place}
                loud
                grow
                variant="secondary"
                icon={<PlaceIcon />}
                onPress={() => dispatch({ type: 'place-chosen', place })}
              >
                {say(where.place, language)}
              </BigButton>
            ))}
          </div>
        </section>
      )}
      <div className="offers">
        <div className="stack">
          <BigButton
            loud
            grow
            variant="secondary"
            icon={<WaitIcon />}
            onPress={() => dispatch({ type: 'place-chosen', place: null })}
          >
            {t('full.keep')}
          </BigButton>
          <p className="quiet">{t('full.keepHint')}</p>
        </div>
        <BigButton
          loud
          grow
          variant="tertiary"
          icon={<HelpIcon />}
          onPress={() => dispatch({ type: 'help-wanted', from: 'full' })}
        >
          {t('full.talk')}
        </BigButton>
      </div>
    </Shell>
  );
}
