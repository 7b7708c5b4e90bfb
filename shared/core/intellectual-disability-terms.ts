/**
 * The written word list for intellectual disability, in English, Dutch, German, French, Spanish and Italian. A word
 * that ends in `*` matches every word that begins so; `{a,b}` stands for a or b. Written without diacritics where the
 * matcher folds them; German umlauts are also matched spelt out (ae, oe, ue).
 */

/** Words that name intellectual disability itself. */
export const NAMED_TERMS: readonly string[] = [
  // English. "mental retardation" and "mental handicap" are the older names that registers still hold.
  'intellectual* {disab*,impair*,deficit*,deficien*,handicap*,retard*,delay*,limitation*,subnormal*}',
  'intelectual* {disab*,impair*}',
  'intellectual* development* {disorder*,disab*,delay*}',
  'intellectual* {and,or,and/or} {developmental*,multiple,physical*,cognitive*,learning,motor,sensory,psychiatric} {disab*,impair*,disorder*,delay*,handicap*,deficit*}',
  'intellectual* {and,or,and/or} other {developmental*,physical*,cognitive*,learning} {disab*,impair*,disorder*,delay*}',
  'intellectual/{developmental*,learning,cognitive*} {disab*,impair*,disorder*,delay*}',
  'impaired intellectual {development,function*}',
  '{subnormal,subaverage,sub-average} intellectual function*',
  '{disorder*,disturbance*} of intellectual development',
  'mental* {retard*,handicap*,deficien*,subnormal*}',
  'mental* {and,or,and/or} {physical*,motor,growth,psychomotor} {retard*,handicap*}',
  '{retardation,deficiency}, mental',
  '{disability,disabilities}, intellectual',
  'global* development* {delay*,retard*,impair*,disab*}',
  'global* delay* {in,of} development',
  'profound {and multiple ,}learning {disab*,difficult*}',
  'oligophren*',
  // Dutch
  'verstandelijk* {beperk*,gehandicapt*,handicap*,achterstand*,ontwikkelingsstoornis*,ontwikkelingsachterstand*}',
  'verstandelijk* {en,of,en/of} {lichamelijk*,motorisch*,meervoudig*,zintuiglijk*,psychisch*} {beperk*,gehandicapt*,handicap*}',
  'verstandelijk* ontwikkelingsbeperk*',
  // EMB, EVMB: an IQ under 35 with a severe motor disability, by definition.
  'ernstig* {meervoudig* ,meervoudig complex* ,verstandelijk* en meervoudig* }{beperk*,gehandicapt*,handicap*}',
  '{zemb,evmb,zevmb,(z)emb,(z)evmb}',
  '{met,bij} emb',
  'intellectuele {beperk*,handicap*,achterstand*,ontwikkelingsstoornis*}',
  '{geestelijk*,mentaal,mentale} {gehandicapt*,handicap*,geretardeerd*,retardatie}',
  'stoornis in de verstandelijke ontwikkeling',
  'zeer moeilijk {lerend*,lerende}',
  'zmlk',
  'zwakzinnig*',
  '{globale,algehele,algemene} {ontwikkelingsachterstand*,ontwikkelingsvertraging*}',
  // German
  'geistig* {behinder*,beeinträchtig*,retard*,entwicklungsstörung*}',
  'geistig* {und,oder,und/oder} {körperlich*,motorisch*,seelisch*,mehrfach*} {behinder*,beeinträchtig*}',
  'intelligenzminder*',
  'intelligenzgeminder*',
  'intelligenzdefizit*',
  'intellektuell* {behinder*,beeinträchtig*,entwicklungsstörung*,minderbegab*,einschränkung*}',
  'störung* der {intellektuellen,geistigen} entwicklung',
  'global* {entwicklungsverzögerung*,entwicklungsrückstand*,entwicklungsretard*}',
  // French
  'deficien* intellectuel*',
  'handicap* {intellectuel*,mental,mentaux,mentale,mentales}',
  'deficien* {mental,mentale,mentales,mentaux}',
  'incapacite* intellectuelle*',
  '{retard,retards} {mental,mentaux,intellectuel*}',
  'arrieration* mentale*',
  'debilite* mentale*',
  'trouble* du developpement intellectuel',
  'retard* global* {du,de} developpement',
  '{deficien*,handicap*} {moteur*,motrice*,physique*,sensoriel*} {et,ou,et/ou} {intellectuel*,mental,mentale,mentaux}',
  // Spanish
  '{discapacidad*,discapacitad*} intelectual*',
  'discapacidad* {psiquica*,cognitiva intelectual}',
  '{discapacidad*,deficiencia*} {fisica*,motora*,sensorial*} {e,o,u,y/o} intelectual*',
  'deficien* {intelectual*,mental,mentales}',
  '{retraso,retrasos,retardo} {mental,mentales,intelectual*}',
  'trastorno* del desarrollo intelectual',
  '{retraso,retardo} global del desarrollo',
  '{minusvalia*,minusvalid*,disminuid*} psiquic*',
  'oligofreni*',
  // Italian
  '{disabilita,disabile,disabili,deficit} {intellettiv*,intellettual*}',
  '{ritardo,ritardi} {mentale,mentali,intellettiv*}',
  '{deficienza,insufficienza,handicap} mentale',
  'insufficienza intellettiv*',
  'disturb* dello sviluppo intellettivo',
  '{ritardo globale dello,ritardo globale di,ritardo dello} sviluppo intellettivo',
  'ritardo globale {dello,di} sviluppo',
]

