/** Words around the description of the API (`/api/docs`). What a call means is in the description itself, in English. */
export interface ApiDocsText {
  title: string
  lead: string
  asJson: string
  inEnglish: string
  calls: string
  tryIt: string
  parameters: string
  parameterHead: readonly [string, string, string]
  required: string
  noParameters: string
  answers: string
  answerHead: readonly [string, string]
  exampleOf: (call: string) => string
  shortened: string
  schemas: string
  schemasLead: string
  schemaHead: readonly [string, string, string]
  optional: string
  toTrials: string
  toAbout: string
  otherLanguage: string
}

export const apiDocsText: Record<'en' | 'nl', ApiDocsText> = {
  en: {
    title: 'The data as an API',
    lead: 'Everything this site shows can be asked for as data: free, without a key, from any site or program.',
    asJson: 'The same description for programs (OpenAPI 3.1)',
    inEnglish: 'The description itself is in English.',
    calls: 'Calls',
    tryIt: 'Try it',
    parameters: 'Parameters',
    parameterHead: ['Name', 'Meaning and what is valid', 'Example'],
    required: 'required',
    noParameters: 'No parameters.',
    answers: 'Answers',
    answerHead: ['Status', 'Meaning'],
    exampleOf: (call) => `Example answer of ${call}`,
    shortened: 'Shortened: lists hold one or two entries. From the copies that are shipped with the program.',
    schemas: 'Fields',
    schemasLead: 'Every field of every answer. A field that may be absent says so; all others are always there.',
    schemaHead: ['Field', 'Form', 'Meaning'],
    optional: 'may be absent',
    toTrials: 'Trials',
    toAbout: 'About this site',
    otherLanguage: 'Nederlands',
  },
  nl: {
    title: 'De gegevens als API',
    lead: 'Alles wat deze site laat zien, kunt u ook als gegevens opvragen: gratis, zonder sleutel, vanaf elke site of elk programma.',
    asJson: 'Dezelfde beschrijving voor programma’s (OpenAPI 3.1)',
    inEnglish: 'De beschrijving zelf is in het Engels.',
    calls: 'Vragen die u kunt stellen',
    tryIt: 'Probeer het',
    parameters: 'Parameters',
    parameterHead: ['Naam', 'Betekenis en wat geldig is', 'Voorbeeld'],
    required: 'verplicht',
    noParameters: 'Geen parameters.',
    answers: 'Antwoorden',
    answerHead: ['Status', 'Betekenis'],
    exampleOf: (call) => `Voorbeeld van een antwoord op ${call}`,
    shortened: 'Ingekort: in lijsten staan een of twee regels. Uit de kopieën die bij het programma horen.',
    schemas: 'Velden',
    schemasLead:
      'Alle velden van alle antwoorden. Bij een veld dat kan ontbreken staat dat erbij. De andere zijn er altijd.',
    schemaHead: ['Veld', 'Vorm', 'Betekenis'],
    optional: 'kan ontbreken',
    toTrials: 'Trials',
    toAbout: 'Over deze site',
    otherLanguage: 'English',
  },
}
