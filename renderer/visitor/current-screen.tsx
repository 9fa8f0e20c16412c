import type { ReactNode } from 'react';
import type { Screen } from '../../shared/flow/index.ts';
import { Advice } from './screens/advice.tsx';
import { AlreadyInside } from './screens/already-inside.tsx';
import { Attract } from './screens/attract.tsx';
import { CodeResult } from './screens/code-result.tsx';
import { Companions } from './screens/companions.tsx';
import { Full } from './screens/full.tsx';
import { GiftHands } from './screens/gift-hands.tsx';
import { GiftKind } from './screens/gift-kind.tsx';
import { GiftLabel } from './screens/gift-label.tsx';
import { GiftName } from './screens/gift-name.tsx';
import { IllCode } from './screens/ill-code.tsx';
import { IllDay } from './screens/ill-day.tsx';
import { IllThanks } from './screens/ill-thanks.tsx';
import { Informed } from './screens/informed.tsx';
import { Meanwhile } from './screens/meanwhile.tsx';
import { CompanionName } from './screens/name.tsx';
import { NobodyInside } from './screens/nobody-inside.tsx';
import { Outcome } from './screens/outcome.tsx';
import { Phone } from './screens/phone.tsx';
import { Question } from './screens/question.tsx';
import { ResidentDone } from './screens/resident-done.tsx';
import { Resident } from './screens/resident.tsx';
import { Restart } from './screens/not-ready.tsx';
import { Scan } from './screens/scan.tsx';
import { Sending } from './screens/sending.tsx';
import { SignedOut } from './screens/signed-out.tsx';
import { Trouble } from './screens/trouble.tsx';
import { Voluntary } from './screens/voluntary.tsx';
import { WordCode } from './screens/word-code.tsx';
import { useVisitor } from './visitor-context.ts';

const shown = (screen: Screen): ReactNode => {
  switch (screen.at) {
    case 'attract':
      return <Attract />;
    case 'scan':
      return <Scan screen={screen} />;
    case 'word-code':
      return <WordCode screen={screen} />;
    case 'code-result':
      return <CodeResult screen={screen} />;
    case 'already-inside':
      return <AlreadyInside />;
    case 'full':
      return <Full />;
    case 'voluntary':
      return <Voluntary />;
    case 'companions':
      return <Companions />;
    case 'name':
      return <CompanionName key={screen.person} screen={screen} />;
    case 'phone':
      return <Phone />;
    case 'question':
      return <Question key={`${screen.person} ${screen.path}`} screen={screen} />;
    case 'advice':
      return <Advice />;
    case 'sending':
      return <Sending />;
    case 'outcome':
      return <Outcome decision={screen.decision} />;
    case 'meanwhile':
      return <Meanwhile decision={screen.decision} />;
    case 'informed':
      return <Informed />;
    case 'signed-out':
      return <SignedOut screen={screen} />;
    case 'nobody-inside':
      return <NobodyInside />;
    case 'resident':
      return <Resident screen={screen} />;
    case 'resident-done':
      return <ResidentDone screen={screen} />;
    case 'gift-kind':
      return <GiftKind />;
    case 'gift-from':
      return <GiftName key="from" who="from" />;
    case 'gift-to':
      return <GiftName key="to" who="to" />;
    case 'gift-hands':
      return <GiftHands />;
    case 'gift-label':
      return <GiftLabel screen={screen} />;
    case 'ill-code':
      return <IllCode />;
    case 'ill-day':
      return <IllDay />;
    case 'ill-thanks':
      return <IllThanks heard={screen.heard} />;
    case 'trouble':
      return <Trouble screen={screen} />;
    case 'restart':
      return <Restart />;
  }
};

/** The screen that the flow is at. */
export function CurrentScreen() {
  return shown(useVisitor().state.screen);
}
