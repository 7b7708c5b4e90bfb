/**
 * Conditions that cause an intellectual disability in most people who have them. Source: a descriptor that MeSH places
 * under Intellectual Disability (D008607), or an OMIM or Orphanet entry that gives it as a main feature. Conditions
 * that cause it in fewer than about half stand in the adjacent list. Every number here was compared with a public copy
 * of MeSH, OMIM or Orphanet, or with the pairs that ClinicalTrials.gov sends (2026-11-22); a number that cannot be
 * compared is left out.
 */
export interface SyndromeEntry {
  name: { en: string; nl: string }
  /** MeSH descriptor; null where MeSH has none of its own, or its number could not be compared. */
  meshId: string | null
  source: string
  terms: readonly string[]
}

const MESH = 'MeSH, under Intellectual Disability (D008607)'
const ofName = (...names: string[]): string[] =>
  names.flatMap((name) => [
    `${name} {syndro*,disorder*,disease*}`,
    `${name}'s syndro*`,
    `syndroom van ${name}`,
    `syndrome {de,d'} ${name}`,
    `sindrome {de,di} ${name}`,
  ])

const IN_WORDS = 'OMIM and Orphanet give intellectual disability as a main feature (numbers not verified)'
const inWords = (en: string, nl: string, ...terms: string[]): SyndromeEntry => ({
  name: { en, nl },
  meshId: null,
  source: IN_WORDS,
  terms,
})

