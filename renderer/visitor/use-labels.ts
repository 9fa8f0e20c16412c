import { useTranslation } from 'react-i18next';

/** What the on-screen keyboard and its named keys are called. */
export const useKeyboardLabels = () => {
  const { t } = useTranslation();
  return {
    keyboard: t('keyboard.name'),
    erase: t('keyboard.erase'),
    shift: t('keyboard.shift'),
    space: t('keyboard.space'),
  };
};
