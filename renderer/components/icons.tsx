import type { ReactNode, SVGProps } from 'react';

/** Drawn here, two-pixel lines on a 24 grid, so that no picture is fetched. Always beside a text, so never read aloud. */
interface IconProps {
  large?: boolean;
}
type Icon = (props: IconProps) => ReactNode;

const line: SVGProps<SVGSVGElement> = {
  viewBox: '0 0 24 24',
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
};
const icon = (...paths: string[]): Icon =>
  function DrawnIcon({ large }) {
    return (
      <svg className="icon" data-large={large} aria-hidden="true" {...line}>
        {paths.map((path) => (
          <path key={path} d={path} />
        ))}
      </svg>
    );
  };

export const ArriveIcon = icon('M13 3h6v18h-6', 'M3 12h11', 'm10 8 4 4-4 4');
export const LeaveIcon = icon('M11 3H5v18h6', 'M10 12h11', 'm17 8 4 4-4 4');
export const BackIcon = icon('M20 12H4', 'm10 6-6 6 6 6');
export const OnIcon = icon('M4 12h16', 'm14 6 6 6-6 6');
export const CheckIcon = icon('m4 12.5 5.5 5.5L20 7');
export const HelpIcon = icon(
  'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
  'M9.3 9.2a2.8 2.8 0 1 1 4 2.9c-.9.4-1.3 1-1.3 1.9',
  'M12 17.2v.1',
);
export const WaitIcon = icon('M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z', 'M12 7v5.5l3.5 2');
export const PersonIcon = icon(
  'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z',
  'M4.5 21c.6-4.2 3.5-6.5 7.5-6.500s6.9 2.3 7.5 6.5',
);
export const EscortIcon = icon(
  'M8.5 10.500a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.400Z',
  'M2.5 20c.5-3.8 2.8-5.8 6-5.800s5.5 2 6 5.8',
  'M16 4.500a3 3 0 0 1 0 5.6',
  'M18 14.600c2 .8 3.2 2.6 3.5 5.4',
);
export const LaterIcon = icon(
  'M4 6h16v14H4z',
  'M4 10.500h16',
  'M8.5 3v4',
  'M15.5 3v4',
  'm10 15.5 1.5 1.5 3-3',
);
export const HomeIcon = icon('m3 11.5 9-8 9 8', 'M5.5 9.500V20.500h13V9.5', 'M10 20.500v-6h4v6');
export const PlaceIcon = icon(
  'M12 21.500s7-6.3 7-11.800a7 7 0 0 0-14 0c0 5.5 7 11.8 7 11.800Z',
  'M12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
);
export const PhoneIcon = icon(
  'M6.5 3.5 9.5 8 7.7 10c1 2.5 3.3 4.9 5.9 6l2-1.7 4.6 2.800c-.4 2.2-1.9 3.6-4 3.600C9.7 20.7 3.5 14 3.5 7.700c0-2 1.1-3.7 3-4.200Z',
);
export const GiftIcon = icon(
  'M4 11h16v10H4z',
  'M3 7h18v4H3z',
  'M12 7v14',
  'M12 7C9 7 7.500 5.8 7.500 4.300S10.500 2 12 7c1.500-5 4.500-4.200 4.500-2.700S15 7 12 7Z',
);
export const CodeIcon = icon(
  'M4 4h6v6H4z',
  'M14 4h6v6h-6z',
  'M4 14h6v6H4z',
  'M14 14h2.5',
  'M20 14v2.5',
  'M14 20v-2.500h3',
  'M20 20h-.1',
);
export const KeysIcon = icon(
  'M3 6.500h18v11H3z',
  'M7 10.200h.1',
  'M11 10.200h.1',
  'M15 10.200h.1',
  'M8 14h8',
);
export const CameraIcon = icon(
  'M3 7.500h4l1.5-2.500h7L17 7.500h4V19H3z',
  'M12 16.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z',
);
export const EraseIcon = icon('M9 6h12v12H9l-6-6z', 'm12.5 9.5 5 5', 'm17.5 9.5-5 5');
export const TextSizeIcon = icon(
  'M2.5 19 8 6l5.5 13',
  'M4.6 14.500h6.8',
  'm14.5 19 3.3-8 3.3 8',
  'M15.7 16.300h4.3',
);
