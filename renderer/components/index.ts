/**
 * The parts that the screens of all users are built of. None of them knows a language: every text comes in as a child or a prop.
 * Looks are in renderer/styles; sizes in rem, so that all of it grows with the text.
 *
 *   Frame, DemoMark   the page of a screen: header · main · footer
 *   ScreenHeading     the one h1, takes the focus when its `screen` changes
 *   BigButton         ≥ 56 px; variant primary | secondary | tertiary, color, grow, loud, icon, pressed
 *   ChoiceRow         a radio or checkbox whose whole row is tappable
 *   Keyboard          on-screen keys; layouts nameKeys, textKeys (by language), DIGITS, DECIMAL, SIGNED, SIGNED_DECIMAL, PHONE, SPOKEN
 *   Live              says a change aloud (aria-live)
 *   ErrorBoundary     never a blank screen
 *   *Icon             drawn icons, always beside a text
 *
 * Classes for plain elements: .stack .row .grid .panel .lead .quiet .spoken-code .only-read-aloud
 */
export * from './button.tsx';
export * from './choice-row.tsx';
export * from './error-boundary.tsx';
export * from './frame.tsx';
export * from './icons.tsx';
export * from './keyboard.tsx';
export * from './keyboard-layouts.ts';
export * from './live.tsx';
export * from './screen-heading.tsx';
