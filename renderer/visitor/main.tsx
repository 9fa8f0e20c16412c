import '../no-eval.ts';
import '../styles/index.css';
import './visitor.css';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { startVisitorText } from '../text/visitor.ts';
import { Door } from './door.tsx';

const root = document.getElementById('app');
if (root === null) throw new Error('the page has no #app');
createRoot(root).render(
  <I18nextProvider i18n={startVisitorText()}>
    <Door />
  </I18nextProvider>,
);
