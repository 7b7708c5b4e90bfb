/** All that filtering, searching, ordering and measuring the list takes: one file, loaded once the first list is drawn. */
export { filterGroups } from '../describe/filter-groups.ts'
export { chipsOf } from '../describe/filter-chips.ts'
export { exploreView, prepareList } from './explore-view.ts'
export { NearMe } from './near-me.ts'
export { SearchIndex } from './search-index.ts'
export { tableOf } from './trial-table.ts'
