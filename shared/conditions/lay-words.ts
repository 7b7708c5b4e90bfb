/**
 * What people type and registers write otherwise, for what is no row of the matrix. `finds`: beginnings of words in the
 * text of a trial, in comparable form; one of them is enough.
 */
export interface LayWords {
  words: readonly string[]
  finds: readonly string[]
}

export const layWords: readonly LayWords[] = [
  {
    words: [
      'zelfmoord*',
      'zelfdoding*',
      'suïcid*',
      'suicid*',
      'doodswens',
      'doodswensen',
      'levensmoe',
      'Suizid*',
      'Selbstmord*',
    ],
    finds: ['suicid', 'suizid', 'zelfmoord', 'zelfdoding'],
  },
  {
    words: [
      'postnatale depressie',
      'postpartum depressie',
      'depressie na de bevalling',
      'depressie na bevalling',
      'zwangerschapsdepressie',
      'kraambeddepressie',
      'baby blues',
      'postnatal depression',
      'postpartum depression',
      'perinatal depression',
    ],
    finds: ['postpartum', 'postnatal', 'peripartum', 'perinatal', 'puerperal', 'antenatal'],
  },
  {
    words: ['bipolair*', 'bipolaire stoornis', 'manisch*', 'manisch-depressie*', 'manic depression', 'bipolar'],
    finds: ['bipolar', 'mania', 'manic'],
  },
  { words: ['angsten', 'angstklachten', 'angstig', 'bang'], finds: ['anxi', 'angst', 'fear', 'phobi', 'panic'] },
  {
    words: ['doodsangst', 'angst voor de dood', 'existentiële angst', 'existential distress', 'zingeving'],
    finds: ['existential', 'death anxi', 'end of life', 'demorali', 'anxiety associated with', 'life threatening'],
  },
  { words: ['paniekaanval', 'paniekaanvallen', 'paniekstoornis'], finds: ['panic'] },
  { words: ['stress', 'overspannen', 'burn-out', 'burnout'], finds: ['burnout', 'burn out', 'stress', 'distress'] },
  {
    words: ['oorlogstrauma', 'veteraan', 'veteranen', 'militair', 'militairen', 'veteran', 'veterans'],
    finds: ['veteran', 'military', 'combat', 'service member'],
  },
  {
    words: ['rouw', 'rouwen', 'verdriet', 'verlies van een naaste', 'grief', 'bereavement'],
    finds: ['grief', 'bereave', 'rouw'],
  },
  {
    words: ['slapeloosheid', 'slecht slapen', 'slaapproblemen', 'slaapstoornis', 'insomnia'],
    finds: ['insomnia', 'sleep'],
  },
  { words: ['moeheid', 'vermoeidheid', 'chronisch vermoeid', 'ME/CVS', 'fatigue'], finds: ['fatigue'] },
  { words: ['pijn', 'chronische pijn', 'zenuwpijn', 'fantoompijn'], finds: ['pain', 'neuralgi', 'pijn', 'fibromyalg'] },
  { words: ['hoofdpijn', 'headache'], finds: ['headache', 'migraine', 'hoofdpijn'] },
  {
    words: ['borderline', 'persoonlijkheidsstoornis', 'persoonlijkheidsstoornissen'],
    finds: ['borderline', 'personality'],
  },
  {
    words: ['dementie', 'geheugenverlies', 'dementia'],
    finds: ['dementia', 'alzheimer', 'cognitive impairment', 'cognitive decline'],
  },
  { words: ['schizofrenie', 'psychose', 'psychoses'], finds: ['schizo', 'psychosis', 'psychotic'] },
  {
    words: ['opioïden', 'opiaten', 'pijnstillers', 'morfine', 'opioids'],
    finds: ['opioid', 'opiate', 'morphin', 'methadon'],
  },
  { words: ['nicotine', 'tabak', 'sigaretten'], finds: ['nicotin', 'smoking', 'tobacco', 'cigarette'] },
  { words: ['alcoholist', 'alcoholisme', 'alcoholverslaving'], finds: ['alcohol'] },
  { words: ['gokverslaving', 'gokverslaafd'], finds: ['gambl'] },
  {
    words: ['speed', 'amfetamine', 'crystal meth', 'stimulant', 'stimulants'],
    finds: ['amphetamin', 'methamphetamin', 'stimulant', 'cocain'],
  },
  { words: ['narcose', 'verdoving', 'anesthesie', 'sedatie', 'roesje'], finds: ['anesth', 'anaesth', 'sedat'] },
  { words: ['operatie', 'operaties', 'opereren'], finds: ['surg', 'operative', 'ectomy', 'plasty'] },
  { words: ['keizersnede', 'keizersneden', 'sectio'], finds: ['cesarean', 'caesarean', 'sectio'] },
  {
    words: ['zwanger', 'zwangerschap', 'bevalling', 'bevallen'],
    finds: ['pregnan', 'cesarean', 'caesarean', 'labor', 'labour', 'obstetric', 'postpartum', 'parturi'],
  },
  { words: ['amandelen', 'keelamandelen'], finds: ['tonsil', 'adenoid'] },
  {
    words: ['kind', 'kinderen', 'peuter', 'kleuter', 'children', 'kids'],
    finds: ['child', 'pediatric', 'paediatric', 'kinder', 'infant', 'toddler', 'preschool'],
  },
  {
    words: ['jongeren', 'tieners', 'pubers', 'adolescenten', 'teenagers', 'teens'],
    finds: ['adolescen', 'youth', 'young', 'teen', 'jongeren'],
  },
  {
    words: ['ouderen', 'bejaarden', 'elderly'],
    finds: ['elder', 'older', 'geriatric', 'late life', 'aged', 'ouderen'],
  },
  {
    words: ['gezond', 'gezonde vrijwilliger', 'gezonde vrijwilligers', 'healthy volunteer', 'healthy volunteers'],
    finds: ['healthy', 'gezond', 'volunteer'],
  },
  {
    words: ['zorgverlener', 'zorgverleners', 'verpleegkundige', 'verpleegkundigen', 'artsen'],
    finds: ['clinician', 'nurse', 'physician', 'healthcare', 'health care', 'frontline'],
  },
  { words: ['overgewicht', 'obesitas'], finds: ['obes', 'overweight'] },
  { words: ['prikkelbare darm', 'PDS'], finds: ['irritable bowel', 'ibs'] },
  {
    words: ['microdosering', 'microdosis', 'microdoseren', 'microdosing'],
    finds: ['microdos', 'micro dos', 'low dose'],
  },
  { words: ['long covid', 'covid', 'corona'], finds: ['covid', 'sars cov'] },
]