export const SYNDROMES: readonly SyndromeEntry[] = [
  {
    name: { en: 'Rett syndrome', nl: 'Rett-syndroom' },
    meshId: 'D015518',
    source: MESH,
    terms: [...ofName('rett'), 'mecp2*'],
  },
  {
    name: { en: 'Down syndrome', nl: 'Downsyndroom' },
    meshId: 'D004314',
    source: MESH,
    terms: [...ofName('down', 'downs'), 'downsyndro*', '{trisomy,trisomie,trisomia} 21', '21 trisom*', 'mongolism*'],
  },
  {
    name: { en: 'fragile X syndrome', nl: 'fragiele-X-syndroom' },
    meshId: 'D005600',
    source: MESH,
    terms: [
      '{fragile,fragiele,fragiles,fragilen} x',
      'x {fragile,fragil}',
      'x fragilis',
      'martin bell syndro*',
      'fraxa',
      'fmr1 full mutation',
    ],
  },
  {
    name: { en: 'Angelman syndrome', nl: 'Angelman-syndroom' },
    meshId: 'D017204',
    source: 'MeSH; OMIM 105830',
    terms: ['angelman*', 'ube3a*'],
  },
  {
    name: { en: 'Prader-Willi syndrome', nl: 'Prader-Willi-syndroom' },
    meshId: 'D011218',
    source: MESH,
    terms: ['prader willi*', 'prader labhart willi*'],
  },
  {
    name: { en: 'Williams syndrome', nl: 'Williams-syndroom' },
    meshId: 'D018980',
    source: MESH,
    terms: [...ofName('williams', 'williams beuren'), 'williams beuren'],
  },
  {
    name: { en: 'cri-du-chat syndrome', nl: 'cri-du-chat-syndroom' },
    meshId: 'D003410',
    source: MESH,
    terms: ['cri du chat*', 'katzenschrei*', '5p minus syndro*', '5p deletion syndro*', 'maullido de gato'],
  },
  {
    name: { en: 'Cornelia de Lange syndrome', nl: 'syndroom van Cornelia de Lange' },
    meshId: 'D003635',
    source: MESH,
    terms: ['cornelia de lange*', 'de lange syndro*', 'brachmann de lange*'],
  },
  {
    name: { en: 'Rubinstein-Taybi syndrome', nl: 'Rubinstein-Taybi-syndroom' },
    meshId: 'D012415',
    source: MESH,
    terms: ['rubinstein taybi*'],
  },
  {
    name: { en: 'WAGR syndrome', nl: 'WAGR-syndroom' },
    meshId: 'D017624',
    source: MESH,
    terms: ['wagr*'],
  },
  {
    name: { en: 'Coffin-Lowry syndrome', nl: 'Coffin-Lowry-syndroom' },
    meshId: 'D038921',
    source: 'MeSH; well-established cause of intellectual disability',
    terms: ['coffin lowry*'],
  },
  {
    name: { en: 'Lesch-Nyhan syndrome', nl: 'Lesch-Nyhan-syndroom' },
    meshId: 'D007926',
    source: MESH,
    terms: ['lesch nyhan*'],
  },
  {
    name: { en: 'Menkes disease', nl: 'ziekte van Menkes' },
    meshId: 'D007706',
    source: 'MeSH; Orphanet 565, under neurometabolic disease with X-linked intellectual disability (182076)',
    terms: [...ofName('menkes'), 'menkes kinky hair*'],
  },
  {
    name: { en: 'Hunter syndrome (MPS II)', nl: 'Hunter-syndroom (MPS II)' },
    meshId: 'D016532',
    source: 'MeSH; Orphanet 580, under neurometabolic disease with X-linked intellectual disability (182076)',
    terms: [...ofName('hunter'), '{mucopolysaccharidos*,mps} ii', 'mucopolysaccharidos* type ii'],
  },
  {
    name: { en: 'Sanfilippo syndrome (MPS III)', nl: 'Sanfilippo-syndroom (MPS III)' },
    meshId: 'D009084',
    source: 'MeSH; OMIM 252900',
    terms: ['sanfilippo*', '{mucopolysaccharidos*,mps} {iii,iiia,iiib}', 'mucopolysaccharidos* type iii*'],
  },
  {
    name: { en: 'trisomy 13', nl: 'trisomie 13' },
    meshId: null,
    source: 'Orphanet 3378; MeSH, under Intellectual Disability (number not verified)',
    terms: ['{trisomy,trisomie,trisomia} 13', 'patau syndro*'],
  },
  {
    name: { en: 'trisomy 18', nl: 'trisomie 18' },
    meshId: null,
    source: 'Orphanet 3380',
    terms: ['{trisomy,trisomie,trisomia} 18', 'edwards syndro*'],
  },
  {
    name: { en: 'tuberous sclerosis', nl: 'tubereuze sclerose' },
    meshId: 'D014402',
    source: 'MeSH; OMIM 191100 (about half)',
    terms: [
      'tuberous sclerosis',
      '{tubereuze,tuberose} scleros*',
      'tuberöse* sklerose*',
      '{sclerose,esclerosis,sclerosi} {tubereuse,tuberosa}',
      'bourneville*',
    ],
  },
  {
    name: { en: 'Phelan-McDermid syndrome', nl: 'Phelan-McDermid-syndroom' },
    meshId: null,
    source: 'OMIM 606232',
    terms: ['phelan mcdermid*', 'phelan mc dermid*', 'shank3*', '22q13*'],
  },
  {
    name: { en: 'ADNP syndrome', nl: 'ADNP-syndroom' },
    meshId: null,
    source: 'OMIM 615873 (Helsmoortel-Van der Aa)',
    terms: ['adnp*', 'helsmoortel*'],
  },
  {
    name: { en: 'Smith-Magenis syndrome', nl: 'Smith-Magenis-syndroom' },
    meshId: 'D058496',
    source: 'MeSH; OMIM 182290',
    terms: ['smith magenis*'],
  },
  {
    name: { en: 'Sotos syndrome', nl: 'Sotos-syndroom' },
    meshId: 'D058495',
    source: 'MeSH; OMIM 117550',
    terms: [...ofName('sotos')],
  },
  {
    name: { en: 'Wolf-Hirschhorn syndrome', nl: 'Wolf-Hirschhorn-syndroom' },
    meshId: 'D054877',
    source: 'MeSH; OMIM 194190',
    terms: ['wolf hirschhorn*', '4p deletion syndro*'],
  },
  {
    name: { en: 'Smith-Lemli-Opitz syndrome', nl: 'Smith-Lemli-Opitz-syndroom' },
    meshId: 'D019082',
    source: 'MeSH; OMIM 270400',
    terms: ['smith lemli opitz*'],
  },
  {
    name: { en: 'Kabuki syndrome', nl: 'Kabuki-syndroom' },
    meshId: null,
    source: 'OMIM 147920',
    terms: [...ofName('kabuki')],
  },
  {
    name: { en: 'CDKL5 deficiency disorder', nl: 'CDKL5-stoornis' },
    meshId: null,
    source: 'OMIM 300672',
    terms: ['cdkl5*'],
  },
  {
    name: { en: 'SYNGAP1-related disorder', nl: 'SYNGAP1-stoornis' },
    meshId: null,
    source: 'OMIM 612621',
    terms: ['syngap1*', 'syngap 1'],
  },
  {
    name: { en: 'STXBP1-related disorder', nl: 'STXBP1-stoornis' },
    meshId: null,
    source: 'OMIM 612164',
    terms: ['stxbp1*'],
  },
  {
    name: { en: 'Dravet syndrome', nl: 'Dravet-syndroom' },
    meshId: null,
    source: 'OMIM 607208; Orphanet 33069',
    terms: [...ofName('dravet'), 'severe myoclonic epilepsy of infancy'],
  },
  {
    name: { en: 'Lennox-Gastaut syndrome', nl: 'Lennox-Gastaut-syndroom' },
    meshId: 'D065768',
    source: 'MeSH; Orphanet 2382',
    terms: ['lennox gastaut*'],
  },
  {
    name: { en: 'Pitt-Hopkins syndrome', nl: 'Pitt-Hopkins-syndroom' },
    meshId: null,
    source: 'OMIM 610954',
    terms: ['pitt hopkins*'],
  },
  {
    name: { en: 'Kleefstra syndrome', nl: 'Kleefstra-syndroom' },
    meshId: null,
    source: 'OMIM 610253',
    terms: ['kleefstra*', '9q34* deletion*'],
  },
  {
    name: { en: 'Koolen-de Vries syndrome', nl: 'Koolen-de Vries-syndroom' },
    meshId: null,
    source: 'OMIM 610443',
    terms: ['koolen de vries*', '17q21.31 {deletion*,microdeletion*}', 'kansl1*'],
  },
  {
    name: { en: 'Mowat-Wilson syndrome', nl: 'Mowat-Wilson-syndroom' },
    meshId: null,
    source: 'OMIM 235730',
    terms: ['mowat wilson*'],
  },
  {
    name: { en: 'Coffin-Siris syndrome', nl: 'Coffin-Siris-syndroom' },
    meshId: null,
    source: 'OMIM 135900',
    terms: ['coffin siris*'],
  },
  {
    name: { en: 'Cohen syndrome', nl: 'Cohen-syndroom' },
    meshId: null,
    source: 'OMIM 216550',
    terms: ['cohen syndro*'],
  },
  {
    name: { en: '15q duplication syndrome', nl: '15q-duplicatiesyndroom' },
    meshId: null,
    source: 'OMIM 608636',
    terms: ['dup15q*', '{15q,15q11*} duplication*', 'duplication 15q*', 'isodicentric 15*'],
  },
  {
    name: { en: '1p36 deletion syndrome', nl: '1p36-deletiesyndroom' },
    meshId: null,
    source: 'OMIM 607872',
    terms: ['1p36 {deletion*,microdeletion*}', '{deletion,monosomy} 1p36*'],
  },
  {
    name: { en: 'creatine transporter deficiency', nl: 'creatinetransporter-tekort' },
    meshId: null,
    source: 'OMIM 300352',
    terms: ['creatine transporter*'],
  },
  {
    name: { en: 'Allan-Herndon-Dudley syndrome (MCT8)', nl: 'Allan-Herndon-Dudley-syndroom (MCT8)' },
    meshId: null,
    source: 'OMIM 300523',
    terms: ['allan herndon*', 'mct8 deficien*'],
  },
  {
    name: { en: 'ATR-X syndrome', nl: 'ATR-X-syndroom' },
    meshId: null,
    source: 'OMIM 301040',
    terms: ['atr x syndro*', 'alpha thalassemia x linked*'],
  },
  {
    name: { en: 'polyhandicap', nl: 'ernstige meervoudige beperking' },
    meshId: null,
    source: 'French decree 2017-982: grave disturbance of motor, perceptive and cognitive function, by definition',
    terms: ['polyhandicap*'],
  },
  inWords('FOXG1 syndrome', 'FOXG1-syndroom', 'foxg1*'),
  inWords('SCN2A-related disorder', 'SCN2A-stoornis', 'scn2a*'),
  inWords('SCN8A-related disorder', 'SCN8A-stoornis', 'scn8a*'),
  inWords('KBG syndrome', 'KBG-syndroom', 'kbg syndro*', 'syndroom kbg', 'ankrd11*'),
  inWords('GRIN-related disorder', 'GRIN-stoornis', 'grin1*', 'grin2b*', 'grin {disorder*,related*}'),
  inWords('KCNQ2 encephalopathy', 'KCNQ2-encefalopathie', 'kcnq2 {encephalopath*,developmental*,related*,disorder*}'),
  inWords('DDX3X syndrome', 'DDX3X-syndroom', 'ddx3x*'),
  inWords('MED13L syndrome', 'MED13L-syndroom', 'med13l*'),
  inWords('PURA syndrome', 'PURA-syndroom', 'pura {syndro*,related*}'),
  inWords('SATB2-associated syndrome', 'SATB2-syndroom', 'satb2*'),
  inWords('CTNNB1 syndrome', 'CTNNB1-syndroom', 'ctnnb1 {syndro*,related*}'),
  inWords('DYRK1A syndrome', 'DYRK1A-syndroom', 'dyrk1a*'),
  inWords('SLC6A1-related disorder', 'SLC6A1-stoornis', 'slc6a1*'),
  inWords('PPP2R5D-related disorder', 'PPP2R5D-stoornis', 'ppp2r5d*', "jordan's syndro*"),
  inWords('KAT6A syndrome', 'KAT6A-syndroom', 'kat6a*'),
  inWords('White-Sutton syndrome', 'White-Sutton-syndroom', 'white sutton*', 'pogz*'),
  inWords('Xia-Gibbs syndrome', 'Xia-Gibbs-syndroom', 'xia gibbs*'),
  inWords('Bainbridge-Ropers syndrome', 'Bainbridge-Ropers-syndroom', 'bainbridge ropers*'),
  inWords('Wiedemann-Steiner syndrome', 'Wiedemann-Steiner-syndroom', 'wiedemann steiner*'),
  inWords('Pallister-Killian syndrome', 'Pallister-Killian-syndroom', 'pallister killian*'),
  inWords('Potocki-Lupski syndrome', 'Potocki-Lupski-syndroom', 'potocki lupski*'),
  inWords('Tatton-Brown-Rahman syndrome', 'Tatton-Brown-Rahman-syndroom', 'tatton brown*'),
  inWords('Nicolaides-Baraitser syndrome', 'Nicolaides-Baraitser-syndroom', 'nicolaides baraitser*'),
  inWords('Snyder-Robinson syndrome', 'Snyder-Robinson-syndroom', 'snyder robinson*'),
  inWords('Christianson syndrome', 'Christianson-syndroom', 'christianson syndro*', 'slc9a6*'),
  inWords('Malan syndrome', 'Malan-syndroom', 'malan syndro*'),
]
