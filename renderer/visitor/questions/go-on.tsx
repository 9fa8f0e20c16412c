import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BigButton, OnIcon } from '../../components/index.ts';

interface GoOnProps {
  /** There is an answer. */
  ready: boolean;
  /** What is wrong with it, once the visitor tries to go on. */
  problem: string | null;
  onGo: () => void;
}

/** «Gå videre», which says what is missing rather than being dead. */
export function GoOn({ ready, problem, onGo }: GoOnProps) {
  const { t } = useTranslation();
  const [tried, setTried] = useState(false);
  const wrong = ready ? problem : t('question.required');
  const go = () => {
    setTried(true);
    if (wrong === null) onGo();
  };
  return (
    <>
      <p className="problem" id="problem" role="status">
        {tried && wrong}
      </p>
      <BigButton loud grow icon={<OnIcon />} onPress={go}>
        {t('go.on')}
      </BigButton>
    </>
  );
}
