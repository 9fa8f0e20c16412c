/** People who were never there, whose names stand nowhere else. */
export interface Seeds {
  readonly visitor: string;
  readonly walkIn: string;
  readonly corrected: string;
  readonly companion: string;
  readonly resident: string;
  readonly approver: string;
  readonly phone: string;
  readonly reason: string;
  readonly correction: string;
  readonly giver: string;
  readonly outing: string;
}

export const YESTERDAY: Seeds = {
  visitor: 'Wenchelotte Gåsnæsøy',
  walkIn: 'Øystærbjørg Våttvik',
  corrected: 'Øysterbjørg Vottvik',
  companion: 'Ármmoniella',
  resident: 'Frøydegunn Kvånngjerdet',
  approver: 'Utvalgsleder Bråtadalsås',
  phone: '+47 913 57 246',
  reason: 'Ringte om Trøndegunns hofte',
  correction: 'Hørte Øystærbjørg feil i døra',
  giver: 'Kakebaker Zæterhaugen',
  outing: 'Snorrhild Fjærlandsås',
};

export const TODAY: Seeds = {
  visitor: 'Brynjulvine Skårhøgda',
  walkIn: 'Eldbjørnar Ytterøyås',
  corrected: 'Eldbjørner Ytterøyås',
  companion: 'Máhttilde',
  resident: 'Torleivine Hærmynsås',
  approver: 'Styrer Nygårdsbråten',
  phone: '+47 924 68 135',
  reason: 'Avtalt med Gunnlaugine',
  correction: 'Skrev Eldbjørnar galt',
  giver: 'Blomsterbud Ådnekvamshei',
  outing: 'Jorleivine Bøverdalsås',
};