export interface AdjacentEntry {
  /** What the evidence calls it. */
  name: string
  terms: readonly string[]
  /** Why it is not `named`. */
  reason: string
  /**
   * True where an exclusion by these words shuts out people with an intellectual disability in so many words (a child
   * with an intellectual disability has a developmental delay). Autism, ADHD and cerebral palsy do not.
   */
  excludesId: boolean
}

/** Overlaps with intellectual disability without being it, or may mean something else. */
export const ADJACENT_ENTRIES: readonly AdjacentEntry[] = [
  {
    name: 'autism',
    terms: [
      'autis*',
      'asperger*',
      '{pervasive,tiefgreifende*} {developmental disorder*,entwicklungsstörung*}',
      'child development disorder* pervasive',
      'child development disorders, pervasive',
      'pervasieve ontwikkelingsstoornis*',
      '{trouble*,trastorno*} {envahissant* du developpement,generalizado* del desarrollo}',
      'disturb* pervasiv* dello sviluppo',
    ],
    reason: 'About a third of autistic people also have an intellectual disability; most do not.',
    excludesId: false,
  },
  {
    name: 'cerebral palsy',
    terms: [
      'cerebral pals*',
      'cerebrale {parese,verlamming}',
      'zerebralparese*',
      'cerebralparese*',
      'paralys* cerebral*',
      'infirmite motrice cerebrale',
      'paralisis cerebral*',
      'paralisi cerebral*',
    ],
    reason: 'A motor condition; about half also have an intellectual disability.',
    excludesId: false,
  },
  {
    name: 'ADHD',
    terms: [
      'adhd',
      'adhs',
      'tdah',
      'attention deficit*',
      'aandachtstekort*',
      'aufmerksamkeitsdefizit*',
      'deficit {de l,d} attention',
      'deficit de atencion',
      'deficit {di,da} attenzione',
      "deficit dell'attenzione",
    ],
    reason: 'A neurodevelopmental disorder of attention, not of intellect.',
    excludesId: false,
  },
  {
    name: 'learning disability',
    terms: [
      'learning {disab*,disorder*,difficult*,problem*}',
      'leerstoornis*',
      'leerproble*',
      'leermoeilijkhe*',
      'leerbeperk*',
      'lernbehinder*',
      'lernschwierigkeit*',
      'lernstörung*',
      '{trouble*,difficulte*} {des,d} apprentissage*',
      '{trastorno*,dificultad*} {del,de,en el} aprendizaje',
      "disturb* {specifici ,specifico ,}dell'apprendimento",
    ],
    reason: 'British use: intellectual disability. American and Dutch school use: dyslexia and the like.',
    excludesId: true,
  },
  {
    name: 'borderline intellectual functioning',
    terms: [
      'borderline {intellectual*,intelligence,iq}',
      'zwakbegaafd*',
      'moeilijk {lerend*,lerende}',
      'lvb',
      'minderbegab*',
      '{low,lower} {iq,intelligence}',
      '{laag,lage} {iq,intelligentie}',
    ],
    reason: 'IQ of about 70 to 85: beside the definition. LVB in Dutch care covers IQ 50 to 85.',
    excludesId: true,
  },
  {
    name: 'special needs',
    terms: [
      'special {need*,education*,educational need*}',
      'special health care need*',
      '{speciaal,buitengewoon} onderwijs',
      'educacion especial',
      'besoins {educatifs ,}{particuliers,speciaux}',
      'bisogni {educativi ,}speciali',
      'sonderpädagogisch*',
      'förderschul*',
    ],
    reason: 'Also used for physical conditions and behaviour.',
    excludesId: false,
  },
  {
    name: 'developmental delay',
    terms: [
      'development* {delay*,retard*}',
      // Used of children, and not the name of a diagnosis: adjacent, as "developmental delay" is.
      'cognitive* {delay*,retard*}',
      'delay* cognitive development',
      'delay* {in ,of ,}{psychomotor ,motor ,}development',
      'psychomotor {delay*,developmental delay*}',
      'delayed {psychomotor ,}development',
      'ontwikkelingsachterstand*',
      'ontwikkelingsvertraging*',
      'entwicklungsverzögerung*',
      'entwicklungsrückstand*',
      'entwicklungsretard*',
      '{retard,retards} {du,de} developpement',
      '{retard,retards} psychomoteur*',
      '{retraso,retardo} {del desarrollo,madurativo,psicomotor}',
      'ritardo {dello sviluppo,di sviluppo,psicomotorio,cognitivo}',
    ],
    reason: 'May be of speech or movement only; "global developmental delay" is named.',
    excludesId: true,
  },
  {
    name: 'developmental disability',
    terms: [
      'development* disab*',
      'idd',
      'ontwikkelingsbeperk*',
      'entwicklungsbehinder*',
      'discapacidad* del desarrollo',
      'disabilita dello sviluppo',
    ],
    reason: 'American umbrella word that also covers cerebral palsy, epilepsy and autism.',
    excludesId: true,
  },
  {
    name: 'cognitive or mental disability',
    terms: [
      'cognitive* disab*',
      // "Cognitive impairment" alone is mostly of old age; of children it is not.
      'cognitive* impair* {child*,adolescen*,youth*,teen*,infant*,boys,girls,minors,paediatric,pediatric}',
      '{child*,adolescen*,youth*,teen*,infant*,boys,girls} {with ,with a ,with severe ,with moderate ,with mild ,with significant ,who are ,having }cognitive* {impair*,deficit*}',
      'cognitief {beperkt*,gehandicapt*}',
      'mental* disab*',
      'cognitieve beperk*',
      '{kognitiv*,mental*} behinder*',
      'handicap* cognitif*',
      'discapacidad* {mental,mentales,cognitiva*}',
      'disabilita {cognitiv*,mental*}',
    ],
    reason: 'Also used for dementia, brain injury and psychiatric illness.',
    excludesId: false,
  },
  {
    name: 'neurodevelopmental disorder',
    terms: [
      'neurodevelopment* {disorder*,disab*,delay*,impair*,condition*,syndrome*}',
      'neuro-developmental {disorder*,disab*,delay*,impair*,condition*,syndrome*}',
      'developmental disorder*',
      'developmental {and epileptic ,}encephalopath*',
      'neurologische ontwikkelingsstoornis*',
      'ontwikkelingsstoornis*',
      'neuro entwicklungsstörung*',
      'entwicklungsstörung*',
      'trouble* {neurodeveloppement*,du neurodeveloppement,neuro developpement*}',
      'trastorno* del {neurodesarrollo,desarrollo neurologico}',
      'disturb* del neurosviluppo',
    ],
    reason: 'The family that intellectual disability, autism and ADHD belong to; which member is not said.',
    excludesId: false,
  },
  {
    name: 'syndrome with intellectual disability in some',
    terms: [
      '22q11*',
      'digeorge syndro*',
      'di george syndro*',
      'velocardiofacial syndro*',
      'charge syndro*',
      'fetal alcohol',
      'foetal alcohol',
      'foetaal alcohol*',
      'fetale* alkohol*',
      "syndrome d'alcoolisation foetale",
      'alcoholismo fetal',
      'feto alcoholic*',
      'sindrome feto alcolica',
      'phenylketonuri*',
      'fenylketonuri*',
      'phenylcetonuri*',
      'fenilcetonuri*',
      'fenilchetonuri*',
      'congenital hypothyroidism',
      'sturge weber*',
      'bardet biedl*',
      'noonan syndro*',
      'neurofibromatosis type 1',
      'klinefelter*',
      'microcephal*',
      'kernicterus',
    ],
    reason:
      'Causes an intellectual disability in fewer than about half, or only when untreated (phenylketonuria, congenital hypothyroidism).',
    excludesId: false,
  },
]

/** Longer names that hold a listed word and mean something else: what they cover is not a match. */
export const NOT_THESE: readonly string[] = [
  // Late-onset movement disorder of carriers; MeSH keeps it apart ("Fragile X Tremor Ataxia Syndrome").
  'fragile x {associated ,}tremor*',
  'fragile x premutation*',
  'fragile x {associated ,}primary ovarian*',
  // A symptom of depression, not a level of intellect.
  'psychomotor retard*',
  'autistic {burnout,fantas*,thinking}',
  'autistisch* denken',
]
