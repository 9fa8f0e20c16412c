import { useTranslation } from 'react-i18next';
import { BigButton } from '../../components/index.ts';
import { useVisitor } from '../visitor-context.ts';

/** Whether there is one, or one more, of what repeats. */
export function OneMore({ count }: { count: number }) {
  const { dispatch } = useVisitor();
  const { t } = useTranslation();
  const tell = (more: boolean) => dispatch({ type: 'one-more-told', more });
  return (
    <div className="yes-no">
      <BigButton loud grow variant="secondary" onPress={() => tell(true)}>
        {count === 0 ? t('question.yes') : t('question.addOne')}
      </BigButton>
      <BigButton loud grow variant="secondary" onPress={() => tell(false)}>
        {count === 0 ? t('question.no') : t('question.enough')}
      </BigButton>
    </div>
  );
}
