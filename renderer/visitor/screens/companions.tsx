import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BigButton, ChoiceRow, OnIcon, ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { Stepper } from '../stepper.tsx';
import { useVisitor } from '../visitor-context.ts';

/** The party is ten at most, the visitor among them. */
const MOST_COMPANIONS = 9;

/** Who came along: those of the agreement are touched, other adults and children counted. */
export function Companions() {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const { visit } = state;
  const agreed = visit?.answer.companions ?? [];
  const before = visit?.party.slice(1) ?? [];
  const countBefore = (child: boolean) =>
    before.filter((person) => !person.known && person.child === child).length;
  const [known, setKnown] = useState(() =>
    agreed.map(({ name }) => before.some((person) => person.known && person.name === name)),
  );
  const [adults, setAdults] = useState(() => countBefore(false));
  const [children, setChildren] = useState(() => countBefore(true));
  const count = known.filter(Boolean).length + adults + children;
  const firstName = visit?.answer.firstName ?? null;
  const isRoom = count < MOST_COMPANIONS;
  const partySize = visit?.answer.partySize ?? 1;
  const isMore = count + 1 > partySize;
  return (
    <Shell>
      <ScreenHeading screen="companions">
        {firstName === null ? t('companions.title') : t('companions.titleName', { name: firstName })}
      </ScreenHeading>
      {agreed.length > 0 && (
        <fieldset className="bare">
          <legend className="lead">{t('companions.known')}</legend>
          <div className="grid">
            {agreed.map(({ name, child }, index) => (
              <ChoiceRow
                key={`${index} ${name}`}
                kind="many"
                name="known"
                checked={known[index] === true}
                onChange={(checked) => setKnown(known.map((each, at) => (at === index ? checked : each)))}
              >
                {name}
                {child && (
                  <>
                    {' '}
                    <span className="quiet">({t('companions.child')})</span>
                  </>
                )}
              </ChoiceRow>
            ))}
          </div>
        </fieldset>
      )}
      <fieldset className="bare">
        <legend className="lead">
          {agreed.length > 0 ? t('companions.othersBeside') : t('companions.others')}
        </legend>
        <div className="steppers">
          <Stepper
            title={t('companions.adults')}
            fewer={t('companions.fewerAdults')}
            more={t('companions.moreAdults')}
            said={t('companions.adultCount', { count: adults })}
            value={adults}
            isRoom={isRoom}
            onChange={setAdults}
          />
          <Stepper
            title={t('companions.children')}
            fewer={t('companions.fewerChildren')}
            more={t('companions.moreChildren')}
            said={t('companions.childCount', { count: children })}
            value={children}
            isRoom={isRoom}
            onChange={setChildren}
          />
        </div>
      </fieldset>
      <p className={isMore ? 'lead' : 'quiet'} role="status">
        {count > 0 && isMore
          ? t('companions.moreThanAgreed')
          : partySize > 1 && t('companions.agreed', { count: partySize })}
      </p>
      <BigButton
        loud
        grow
        icon={<OnIcon />}
        onPress={() => dispatch({ type: 'companions-told', known, adults, children })}
      >
        {count === 0 ? t('companions.alone') : t('go.on')}
      </BigButton>
    </Shell>
  );
}
